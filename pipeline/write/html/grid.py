"""The grid of a table, made fit for HTML.

Reads the rows of a `Table`. Gives rows and spans in which every row and every column has a cell that begins there, as
the table model of HTML demands; rows and columns that exist only because cells span them are folded away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Cell, Row, Table
from pipeline.layout.tables import columns_used


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the spans it has on the page."""

    cell: Cell
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its placed cells."""

    number: int
    """In the table of the source."""
    row: Row
    cells: tuple[Placed, ...]


def placed_rows(table: Table) -> list[PlacedRow]:
    """Return the rows that have cells, with folded spans."""
    columns = columns_used(table)
    filled = [index for index, row in enumerate(table.rows) if row.cells]
    return [
        PlacedRow(i, table.rows[i], tuple(_placed(cell, columns, filled, i) for cell in table.rows[i].cells))
        for i in filled
    ]


def _placed(cell: Cell, columns: Sequence[int], filled: Sequence[int], row: int) -> Placed:
    across = _between(columns, cell.column, cell.column_span)
    down = _between(filled, row, cell.row_span) if cell.row_span > 1 else 1
    return Placed(cell, max(1, across), max(1, down))


def _between(numbers: Sequence[int], first: int, span: int) -> int:
    """Return how many of the numbers, which rise, lie in a span."""
    return bisect_left(numbers, first + span) - bisect_left(numbers, first)
