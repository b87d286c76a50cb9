"""Inlines of a finished document rewritten, everywhere or as the place asks.

Reads a document. Gives the same document, its inlines replaced through a function; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.document import Block, Document, Inline, Paragraph, Row, Table

Rewrite = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def rewritten(document: Document, rewrite: Rewrite, in_table: Callable[[Table], Rewrite] | None = None) -> Document:
    """Return the document with all inlines of title, parts and notes rewritten; those of a table by its own
    function.
    """

    def block(item: Block) -> Block:
        if isinstance(item, Table):
            own = in_table(item) if in_table else rewrite
            return replace(item, rows=tuple(_row(row, own) for row in item.rows))
        return replace(item, inlines=rewrite(item.inlines), label=rewrite(item.label))

    return replace(
        document,
        title=tuple(block(b) for b in document.title),
        parts=tuple(replace(part, blocks=tuple(block(b) for b in part.blocks)) for part in document.parts),
        notes=tuple(replace(n, blocks=tuple(_paragraph(b, rewrite) for b in n.blocks)) for n in document.notes),
    )


def _row(row: Row, rewrite: Rewrite) -> Row:
    cells = tuple(replace(cell, blocks=tuple(_paragraph(b, rewrite) for b in cell.blocks)) for cell in row.cells)
    return replace(row, cells=cells)


def _paragraph(paragraph: Paragraph, rewrite: Rewrite) -> Paragraph:
    return replace(paragraph, inlines=rewrite(paragraph.inlines), label=rewrite(paragraph.label))
