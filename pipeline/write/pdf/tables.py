"""Tables as strips: rows, or slices of rows too tall for a page.

Reads a `Table` with its grid. Gives strips with lines and rules, and the table's structure elements. Looks: un-format 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.document import Cell, Paragraph, Row, Table
from pipeline.forms import Style
from pipeline.write.pdf.grid import column_widths, edges
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
        widths, start = self._geometry(table)
        rows = [self._row(table, row, elem, widths, start) for row in table.rows]
        heights = _heights(table, rows)
        strips: list[Strip] = []
        head: list[Strip] = []
        for number, row in enumerate(table.rows):
            made = self._strips_of(table, number, rows[number], heights)
            if row.header and len(head) == len(strips):
                head += made
            elif head:
                for strip in made:
                    strip.head = head
            strips += made
        _hold_spans(table, strips)
        return strips

    def _geometry(self, table: Table) -> tuple[list[float], float]:
        """Widths of the columns and where the table begins, from the start edge of the paper."""
        page = self._setting.form.page
        width = table.width or (table.width_share * page.column if table.width_share else 0.0) or page.column
        width = min(width, page.measure)
        room = page.width - page.right - page.text_left
        start = page.text_left if width <= room + 1 else page.left
        inset = self._measures["pad"] * 2
        return column_widths(table, width, inset, lambda cell: self._natural(cell, table)), start

    def _natural(self, cell: Cell, table: Table) -> tuple[float, float]:
        """Width of the longest unit and of the whole text of a cell."""
        style = self._style(cell, table)
        found = [self._setting.measured((*p.label, *p.inlines), style) for p in cell.blocks]
        return max((f[0] for f in found), default=0.0), max((f[1] for f in found), default=0.0)

    def _style(self, cell: Cell, table: Table) -> Style:
        name = "box" if table.box else "table-head" if cell.header and cell.scope != "row" else "table-body"
        return self._setting.form.style(name, "table-body")

    def _row(self, table: Table, row: Row, elem: Elem, widths: list[float], start: float) -> list[_Set]:
        line = elem.child("TR")
        return [self._cell(table, row, cell, line, widths, start) for cell in row.cells]

    def _cell(self, table: Table, row: Row, cell: Cell, line: Elem, widths: list[float], start: float) -> _Set:
        head = cell.header
        elem = line.child("TH" if head else "TD")
        elem.attributes = _cell_attributes(cell)
        pad = self._measures["box_pad"] if table.box else self._measures["pad"]
        x = start + sum(widths[: cell.column])
        width = sum(widths[cell.column : cell.column + cell.column_span])
        result = _Set(cell, x, width)
        style = self._style(cell, table)
        if row.total:
            style = self._bold(style)
        depth = style.before
        for number, block in enumerate(cell.blocks):
            depth += self._measures["between"] if number else 0.0
            for text in self._lines(block, cell, style, elem, width - 2 * pad):
                depth += rise(style)
                result.lines.append((text, depth))
                result.notes += text.notes
                depth += style.leading - rise(style)
        result.height = depth + style.after if cell.blocks else style.leading + style.before + style.after
        return result

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
            align="start" if align == "justify" and not style.align == "justify" else align,
        )
        self._notes.after(home)
        return lines

    def _bold(self, style: Style) -> Style:
        return self._setting.derived(style, "bold", lambda s: replace(s, bold=True))

    def _strips_of(self, table: Table, number: int, cells: list[_Set], heights: list[float]) -> list[Strip]:
        """A row as one strip, or as slices where it is taller than `split` of the form."""
        height = heights[number]
        pad = self._measures["box_pad"] if table.box else self._measures["pad"]
        spanned = any(c.cell.row_span > 1 for c in cells)
        cuts = [0.0, height]
        if height > self._measures["split"] and not spanned:
            cuts = _cuts(cells, height)
        strips = []
        for top, bottom in zip(cuts, cuts[1:], strict=False):
            strip = Strip(0.0, bottom - top)
            for item in cells:
                shift = _shift(item, sum(heights[number : number + item.cell.row_span]))
                strip.lines += [
                    (text, item.x + pad, depth + shift - top)
                    for text, depth in item.lines
                    if len(cuts) == 2 or top <= depth < bottom
                ]
                strip.strokes += self._strokes(table, number, item, heights, top, bottom)
            strip.notes = [n for text, _, _ in strip.lines for n in text.notes]
            strips.append(strip)
        return strips

    def _strokes(
        self, table: Table, number: int, item: _Set, heights: list[float], top: float, bottom: float
    ) -> list[Stroke]:
        """The rules around a cell, as far as they fall into the slice from `top` to `bottom` of its row."""
        borders = edges(table, number, item.cell, self._measures)
        height = sum(heights[number : number + item.cell.row_span])
        strokes = []
        if borders.top and top == 0.0:
            strokes.append(Stroke(item.x, 0.0, item.width, borders.top))
        if borders.bottom and (bottom == heights[number]):
            strokes.append(Stroke(item.x, height - top, item.width, borders.bottom))
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


def _heights(table: Table, rows: list[list[_Set]]) -> list[float]:
    """Heights of the rows; a cell over several rows makes the last of them taller where it needs room."""
    heights = [max((c.height for c in row if c.cell.row_span == 1), default=0.0) for row in rows]
    for number, row in enumerate(rows):
        for item in row:
            span = item.cell.row_span
            if span > 1:
                lacking = item.height - sum(heights[number : number + span])
                last = min(number + span, len(heights)) - 1
                heights[last] += max(0.0, lacking)
    return heights


def _shift(item: _Set, height: float) -> float:
    """How far the lines of a cell move down in their row."""
    valign = item.cell.valign.value if item.cell.valign else ("bottom" if item.cell.header else "top")
    return {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign] * max(0.0, height - item.height)


def _cuts(cells: list[_Set], height: float) -> list[float]:
    """Depths at which a row may be cut: below the lines of its tallest cell, where no other line stands across."""
    tallest = max(cells, key=lambda c: len(c.lines))
    depths = [depth for _, depth in tallest.lines]
    middles = [(a + b) / 2 + (b - a) * 0.2 for a, b in zip(depths, depths[1:], strict=False)]
    return [0.0, *middles, height]


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
