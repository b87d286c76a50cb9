"""The look of the cells of a table: style, padding, alignment, rules.

Reads a `Table` and the form's `[table]`. Gives a `CellLook` for each cell, which writers of tables show as far as their
format can.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Align, Borders, Cell, Row, Table, Valign
from pipeline.forms import TableMeasures
from pipeline.layout.cascade import cell_key
from pipeline.layout.tables import Ruling


class CellLook(NamedTuple):
    """Look of a cell. Lengths are points."""

    key: str
    """Of its style."""
    bold: bool
    """Its words are bold though its style is not."""
    valign: Valign
    start: float
    """Padding at the side where its text begins."""
    end: float
    borders: Borders
    ruled_above: bool
    """A rule between two rows of the body is above it, which keeps more distance than rows do."""
    ruled_below: bool


class CellLooks:
    """The looks of the cells of one table."""

    def __init__(self, table: Table, measures: TableMeasures, rtl: bool) -> None:
        """`measures` is the form's `[table]`; `rtl`: the direction of the document."""
        self._table, self._measures, self._rtl = table, measures, rtl
        self._ruling = Ruling(table, measures)
        self._rules = self._ruling.above()

    def cell(self, number: int, cell: Cell) -> CellLook:
        """Return the look of a cell of row `number`."""
        row = self._table.rows[number]
        start, end = pads(self._table, row, cell, self._measures, self._rtl)
        body = not (row.header or self._table.box)
        after_head = number > 0 and self._table.rows[number - 1].header
        return CellLook(
            key=cell_key(self._table, cell),
            bold=row.total,
            valign=cell.valign or (Valign.BOTTOM if cell.header else Valign.TOP),
            start=start,
            end=end,
            borders=self._ruling.around(number, cell),
            ruled_above=body and not after_head and self._rules[number] > 0,
            ruled_below=body and number + 1 < len(self._table.rows) and self._rules[number + 1] > 0,
        )


def pads(table: Table, row: Row, cell: Cell, measures: TableMeasures, rtl: bool) -> tuple[float, float]:
    """Return the padding of a cell at its start and end: the first column is at the edge of the table."""
    if table.box:
        return measures.box_pad, measures.box_pad
    if cell.align is Align.CENTRE:
        return 0.0, 0.0
    if not cell.column:
        first = measures.pad_left if table.borders.left or cell.borders.left else measures.pad_first
        return measures.total_indent if row.total else first, measures.pad_right
    figures = cell.align is Align.END or (cell.align is Align.DECIMAL and not rtl)
    return measures.pad_figures if figures else measures.pad_left, measures.pad_right


def side(align: Align | None, rtl: bool) -> str:
    """Return at which side the text of a cell is: "start", "end", "centre", or "" if its style says so.

    Figures are at the right in either direction; nothing in a cell is justified.
    """
    if align is Align.DECIMAL:
        return "start" if rtl else "end"
    if align is Align.JUSTIFY:
        return "start"
    return align.value if align else ""
