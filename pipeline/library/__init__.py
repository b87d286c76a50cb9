"""The library: works and expressions of `source/`, found by name, IRI, path or git revision."""

FACE = (
    "expressions",
    "listing",
    "outside",
    "revisions",
    "sources",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
