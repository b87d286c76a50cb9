"""Links inside the document: from eIds of the source to the anchors given here.

Reads a document whose internal links still name eIds. Gives it with links to anchors; a link to nothing is taken off
and its text stays.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Document, Inline, Link, Text
from pipeline.document.rewrite import rewritten
from pipeline.prepare.walk.anchors import Anchors

_DEEPEST = 64
"""Underscores of an eId that are looked at: no document nests deeper. Chosen: against hostile files."""


def linked_inside(document: Document, anchors: Anchors) -> Document:
    """Return the document with its internal links led to anchors."""
    shown_by = {alias: block.anchor for block in document.blocks() for alias in block.aliases}
    named = {eid: shown_by.get(anchor, anchor) for eid, anchor in anchors.first.items()}
    known = _Known(named | {part.eid: part.anchor for part in document.parts if part.eid})

    def led(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_led(item, known) if isinstance(item, Text) else item for item in inlines)

    return rewritten(document, led)


class _Known:
    """Anchors by eId; an element that is not a block itself is found at its first block, or at the block around it."""

    def __init__(self, anchors: dict[str, str]) -> None:
        self._anchors = anchors
        self._first_inside: dict[str, str] = {}
        for eid, anchor in anchors.items():
            names = eid.split("_", _DEEPEST)
            for count in range(1, len(names)):
                self._first_inside.setdefault("_".join(names[:count]), anchor)

    def of(self, eid: str) -> str:
        """Return the anchor for an eId; "" if nothing in the document is meant."""
        while eid:
            found = self._anchors.get(eid) or self._first_inside.get(eid)
            if found:
                return found
            eid = eid.rpartition("__")[0]
        return ""


def _led(text: Text, known: _Known) -> Text:
    if text.link is None or not text.link.internal:
        return text
    anchor = known.of(text.link.target[1:])
    return replace(text, link=Link(f"#{anchor}", text.link.iri) if anchor else None)
