"""Layout: decisions on looks that all writers share."""
