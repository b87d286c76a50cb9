"""The reader of plain text."""
