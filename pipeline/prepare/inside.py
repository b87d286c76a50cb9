"""Links inside the document: from eIds of the source to the anchors given here.

Reads a document whose internal links still name eIds. Gives it with links to anchors; a link to nothing is taken off
and its text stays.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Block, Document, Inline, Link, Note, Paragraph, Part, Row, Table, Text
from pipeline.prepare.anchors import Anchors


def linked_inside(document: Document, anchors: Anchors) -> Document:
    """The document with its internal links led to anchors."""
    known = _Known(anchors.first | {part.eid: part.anchor for part in document.parts if part.eid})

    def inlines(items: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_led(item, known) if isinstance(item, Text) else item for item in items)

    def paragraph(item: Paragraph) -> Paragraph:
        return replace(item, inlines=inlines(item.inlines), label=inlines(item.label))

    def block(item: Block) -> Block:
        if isinstance(item, Table):
            return replace(item, rows=tuple(row(r) for r in item.rows))
        return replace(item, inlines=inlines(item.inlines), label=inlines(item.label))

    def row(item: Row) -> Row:
        cells = tuple(replace(cell, blocks=tuple(paragraph(b) for b in cell.blocks)) for cell in item.cells)
        return replace(item, cells=cells)

    def part(item: Part) -> Part:
        return replace(item, blocks=tuple(block(b) for b in item.blocks))

    def note(item: Note) -> Note:
        return replace(item, blocks=tuple(paragraph(b) for b in item.blocks))

    return replace(
        document,
        title=tuple(block(b) for b in document.title),
        parts=tuple(part(p) for p in document.parts),
        notes=tuple(note(n) for n in document.notes),
    )


class _Known:
    """Anchors by eId; an element that is no block itself is found at its first block, or at the block around it."""

    def __init__(self, anchors: dict[str, str]) -> None:
        self._anchors = anchors

    def of(self, eid: str) -> str:
        """The anchor for an eId; "" where nothing in the document is meant."""
        if eid in self._anchors:
            return self._anchors[eid]
        for other, anchor in self._anchors.items():
            if other.startswith((f"{eid}__", f"{eid}_")):
                return anchor
        around = eid.rpartition("__")[0]
        return self.of(around) if around else ""


def _led(text: Text, known: _Known) -> Text:
    if text.link is None or not text.link.internal:
        return text
    anchor = known.of(text.link.target[1:])
    return replace(text, link=Link(f"#{anchor}", text.link.iri) if anchor else None)
