"""The text of the cells of one table: styles, padding, and what each cell needs.

Reads cells and the form's `[table]`. Gives the styles that cells are set in, their text as it is set, and the needs
that widths of columns are made of (`layout.columns`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import structs

from pipeline.document import Cell, Inline, Paragraph, Row, Table, Text
from pipeline.forms import Style
from pipeline.layout.cascade import cell_key, given
from pipeline.layout.cell_looks import pads
from pipeline.layout.cells import is_figure, longest_number, smaller, tightened
from pipeline.layout.columns import Columns, Need
from pipeline.layout.frames import Parting, Type, beginning_type
from pipeline.layout.hyphens import hyphenated, parts
from pipeline.write.pdf.flow.typesetter import Typesetter

Known = dict[tuple[int, Type], Need]
"""What the texts of cells need, by cell and type, padding apart."""


class CellText:
    """The texts of one table in a type."""

    def __init__(self, setting: Typesetter, table: Table, type: Type, known: Known | None = None) -> None:
        """Set the measures: those of the form's `[table]`. `known`: what was measured in other types."""
        self._known: Known = {} if known is None else known
        self._setting = setting
        self._table = table
        self.type = type
        self._measures = tightened(setting.form.table, type)
        self._less = max(0.0, type.smaller - beginning_type(table, setting.form))

    def columns(self) -> Columns:
        """Return the columns, with every cell measured."""
        return Columns(self._table, self._measures.pad_left + self._measures.pad_right, self.need)

    def need(self, row: Row, cell: Cell) -> Need:
        """Return what a cell needs, in points; its text is measured once for all paddings."""
        key = id(cell), self.type._replace(tight=False)
        found = self._known.get(key)
        if found is None:
            found = self._need(row, cell)
            if not any(isinstance(block, Table) for block in cell.content):
                self._known[key] = found
        return found._replace(pads=math.fsum(self.pads(row, cell)))

    def _need(self, row: Row, cell: Cell) -> Need:
        longest = whole = fixed = 0.0
        for block in cell.content:
            if isinstance(block, Table):
                inner = CellText(self._setting, block, self.type).columns().need()
                longest, whole, fixed = map(max, (longest, whole, fixed), (inner.longest, inner.whole, inner.fixed))
                continue
            style = self.block_style(row, cell, block)
            inlines = (*block.label, *block.inlines)
            unit, line = self._setting.measured(inlines, style)
            room = style.right + (style.first if unit >= line else max(style.left, style.first))
            figure = is_figure(block)
            unit = line if figure else self._longest(block, style, unit)
            longest, whole = max(longest, unit + room), max(whole, line + room)
            fixed = max(fixed, (line if figure else self._number(block, style)) + room)
        return Need(longest, whole, fixed=fixed)

    def _longest(self, block: Paragraph, style: Style, unit: float) -> float:
        """Return the width of the longest part that no line parts, where lines may end within words; else `unit`."""
        parting = self.type.parting
        if parting is Parting.NONE:
            return unit
        words = parts(block.text, block.language or self._setting.language, parting)
        return max((self._setting.measured((Text(word.strip()),), style)[1] for word in {*words}), default=0.0)

    def _number(self, block: Paragraph, style: Style) -> float:
        """Return the width of the longest number, and of two letters at least."""
        found = longest_number(block.text)
        return max(self._setting.measured((Text(found),), style)[1] if found else 0.0, 2 * style.size)

    def text(self, block: Paragraph, style: Style, room: float) -> Sequence[Inline]:
        """Return the text of a cell, hyphenated where the type asks for it."""
        if self.type.parting < Parting.HYPHENS:
            return block.inlines

        def width(run: Text) -> float:
            return self._setting.measured((run,), style)[1]

        return hyphenated(block.inlines, room, width, block.language or self._setting.language)

    def style(self, row: Row, cell: Cell) -> Style:
        """Return the style of a cell; the words of a total are bold."""
        style = self._small(self._setting.form.style(cell_key(self._table, cell), "table-body"))
        return self._setting.derived(style, "bold", lambda s: structs.replace(s, bold=True)) if row.total else style

    def block_style(self, row: Row, cell: Cell, block: Paragraph) -> Style:
        """Return the style of a paragraph in its cell, as the source sets it."""
        style = self.style(row, cell)
        if block.setting is None and block.letters is None:
            return style
        name = f"{block.setting} {block.letters} {self._less}"
        return self._setting.derived(style, name, lambda s: _open(given(s, block, self._less), block))

    def _small(self, style: Style) -> Style:
        if not self.type.smaller:
            return style
        by, measures = self.type.smaller, self._measures
        return self._setting.derived(style, f"smaller by {by}", lambda s: smaller(s, by, measures))

    def pads(self, row: Row, cell: Cell) -> tuple[float, float]:
        """Return the padding of a cell at its start and end; its paragraphs may have their own distances."""
        if cell.placed:
            return 0.0, 0.0
        return pads(self._table, row, cell, self._measures, self._setting.rtl)


def _open(style: Style, block: Paragraph) -> Style:
    """Return the style with room for the space after the last letter of a line, which Word does not count."""
    placed = block.setting is not None and block.setting.placed
    return structs.replace(style, right=style.right - max(0.0, style.spacing)) if placed else style
