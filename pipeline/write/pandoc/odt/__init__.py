"""The OpenDocument writer."""
