"""Where a table is and how wide its columns are, for formats whose programs set the lines themselves.

Reads a `Table`, the form and a language. Gives the frame and the widths of all columns of the source, in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Direction, Identity, Table
from pipeline.forms import Form, Page
from pipeline.layout.cells import CellNeeds
from pipeline.layout.columns import Columns
from pipeline.layout.frames import Frame, Type, framed, nested

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
        return [sum(self.widths[start:end]) for start, end in pairwise(ends)]


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
