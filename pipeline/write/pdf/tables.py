"""Tables as strips: rows, or slices of rows too tall for a page.

Reads a `Table` with its grid. Gives strips with lines and rules, and the table's structure elements (un-format 6).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.document import Align, Cell, Paragraph, Row, Table
from pipeline.forms import Style
from pipeline.write.pdf.grid import column_widths, edges, rules_above
from pipeline.write.pdf.notes import NoteSetter
from pipeline.write.pdf.objects import text_string
from pipeline.write.pdf.pages import Strip, Stroke
from pipeline.write.pdf.para import TextLine, rise
from pipeline.write.pdf.setting import Setting
from pipeline.write.pdf.tags import Elem

_TABLE = "<</O/Table{}>>"


@dataclass(slots=True)
class _Set:
    """A set cell: its lines with their depth below the cell's top, its height with padding."""

    cell: Cell
    x: float
    width: float
    pad: float
    lines: list[tuple[TextLine, float]] = field(default_factory=list)
    height: float = 0.0
    notes: list[str] = field(default_factory=list)


class TableSetter:
    """Sets the tables of one document."""

    def __init__(self, setting: Setting, notes: NoteSetter) -> None:
        """Measures are those of the form's `[table]`."""
        self._setting = setting
        self._notes = notes
        self._measures = setting.form.tables["table"]

    def strips(self, table: Table, home: Elem) -> list[Strip]:
        """The strips of a table; its element is added below `home`."""
        if not table.rows:
            return []
        elem = home.child("Table", table.language)
        if table.summary:
            elem.attributes = _TABLE.format(f"/Summary{text_string(table.summary)}")
        start = self.start(table)
        widths = self._widths(table)
        rules = rules_above(table, self._measures)
        rows = [self._row(table, number, elem, widths, start, rules) for number in range(len(table.rows))]
        heights = _heights(rows, rules)
        for number, row in enumerate(table.rows):
            if not any(cell.blocks for cell in row.cells):
                heights[number] = self._measures["spacer"]
        strips: list[Strip] = []
        head: list[Strip] = []
        for number, row in enumerate(table.rows):
            made = self._strips_of(table, number, rows[number], heights, rules)
            if row.header and len(head) == len(strips):
                head += made
            elif head:
                for strip in made:
                    strip.head = head
            strips += made
        strips[-1].down += rules[-1]
        _hold_spans(table, strips)
        return strips

    def start(self, table: Table) -> float:
        """Where the table begins, from the start edge of the paper: at the text edge, a wide one at the margin."""
        page = self._setting.form.page
        room = page.width - page.right - page.text_left
        return page.text_left if self._width(table) <= room + self._measures["pad_right"] else page.left

    def _width(self, table: Table) -> float:
        page = self._setting.form.page
        width = table.width or (table.width_share * page.column if table.width_share else 0.0) or page.column
        return min(width, page.measure)

    def _widths(self, table: Table) -> list[float]:
        inset = self._measures["pad_left"] + self._measures["pad_right"]
        return column_widths(table, self._width(table), inset, lambda cell: self._natural(cell, table))

    def _natural(self, cell: Cell, table: Table) -> tuple[float, float]:
        """Width of the longest unit and of the whole text of a cell."""
        style = self._style(cell, table)
        found = [self._setting.measured((*p.label, *p.inlines), style) for p in cell.blocks]
        return max((f[0] for f in found), default=0.0), max((f[1] for f in found), default=0.0)

    def _style(self, cell: Cell, table: Table) -> Style:
        name = "box" if table.box else "table-head" if cell.header and cell.scope != "row" else "table-body"
        return self._setting.form.style(name, "table-body")

    def _row(
        self, table: Table, number: int, elem: Elem, widths: list[float], start: float, rules: list[float]
    ) -> list[_Set]:
        row, line = table.rows[number], elem.child("TR")
        after_head = number > 0 and table.rows[number - 1].header
        ruled = self._measures["ruled"]
        above = ruled if rules[number] and not row.header and not after_head else None
        below = ruled if rules[number + 1] and not row.header and number + 1 < len(table.rows) else None
        boxed = table.box
        return [
            self._cell(table, row, cell, line, widths, start, None if boxed else above, None if boxed else below)
            for cell in row.cells
        ]

    def _cell(
        self,
        table: Table,
        row: Row,
        cell: Cell,
        line: Elem,
        widths: list[float],
        start: float,
        above: float | None,
        below: float | None,
    ) -> _Set:
        """A set cell; `above` and `below` replace the style's space where the row has a rule there."""
        elem = line.child("TH" if cell.header else "TD")
        elem.attributes = _cell_attributes(cell)
        left, right = self._pads(table, row, cell)
        x = start + sum(widths[: cell.column])
        width = sum(widths[cell.column : cell.column + cell.column_span])
        result = _Set(cell, x, width, left)
        style = self._style(cell, table)
        if row.total:
            style = self._bold(style)
        depth = style.before if above is None else above
        if table.box and row is table.rows[0]:
            depth = self._measures["box_top"]
        for block in cell.blocks:
            for text in self._lines(block, cell, style, elem, width - left - right):
                depth += rise(style)
                result.lines.append((text, depth))
                result.notes += text.notes
                depth += style.leading - rise(style)
        result.height = depth + (style.after if below is None else below) if cell.blocks else 0.0
        return result

    def _pads(self, table: Table, row: Row, cell: Cell) -> tuple[float, float]:
        """Padding of a cell at its start and end."""
        m = self._measures
        if table.box:
            return m["box_pad"], m["box_pad"]
        if cell.align is Align.CENTRE:
            return 0.0, 0.0
        if not cell.column:
            return m["total_indent"] if row.total else m["pad_first"], m["pad_right"]
        figures = cell.align in (Align.END, Align.DECIMAL)
        return m["pad_figures"] if figures else m["pad_left"], m["pad_right"]

    def _lines(self, block: Paragraph, cell: Cell, style: Style, elem: Elem, width: float) -> list[TextLine]:
        setting = self._setting
        setting.inks.place = block.anchor
        home = elem.child("P", block.language)
        align = (block.align or cell.align or "") and str((block.align or cell.align).value)  # type: ignore[union-attr]
        label = setting.label(block.label, style, home) if block.label else None
        lines = setting.paragraph(
            block.inlines,
            style,
            home,
            column=width,
            label=label,
            direction=block.direction,
            language=block.language,
            align="start" if align == "justify" and style.align != "justify" else align,
        )
        self._notes.after(home)
        return lines

    def _bold(self, style: Style) -> Style:
        return self._setting.derived(style, "bold", lambda s: replace(s, bold=True))

    def _strips_of(
        self, table: Table, number: int, cells: list[_Set], heights: list[float], rules: list[float]
    ) -> list[Strip]:
        """A row as one strip, or as slices where it is taller than `split` of the form."""
        height, rule = heights[number], rules[number]
        spanned = any(c.cell.row_span > 1 for c in cells)
        cuts = [0.0, height]
        if height > self._measures["split"] and not spanned:
            cuts = _cuts(cells, height, rule)
        strips = []
        for top, bottom in pairwise(cuts):
            strip = Strip(0.0, bottom - top)
            for item in cells:
                room = sum(heights[number : number + item.cell.row_span]) - rule
                shift = _shift(item, room) + rule - top
                strip.lines += [
                    (text, item.x + item.pad, depth + shift)
                    for text, depth in item.lines
                    if len(cuts) == 2 or 0.0 <= depth + shift < bottom - top
                ]
                strip.strokes += self._strokes(table, number, item, heights, rules, top, bottom)
            strip.notes = [n for text, _, _ in strip.lines for n in text.notes]
            strips.append(strip)
        return strips

    def _strokes(
        self,
        table: Table,
        number: int,
        item: _Set,
        heights: list[float],
        rules: list[float],
        top: float,
        bottom: float,
    ) -> list[Stroke]:
        """The rules around a cell, as far as they fall into the slice from `top` to `bottom` of its row."""
        borders = edges(table, number, item.cell, self._measures)
        end = number + item.cell.row_span
        height = sum(heights[number:end])
        strokes = []
        if borders.top and top == 0.0:
            strokes.append(Stroke(item.x, rules[number] / 2, item.width, borders.top))
        if borders.bottom and bottom == heights[number]:
            strokes.append(Stroke(item.x, height - top + rules[end] / 2, item.width, borders.bottom))
        length = height if item.cell.row_span > 1 else bottom - top
        if borders.left:
            strokes.append(Stroke(item.x, 0.0, length, borders.left, True))
        if borders.right:
            strokes.append(Stroke(item.x + item.width, 0.0, length, borders.right, True))
        return strokes


