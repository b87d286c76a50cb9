"""The html writer."""
