"""The grid of a table: which cell stands where, when rows are ragged and cells span (profile section 9).

Reads cells row by row with their spans. Gives rows in which every place of the grid belongs to exactly one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Cell

MOST_COLUMNS = 1000
MOST_ROWS = 65_534


class Grid:
    """Takes cells in reading order and gives them their places."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._taken: set[tuple[int, int]] = set()
        self.columns = 0

    def row(self) -> None:
        """Begin a row."""
        self._rows.append([])

    def place(self, cell: Cell) -> Cell:
        """Put a cell at the next free place of the row; a span that would meet another cell is cut there."""
        row = len(self._rows) - 1
        column = self._rows[row][-1].column + 1 if self._rows[row] else 0
        while (row, column) in self._taken:
            column += 1
        span = 1
        while span < cell.column_span and (row, column + span) not in self._taken:
            span += 1
        placed = replace(cell, column=column, column_span=span)
        self._rows[row].append(placed)
        self._taken.update((row + r, column + c) for r in range(cell.row_span) for c in range(span))
        self.columns = max(self.columns, column + span)
        return placed

    def filled(self) -> list[list[Cell]]:
        """All rows: row spans cut at the last row, gaps and short rows filled with empty cells."""
        return [self._filled(number, cells) for number, cells in enumerate(self._rows)]

    def _filled(self, number: int, cells: Sequence[Cell]) -> list[Cell]:
        left = len(self._rows) - number
        cut = [replace(c, row_span=left) if c.row_span > left else c for c in cells]
        empty = [Cell(column=c) for c in range(self.columns) if (number, c) not in self._taken]
        return sorted([*cut, *empty], key=lambda cell: cell.column) if empty else cut