def _cell_attributes(cell: Cell) -> str:
    parts = ""
    if cell.header:
        parts += f"/Scope/{'Row' if cell.scope == 'row' else 'Column'}"
    if cell.column_span > 1:
        parts += f"/ColSpan {cell.column_span}"
    if cell.row_span > 1:
        parts += f"/RowSpan {cell.row_span}"
    return _TABLE.format(parts) if parts else ""


def _heights(rows: list[list[_Set]], rules: list[float]) -> list[float]:
    """Heights of the rows with the rules above them; a cell over several rows makes the last of them taller."""
    heights = [
        rule + max((c.height for c in row if c.cell.row_span == 1), default=0.0)
        for row, rule in zip(rows, rules, strict=False)
    ]
    for number, row in enumerate(rows):
        for item in row:
            span = item.cell.row_span
            if span > 1:
                lacking = item.height + rules[number] - sum(heights[number : number + span])
                heights[min(number + span, len(heights)) - 1] += max(0.0, lacking)
    return heights


def _shift(item: _Set, height: float) -> float:
    """How far the lines of a cell move down in their row."""
    valign = item.cell.valign.value if item.cell.valign else ("bottom" if item.cell.header else "top")
    return {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign] * max(0.0, height - item.height)


def _cuts(cells: list[_Set], height: float, rule: float) -> list[float]:
    """Depths at which a row may be cut: below the lines of its tallest cell."""
    tallest = max(cells, key=lambda c: len(c.lines))
    depths = [depth + rule + _shift(tallest, height - rule) for _, depth in tallest.lines]
    return [0.0, *(a + (b - a) * 0.25 for a, b in pairwise(depths)), height]


def _hold_spans(table: Table, strips: list[Strip]) -> None:
    """Rows that a cell spans stay together: such tables have a strip for each row."""
    if len(strips) != len(table.rows):
        return
    for number, row in enumerate(table.rows):
        reach = max((cell.row_span for cell in row.cells), default=1)
        for strip in strips[number + 1 : number + reach]:
            strip.may_begin = False
        if row.header and number + 1 < len(strips):
            strips[number + 1].may_begin = False
