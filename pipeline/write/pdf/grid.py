"""Geometry of tables: widths of columns and rules of cells.

Reads a `Table` and the form's `[table]`. Gives numbers, in points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.document import Borders, Cell, Table

Natural = Callable[[Cell], tuple[float, float]]
"""Width of the longest unit of a cell's text and of all of it on one line."""


def column_widths(table: Table, width: float, inset: float, natural: Natural) -> list[float]:
    """Widths of the columns that add up to `width`.

    Widths of the source are kept in proportion; columns without one share what is left by what their text needs.
    """
    given = [c.width or 0.0 for c in table.columns]
    if all(given):
        total = sum(given)
        return [w * width / total for w in given]
    needed = _needs(table, inset, natural)
    known = sum(given)
    left = max(width - known, width * 0.2)
    share = left / sum((n for n, g in zip(needed, given, strict=True) if not g), start=1e-9)
    wide = [g or n * share for g, n in zip(given, needed, strict=True)]
    total = sum(wide)
    return [w * width / total for w in wide]


def _needs(table: Table, inset: float, natural: Natural) -> list[float]:
    """What each column asks for: the root of its widest text, but never less than its longest unit."""
    least = [12.0] * len(table.columns)
    most = [12.0] * len(table.columns)
    for row in table.rows:
        for cell in row.cells:
            if cell.column_span == 1:
                longest, whole = natural(cell)
                least[cell.column] = max(least[cell.column], longest + inset)
                most[cell.column] = max(most[cell.column], whole + inset)
    return [max(low, min(high, low + (high - low) * 0.3)) for low, high in zip(least, most, strict=True)]


class Ruling:
    """The rules of one table: what the source says of a cell, else of the table, else the form."""

    def __init__(self, table: Table, measures: Mapping[str, Any]) -> None:
        """`measures` is the form's `[table]`."""
        blank = Borders()
        self._table = table
        self._measures = measures
        self._given = table.borders != blank or any(c.borders != blank for row in table.rows for c in row.cells)
        self._heads = sum(row.header for row in table.rows)

    def around(self, number: int, cell: Cell) -> Borders:
        """The rules around a cell in row `number`."""
        table = self._table
        last_row = number + cell.row_span >= len(table.rows)
        last_column = cell.column + cell.column_span >= len(table.columns)
        own, outer = cell.borders, table.borders
        default = Borders() if self._given else self._default(number, cell)
        return Borders(
            top=_first(own.top, outer.inside_horizontal if number else outer.top, default.top),
            bottom=_first(own.bottom, outer.bottom if last_row else outer.inside_horizontal, default.bottom),
            left=_first(own.left, outer.inside_vertical if cell.column else outer.left, default.left),
            right=_first(own.right, outer.right if last_column else outer.inside_vertical, default.right),
        )

    def above(self) -> list[float]:
        """Width of the rule above each row, and of the one below the last."""
        rules = [0.0] * (len(self._table.rows) + 1)
        for number, row in enumerate(self._table.rows):
            for cell in row.cells:
                borders = self.around(number, cell)
                end = min(number + cell.row_span, len(self._table.rows))
                rules[number] = max(rules[number], borders.top or 0.0)
                rules[end] = max(rules[end], borders.bottom or 0.0)
        return rules

    def _default(self, number: int, cell: Cell) -> Borders:
        """Rules of a table whose source says nothing (un-format 6): horizontal only; a box has a frame."""
        thin, thick = self._measures["rule"], self._measures["rule_thick"]
        if self._table.box:
            return Borders(top=thin, bottom=thin, left=thin, right=thin)
        row = self._table.rows[number]
        last = number + cell.row_span >= len(self._table.rows)
        head_end = row.header and number + cell.row_span >= self._heads
        top = thin if number == 0 or row.total else None
        return Borders(top=top, bottom=thick if last or head_end else None)


def _first(*values: float | None) -> float:
    return next((v for v in values if v is not None), 0.0)
