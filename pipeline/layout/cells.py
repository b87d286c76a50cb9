"""What the cells of a table need, measured with the fonts of the form: for formats that leave setting lines to others.

Reads cells, styles and a language. Gives needs for `columns`, and the styles of smaller type. The fonts here have the
widths of the ones that Word files name, so what fits here fits there but for `_SAFETY`.
"""

from __future__ import annotations

import re

from msgspec import structs

from pipeline.document import Cell, Look, Paragraph, Row, Table, Text
from pipeline.forms import Form, Style, TableMeasures
from pipeline.layout.columns import Columns, Need
from pipeline.layout.measure import Measure

_FIGURE = re.compile(r"[\d\s().,+\-–−%]*\d[\d\s().,+\-–−%]*")
_NUMBER = re.compile(r"\d(?:[\d\s.,]*\d)?")
_BETWEEN_SLASHES = re.compile(r"\w+/")
_SAFETY = 1.02


def is_figure(block: Paragraph) -> bool:
    """Return True for a paragraph that is a number, in groups or brackets perhaps: no line parts it."""
    return _FIGURE.fullmatch(block.text) is not None


def longest_number(text: str) -> str:
    """Return the longest part of a text that is kept whole to the last; "" if there is none.

    That is a number with its groups, or what stands between the slashes of a symbol.
    """
    return max((*_NUMBER.findall(text), *_BETWEEN_SLASHES.findall(text)), key=len, default="")


def smaller(style: Style, by: float, measures: TableMeasures) -> Style:
    """Return a style in type smaller by so many points, but not under the smallest of the form; leading goes along."""
    size = max(min(style.size, measures.smallest), style.size - by)
    return structs.replace(style, size=size, leading=style.leading * size / style.size) if by else style


class CellNeeds:
    """The needs of the cells of one table."""

    def __init__(self, table: Table, form: Form, language: str, rtl: bool, factor: float = 1.0) -> None:
        """Set the measures. `factor`: how much larger than the form says type is set, as Arabic is in Word."""
        self._table, self._form = table, form
        self._measure = Measure(language, rtl, factor * _SAFETY)

    def columns(self, by: float) -> Columns:
        """Return the columns in type smaller by so many points."""
        measures = self._form.table
        pads = 2 * measures.box_pad if self._table.box else measures.pad_left + measures.pad_right

        def need(row: Row, cell: Cell) -> Need:
            return self._need(row, cell, by)._replace(pads=pads)

        return Columns(self._table, pads, need)

    def _need(self, row: Row, cell: Cell, by: float) -> Need:
        name = "box" if self._table.box else "table-head" if cell.header and cell.scope != "row" else "table-body"
        style = smaller(self._form.style(name, "table-body"), by, self._form.table)
        longest = whole = fixed = 0.0
        for block in cell.blocks:
            bold = row.total or _is_bold(block)
            text = block.text
            line = self._measure.width(text, style, bold)
            longest = max(longest, line if is_figure(block) else self._measure.longest(text, style, bold))
            number = longest_number(text)
            fixed = max(fixed, self._measure.width(number, style, bold) if number else 0.0, 2 * style.size)
            whole = max(whole, line)
        return Need(longest, whole, fixed=fixed)


def _is_bold(block: Paragraph) -> bool:
    runs = [i for i in block.inlines if isinstance(i, Text) and i.text.strip()]
    return any(run.look & Look.BOLD for run in runs)
