"""The grid of a table: which cell is where, when rows are ragged and cells span [corpus tables.3].

Reads cells row by row with their spans. Gives rows in which every place of the grid belongs to exactly one cell. Time
and memory grow with the number of cells, never with the spans that a source claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import Cell

MOST_COLUMNS = 1000
"""A span claims no more (the limit of HTML)."""


class Blocked(NamedTuple):
    """Places of a row taken by a cell of a row above: columns `begin` to `end` (not included), for `rows` more rows."""

    begin: int
    end: int
    rows: int


class Free(NamedTuple):
    """A free place of a row, and the spans that a cell may have there."""

    column: int
    column_span: int
    row_span: int


class Grid:
    """Takes the cells of a table with `count` rows in reading order and gives them their places."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._rows: list[list[Cell]] = []
        self._blocked: list[list[Blocked]] = []
        self.columns = 0

    def row(self) -> None:
        """Begin a row."""
        below = []
        if self._rows:
            below = [b._replace(rows=b.rows - 1) for b in self._blocked[-1] if b.rows > 1]
            below += [
                Blocked(c.column, c.column + c.column_span, c.row_span - 1) for c in self._rows[-1] if c.row_span > 1
            ]
        self._rows.append([])
        self._blocked.append(sorted(below))

    def free(self, column_span: int, row_span: int) -> Free:
        """Return the next free place of the row; a span that would leave the table or meet a cell is cut."""
        row = self._rows[-1]
        column = row[-1].column + row[-1].column_span if row else 0
        span = min(column_span, MOST_COLUMNS)
        for blocked in self._blocked[-1]:
            if blocked.begin <= column < blocked.end:
                column = blocked.end
            elif blocked.begin > column:
                span = min(span, blocked.begin - column)
                break
        left = self._count - len(self._rows) + 1
        return Free(column, span, max(1, min(row_span, left)))

    def put(self, cell: Cell) -> None:
        """Put a cell at its place, which was the next free one."""
        self._rows[-1].append(cell)
        self.columns = max(self.columns, cell.column + cell.column_span)

    def place(self, cell: Cell) -> None:
        """Put a cell that was made without a place at the next free one."""
        self.put(replace(cell, **self.free(cell.column_span, cell.row_span)._asdict()))

    def indent(self) -> None:
        """Make the tabs that lines begin with steps of a row: counted from the least of their column on.

        See [corpus tables.5].
        """
        least: dict[int, int] = {}
        for cell in (cell for cells in self._rows for cell in cells if cell.blocks and not cell.header):
            tabs = min(p.indent for p in cell.blocks)
            least[cell.column] = min(tabs, least.get(cell.column, tabs))
        for cells in self._rows:
            for place, cell in enumerate(cells):
                if any(p.indent for p in cell.blocks):
                    cells[place] = _less(cell, least.get(cell.column, 0))

    def filled(self) -> list[list[Cell]]:
        """Return all rows, gaps and short rows filled with empty cells."""
        return [self._filled(cells, blocked) for cells, blocked in zip(self._rows, self._blocked, strict=True)]

    def _filled(self, cells: list[Cell], blocked: list[Blocked]) -> list[Cell]:
        empty = [Cell(column=a, column_span=b - a) for a, b in self._gaps(cells, blocked)]
        return sorted([*cells, *empty], key=lambda cell: cell.column) if empty else cells

    def _gaps(self, cells: list[Cell], blocked: list[Blocked]) -> Iterator[tuple[int, int]]:
        """Yield the columns that no cell of the row and none from above takes."""
        taken = sorted([(c.column, c.column + c.column_span) for c in cells] + [(b.begin, b.end) for b in blocked])
        at = 0
        for begin, end in taken:
            if begin > at:
                yield at, begin
            at = max(at, end)
        if at < self.columns:
            yield at, self.columns


def _less(cell: Cell, tabs: int) -> Cell:
    """Return the cell with its lines set in by fewer tabs; heads are not set in."""
    blocks = (replace(p, indent=0 if cell.header else max(0, p.indent - tabs)) for p in cell.blocks)
    return replace(cell, blocks=tuple(blocks))
