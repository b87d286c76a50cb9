"""What the cells of a table need, measured with the fonts of the form: for formats that leave setting lines to others.

Reads cells, styles and a language. Gives needs for `columns`, and the styles of smaller type. The fonts here have the
widths of the ones that Word files name, so what fits here fits there but for `SAFETY`.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache, partial
from typing import NamedTuple

from msgspec import structs

from pipeline.document import Cell, Inline, Look, Paragraph, Row, Table, Text
from pipeline.forms import Form, Style, TableMeasures
from pipeline.layout.cascade import cell_key, given
from pipeline.layout.columns import Columns, Need
from pipeline.layout.frames import Parting, Type, beginning_type
from pipeline.layout.hyphens import parts, softened
from pipeline.layout.measure import SAFETY, Extent, Measure

_FIGURE = re.compile(r"[\d\s().,+\-–−%]*\d[\d\s().,+\-–−%]*")
_NUMBER = re.compile(r"\d(?:[\d\s.,]*\d)?")
_BETWEEN_SLASHES = re.compile(r"\w+/")
_TEXTS = 4096
"""Texts of cells kept. Chosen: more than a document of a hundred pages has; every format asks for them again."""
_ROUNDED = 0.5
"""Points that a word needs besides: programs round letters and edges of cells, whatever the size of the word.
Chosen: LibreOffice 7.4 parts "Mark" in a column that is wider than the word by a third of a point."""


_MOST = 64
"""Tables whose columns are kept, each as often as its type changes. Chosen: more than most documents have; those of the
last document are kept alive."""
_COLUMNS: dict[tuple[object, ...], tuple[Table, Form, Columns]] = {}


def is_figure(block: Paragraph) -> bool:
    """Return True for a paragraph that is a number, in groups or brackets perhaps: no line parts it."""
    return _FIGURE.fullmatch(block.text) is not None


def longest_number(text: str) -> str:
    """Return the longest part of a text that is kept whole to the last; "" if there is none.

    That is a number with its groups, or what is between the slashes of a symbol.
    """
    return max((*_NUMBER.findall(text), *_BETWEEN_SLASHES.findall(text)), key=len, default="")


def smaller(style: Style, by: float, measures: TableMeasures) -> Style:
    """Return a style in type smaller by so many points, but not under the smallest of the form; leading goes along.

    With `by` below 0 type is larger, that of heads apart, and leading at most that of text.
    """
    if by < 0:
        return _larger(style, -by, measures)
    size = max(min(style.size, measures.smallest), style.size - by)
    return structs.replace(style, size=size, leading=style.leading * size / style.size) if by else style


def _larger(style: Style, by: float, measures: TableMeasures) -> Style:
    if style.size < measures.enlarged_from:
        return style
    size = style.size + by
    return structs.replace(style, size=size, leading=min(style.leading * size / style.size, measures.most_leading))


def widest_possible(table: Table, form: Form) -> float:
    """Return a width in which the words of a table fit in its smallest type, whatever their letters are.

    Nothing is measured: a letter is taken to be as wide as its type is high, which holds but for a few signs.
    """
    letters = [0.0] * len(table.columns)
    for row in table.rows:
        for cell in row.cells:
            share = max((_letters(block, form) for block in cell.content), default=0.0) / cell.column_span
            for column in range(cell.column, min(cell.column + cell.column_span, len(letters))):
                letters[column] = max(letters[column], share)
    pads = form.table.pad_left + form.table.pad_right + form.table.total_indent
    return math.fsum(count * form.table.smallest + pads for count in letters)


def _letters(block: Paragraph | Table, form: Form) -> float:
    """Return how many letters of the smallest type the content of a cell is wide at most."""
    if isinstance(block, Table):
        return widest_possible(block, form) / form.table.smallest
    return _longest_letters(block)


def _longest_letters(block: Paragraph) -> int:
    """Return number of letters of the longest part of a paragraph that no line parts."""
    text = block.text
    return len(text) if is_figure(block) else max(map(len, text.split()), default=0)


def tightened(measures: TableMeasures, type: Type) -> TableMeasures:
    """Return the measures of tables, with less padding where the type is tight."""
    if not type.tight:
        return measures
    names = ("pad_first", "pad_left", "pad_figures", "pad_right", "total_indent")
    return structs.replace(measures, **{name: getattr(measures, name) * measures.tight for name in names})


class _Measured(NamedTuple):
    """The extents of a paragraph: on one line, of the parts that no line parts, of its longest number."""

    line: Extent
    parts: tuple[Extent, ...]
    number: Extent | None


class CellNeeds:
    """The needs of the cells of one table."""

    def __init__(self, table: Table, form: Form, language: str, rtl: bool, factor: float = 1.0) -> None:
        """Set the measures. `factor`: how much larger than the form says type is set, as Arabic is in Word."""
        self._table, self._form = table, form
        self._within = partial(CellNeeds, form=form, language=language, rtl=rtl, factor=factor)
        self._language, self._rtl = language, rtl
        self._reads = language, rtl, factor
        self._styles: dict[tuple[str, float], Style] = {}
        self._measure = Measure(language, rtl, factor * SAFETY)
        self._known: dict[tuple[int, bool, bool, Parting], _Measured] = {}

    def columns(self, type: Type) -> Columns:
        """Return the columns in this type: once for all that ask, as landscape pages and most formats do."""
        key = (id(self._table), id(self._form), *self._reads, type)
        found = _COLUMNS.get(key)
        if found is None:
            if len(_COLUMNS) >= _MOST:
                _COLUMNS.clear()
            found = _COLUMNS[key] = (self._table, self._form, self._columns(type))
        return found[2]

    def _columns(self, type: Type) -> Columns:
        measures = tightened(self._form.table, type)
        pads = 2 * measures.box_pad if self._table.box else measures.pad_left + measures.pad_right

        def need(row: Row, cell: Cell) -> Need:
            return self._need(row, cell, type)._replace(pads=0.0 if cell.placed else pads)

        return Columns(self._table, pads, need)

    def within(self, table: Table) -> CellNeeds:
        """Return the needs of a table within a cell."""
        return self._within(table)

    def style(self, cell: Cell, type: Type) -> Style:
        """Return the style of a cell; the same object for all cells of one kind."""
        key = cell_key(self._table, cell), type.smaller
        if key not in self._styles:
            self._styles[key] = smaller(self._form.style(key[0], "table-body"), type.smaller, self._form.table)
        return self._styles[key]

    def softened(self, row: Row, cell: Cell, block: Paragraph, type: Type, room: float) -> tuple[Inline, ...]:
        """Return the text of a cell with marks where lines may end in the words wider than the space."""
        style, bold = self.style(cell, type), row.total or _is_bold(block)

        def wide(run: Text) -> float:
            return self._measure.width(run.text, style, bold)

        return softened(block.inlines, room, wide, self._language, type.parting)

    def _need(self, row: Row, cell: Cell, type: Type) -> Need:
        style, less = self.style(cell, type), max(0.0, type.smaller - beginning_type(self._table, self._form))
        longest = whole = fixed = 0.0
        for block in cell.content:
            if isinstance(block, Table):
                inner = self.within(block).columns(type).need()
                longest, whole, fixed = map(max, (longest, whole, fixed), (inner.longest, inner.whole, inner.fixed))
                continue
            line, pieces, number = self._measured(block, row.total or style.bold, style.italic, type.parting)
            points, own = self._measure.points, given(style, block, less)
            room = own.right + (own.first if len(pieces) == 1 else max(own.left, own.first))
            longest = max(longest, max((points(piece, own) + _ROUNDED for piece in pieces), default=0.0) + room)
            fixed = max(fixed, (points(number, own) if number else 0.0) + room, 2 * own.size + room)
            whole = max(whole, longest, points(line, own) + room)
        return Need(longest, whole, fixed=fixed)

    def _measured(self, block: Paragraph, bold: bool, italic: bool, parting: Parting) -> _Measured:
        """Return the extents of a paragraph, measured once for all sizes of type; the table keeps it alive."""
        key = (id(block), bold, italic, parting)
        found = self._known.get(key)
        if found is None:
            bold, text = bold or _is_bold(block), block.text
            found = self._known[key] = _measured(text, self._language, self._rtl, bold, italic, parting)
        return found


@lru_cache(maxsize=_TEXTS)
def _measured(text: str, language: str, rtl: bool, bold: bool, italic: bool, parting: Parting) -> _Measured:
    """Return the extents of a text, the same in all tables and formats."""
    measure = Measure(language, rtl)
    line = measure.extent(text, bold, italic)
    whole = _FIGURE.fullmatch(text) is not None
    pieces = (line,) if whole else measure.extents(parts(text, language, parting), bold, italic)
    number = longest_number(text)
    return _Measured(line, pieces, measure.extent(number, bold, italic) if number else None)


def _is_bold(block: Paragraph) -> bool:
    runs = [i for i in block.inlines if isinstance(i, Text) and i.text.strip()]
    return any(run.look & Look.BOLD for run in runs)
