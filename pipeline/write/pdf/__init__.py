"""The pdf writer."""
