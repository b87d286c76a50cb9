"""The web edition: a static site of all works, that needs no server and asks no other host for anything.

Reads sources through `publish`, and redlines that exist already. Gives a folder of pages: start pages with search, a
page per work, a page per text, permanent addresses by symbol and by identifier, feeds, and with a base address a
sitemap. The same sources give the same bytes.
"""

FACE = (
    "assets",
    "build",
    "model",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
