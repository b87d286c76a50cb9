"""Rules of the cells of a table.

Reads a `Table` and the form's `[table]`. Gives widths of rules, in points.
"""

from __future__ import annotations

from pipeline.document import Borders, Cell, Table
from pipeline.forms import TableMeasures


class Ruling:
    """The rules of one table: what the source says of a cell, else of the table, else the form."""

    def __init__(self, table: Table, measures: TableMeasures) -> None:
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
        thin, thick = self._measures.rule, self._measures.rule_thick
        if self._table.box:
            return Borders(top=thin, bottom=thin, left=thin, right=thin)
        row = self._table.rows[number]
        last = number + cell.row_span >= len(self._table.rows)
        head_end = row.header and number + cell.row_span >= self._heads
        top = thin if number == 0 or row.total else None
        return Borders(top=top, bottom=thick if last or head_end else None)


def _first(*values: float | None) -> float:
    return next((v for v in values if v is not None), 0.0)
