"""Prepare: from Akoma Ntoso to the explicit printable document.

Reads a `Source`. Gives a `Document`: every word that a reader must see, in document order, with nothing left to decide.
What is done with each element is in one table, `elements.handlers.HANDLERS`.
"""

from pipeline.prepare.preparation import prepare

__all__ = ["prepare"]

FACE = (
    "blocks.captions",
    "blocks.resolve",
    "elements.grid",
    "structure.identity",
    "walk.links",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
