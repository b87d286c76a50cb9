"""Redlines: two versions as one marked document, in every format."""
