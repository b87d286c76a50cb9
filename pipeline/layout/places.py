"""Where the blocks of a document are on its pages, decided once for all formats.

Reads a document and its form. Gives `Places`, which a document bears once they are decided: the blocks on landscape
pages, and the titles and notes of tables that begin further out than text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, Document, Paragraph, Places, Role, Table
from pipeline.forms import Form
from pipeline.layout.landscape import on_landscape, sheet_of
from pipeline.layout.placement import placed


def laid_out(document: Document, form: Form) -> Document:
    """Return a document that says where its blocks are; one that says so already is returned as it is."""
    return document if document.places else replace(document, places=places(document, form))


def places(document: Document, form: Form) -> Places:
    """Return where the blocks of a document are: as it says itself, else as its form has it."""
    if document.places is not None:
        return document.places
    landscape = on_landscape(document, form)
    return Places(landscape=landscape, at_edge=frozenset(_at_edge(document, form, landscape)))


def _at_edge(document: Document, form: Form, landscape: frozenset[str]) -> Iterator[str]:
    for part in document.parts:
        for number, block in enumerate(part.blocks):
            around = _around(part.blocks, number) if isinstance(block, Table) and not block.box else ()
            if around and isinstance(block, Table):
                side = sheet_of(block, form, landscape)
                yield from () if placed(block, side, document.identity).start(side.page) else around


def _around(blocks: Sequence[Block], number: int) -> list[str]:
    """Return the anchors of the titles right above a table and of the notes right below it."""
    first, end = number, number + 1
    while first and _is(blocks[first - 1], Role.TABLE_TITLE):
        first -= 1
    while end < len(blocks) and _is(blocks[end], Role.TABLE_NOTE, Role.SMALL_NOTE):
        end += 1
    return [block.anchor for block in (*blocks[first:number], *blocks[number + 1 : end])]


def _is(block: Block, *roles: Role) -> bool:
    return isinstance(block, Paragraph) and block.role in roles
