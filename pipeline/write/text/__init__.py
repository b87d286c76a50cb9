"""The text writer."""
