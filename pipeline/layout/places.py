"""Where the blocks of a document and its tables are, decided once for all formats.

Reads a document and its form. Gives `Places`, which a document bears once they are decided: the blocks on landscape
pages, and the titles and notes of tables that begin further out than text; and of a `Table` its `Placement`: the frame
and the widths of all columns of the source, in points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Block, Direction, Document, Identity, Paragraph, Places, Role, Table
from pipeline.forms import Form, Page
from pipeline.layout.cells import CellNeeds
from pipeline.layout.columns import Columns
from pipeline.layout.frames import Frame, Type, framed, nested
from pipeline.layout.landscape import on_landscape, sheet_of

_TOLERANCE = 8.0
"""Points by which widths of one kind differ: text column, up to the margin, full measure [form tables.2]."""


class Placement(NamedTuple):
    """The frame of a table and its columns."""

    frame: Frame
    widths: tuple[float, ...]
    """Of all columns of the source, also of those in which no cell begins."""
    needs: CellNeeds

    def start(self, page: Page) -> float:
        """Return where the table begins, from the full measure: at the text edge if it has space there, else at 0."""
        room = page.measure - page.indent_left
        return page.indent_left if self.frame.width <= room + _TOLERANCE else 0.0

    def of(self, begins: Sequence[int]) -> list[float]:
        """Return the widths of fewer columns, each from one that `begins` names to the next."""
        ends = [*begins, len(self.widths)]
        return [math.fsum(self.widths[start:end]) for start, end in pairwise(ends)]


def placed(
    table: Table, form: Form, identity: Identity, factor: float = 1.0, within: tuple[float, Type] | None = None
) -> Placement:
    """Return where a table is; `factor`: how much larger than the form says its type is set.

    `within`: for a table within a cell the room of the cell, and the type of the table around it.
    """
    rtl = identity.direction is Direction.RTL
    needs = CellNeeds(table, form, identity.language, rtl, factor)

    @cache
    def columns(type: Type) -> Columns:
        return needs.columns(type)

    frame = nested(table, *within, columns(within[1])) if within else framed(table, form, columns)
    return Placement(frame, tuple(columns(frame.type).widths(frame.width)), needs)


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
