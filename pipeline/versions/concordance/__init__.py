"""Concordances: two texts side by side, with the facts that do not agree."""
