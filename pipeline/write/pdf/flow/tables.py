"""Tables as strips: rows, or slices of rows too tall for a page.

Reads a `Table` with its grid. Gives strips with lines and rules, and the table's structure elements [form tables].
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.document import Align, Cell, Paragraph, Remark, Row, Table
from pipeline.forms import Form, Style
from pipeline.layout.cells import is_figure
from pipeline.layout.columns import Columns
from pipeline.layout.frames import Frame, Type, crowded, framed, nested
from pipeline.layout.tables import Ruling, head_length, leading_heads
from pipeline.write.pdf.file.objects import text_string
from pipeline.write.pdf.file.tags import Elem
from pipeline.write.pdf.flow.celltext import CellText, Known
from pipeline.write.pdf.flow.fragments import sliced
from pipeline.write.pdf.flow.notes import NoteSetter
from pipeline.write.pdf.flow.slices import SetCell, Slice
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.paragraph import TextLine, rise
from pipeline.write.pdf.pages.paginate import LineBox

_TOLERANCE = 8.0
"""Points by which widths of one kind differ: text column, up to the margin, full measure [form tables.2]."""
_ROUNDING = 0.05
"""Points. Chosen: below what print shows, above errors of floating point."""
_TABLE = "<</O/Table{}>>"
_MOST_REPEATED = 0.25
"""Share of a page that a head may take to be repeated: CSS Tables 3, repeating headers across pages."""
_SHARE = 0.6
"""Share of a page that a picture in a cell may take. Chosen: the head of the table and a title fit beside it."""


class TableSetter:
    """Sets the tables of one document."""

    def __init__(self, setting: Typesetter, notes: NoteSetter) -> None:
        """Set the measures: those of the form's `[table]`."""
        self._setting = setting
        self._notes = notes
        self._measures = setting.form.table
        self._form = setting.form
        self._cells = CellText(setting, Table(anchor="", columns=(), rows=()), Type())
        self._tried: tuple[Table, Frame, dict[Type, tuple[CellText, Columns]]] | None = None
        """The frame of the table looked at last."""
        self._count = 0
        self.start = self.width = 0.0
        """Where the last table begins, from the start edge of the paper, and its width."""
        self.boxed = False
        """True once a box was set."""
        self.crowded: list[Remark] = []
        """The tables in which words had to be divided."""

    def strips(self, table: Table, home: Elem, form: Form) -> list[LineBox]:
        """Return the strips of a table; its element is added below `home`."""
        if not table.rows:
            return []
        self._form = form
        elem = home.child("Table", table.language)
        if table.summary:
            elem.attributes = _TABLE.format(f"/Summary{text_string(table.summary)}")
        widths, start = self._placed(table)
        parts, last_rule = self._slices(table, elem, widths, start)
        strips = _as_strips(table, parts, last_rule, self._page_height())
        return _held_whole(strips, self._page_height()) if table.box else strips

    def _slices(self, table: Table, elem: Elem, widths: list[float], start: float) -> tuple[list[Slice], float]:
        """Return the slices of the rows of a table, and the width of the rule below the last."""
        ruling = Ruling(table, self._measures)
        rules = ruling.above()
        rows = [self._row(table, number, elem, widths, start, rules) for number in range(len(table.rows))]
        heights = _heights(rows, rules)
        for number, row in enumerate(table.rows):
            if _is_spacer(row):
                heights[number] = self._measures.spacer
        room = self._page_height()
        whole = {n for n, row in enumerate(table.rows) if _introduces(row) and heights[n] <= room}
        return sliced(rows, heights, rules, self._measures.split, ruling.around, room, whole), rules[-1]

    def _inside(self, table: Table, into: SetCell, elem: Elem, room: float, depth: float) -> float:
        """Set a table within a cell at a depth, in the type of the table around it; return the depth below it."""
        around = self._cells
        self._cells = CellText(self._setting, table, around.type)
        columns = self._cells.columns()
        widths = columns.widths(nested(table, room, around.type, columns).width)
        parts, last_rule = self._slices(table, elem.child("Table", table.language), widths, into.x + into.pad)
        self._cells = around
        depth += self._measures.ruled
        _headed(parts, head_length(table), self._page_height())
        for part in parts:
            into.inner.append((part, depth))
            depth += part.height
        return depth + last_rule + self._measures.ruled

    def _page_height(self) -> float:
        """Return the height of the text on a page after the first."""
        flow, leading = self._form.flow, self._form.style("text").leading
        return flow.last_baseline_notes - flow.first_baseline + leading

    def edge(self, table: Table, side: Form) -> tuple[float, float]:
        """Return where a table will begin, and its width; at least that of the text."""
        self._form, self._measures = side, side.table
        frame, _ = self._framed(table)
        return self._start(frame), max(frame.width, side.page.column)

    def _framed(self, table: Table) -> tuple[Frame, dict[Type, tuple[CellText, Columns]]]:
        """Return the frame of a table, with its cells in the types that were tried."""
        if self._tried is not None and self._tried[0] is table:
            return self._tried[1:]
        found: dict[Type, tuple[CellText, Columns]] = {}
        known: Known = {}

        def measured(type: Type) -> Columns:
            cells = CellText(self._setting, table, type, known)
            found[type] = cells, cells.columns()
            return found[type][1]

        frame = framed(table, self._form, measured)
        if frame.type not in found:
            measured(frame.type)
        self._tried = (table, frame, found)
        return frame, found

    def _placed(self, table: Table) -> tuple[list[float], float]:
        """Return the widths of the columns, and where the table begins; its cells are set as its frame asks for."""
        frame, found = self._framed(table)
        self._cells, columns = found[frame.type]
        self.start, self.width = self._start(frame), frame.width
        self._count += not table.box
        self.boxed |= table.box
        if not frame.fits:
            self.crowded.append(crowded(table, self._count, frame))
        return columns.widths(frame.width), self.start

    def _start(self, frame: Frame) -> float:
        """Return where a table starts: at the text edge; a wide table at the margin."""
        page = self._form.page
        room = page.width - page.right - page.text_left
        return page.text_left if frame.width <= room + _TOLERANCE else page.left

    def _row(
        self, table: Table, number: int, elem: Elem, widths: list[float], start: float, rules: list[float]
    ) -> list[SetCell]:
        row, line = table.rows[number], elem.child("TR")
        after_head = number > 0 and table.rows[number - 1].header
        ruled = self._measures.ruled
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
    ) -> SetCell:
        """Return a set cell; `above` and `below` replace the style's space where the row has a rule there."""
        elem = line.child("TH" if cell.header else "TD")
        elem.attributes = _cell_attributes(cell)
        left, right = self._cells.pads(row, cell)
        x = start + math.fsum(widths[: cell.column])
        width = math.fsum(widths[cell.column : cell.column + cell.column_span])
        style = self._cells.style(row, cell)
        result = SetCell(cell, x, width, left, rise(style), style.leading)
        depth = style.before if above is None else above
        if table.box and row is table.rows[0]:
            depth = self._measures.box_top
        reserve = right if _head_at_start(cell) else 0.0
        after = style.after if below is None else below
        if cell.placed:
            depth = after = 0.0
        for block in cell.content:
            if isinstance(block, Table):
                depth = self._inside(block, result, elem, width - left - right, depth)
                continue
            own = self._cells.block_style(row, cell, block)
            placed = block.setting is not None and block.setting.placed
            depth += own.before if placed else 0.0
            for text in self._lines(block, cell, own, elem, width - left - right, reserve):
                depth += text.image.height if text.image else rise(own)
                result.lines.append((text, depth))
                depth += own.leading - rise(own)
            depth += own.after if placed else 0.0
        result.height = depth + after if not cell.empty else 0.0
        return result

    def _lines(
        self, block: Paragraph, cell: Cell, style: Style, elem: Elem, width: float, reserve: float
    ) -> list[TextLine]:
        setting = self._setting
        setting.inks.place = block.anchor
        home = elem.child("P", block.language)
        align = self._align(block.align or cell.align)
        label = setting.label(block.label, style, home) if block.label else None
        inlines, pictures = setting.apart(block.inlines)
        block = replace(block, inlines=tuple(inlines)) if pictures else block
        lines = setting.paragraph(
            self._cells.text(block, style, width - style.left - style.right),
            style,
            home,
            column=width,
            whole=is_figure(block) and setting.measured(block.inlines, style)[1] <= width + _ROUNDING,
            label=label,
            reserve=reserve,
            direction=block.direction,
            language=block.language,
            align="start" if align == "justify" and style.align != "justify" else align,
        )
        self._notes.after(home)
        if pictures and not label and not block.text.strip():
            lines = []
        room = _SHARE * self._page_height()
        return [*lines, *(setting.picture(p, home, width, room, align or "start") for p in pictures)]

    def _align(self, align: Align | None) -> str:
        """Return the alignment by name; figures are at the right in either direction."""
        if align is Align.DECIMAL:
            return "start" if self._setting.rtl else "end"
        return align.value if align else ""


def _head_at_start(cell: Cell) -> bool:
    """Return True for the head of a column of words: the padding at its end is space, so it may give way to save a
    line.
    """
    return cell.header and cell.scope != "row" and cell.align in (None, Align.START, Align.JUSTIFY)


def _cell_attributes(cell: Cell) -> str:
    parts = ""
    if cell.header:
        parts += f"/Scope/{'Row' if cell.scope == 'row' else 'Column'}"
    if cell.column_span > 1:
        parts += f"/ColSpan {cell.column_span}"
    if cell.row_span > 1:
        parts += f"/RowSpan {cell.row_span}"
    return _TABLE.format(parts) if parts else ""


def _heights(rows: list[list[SetCell]], rules: list[float]) -> list[float]:
    """Return the heights of the rows with the rules above them; cells over several rows are not counted."""
    return [
        rule + max((c.height for c in row if c.cell.row_span == 1), default=0.0)
        for row, rule in zip(rows, rules, strict=False)
    ]


def _as_strips(table: Table, parts: list[Slice], last_rule: float, room: float) -> list[LineBox]:
    """Return slices as strips; the head of the table is repeated above each that begins a page with this room."""
    rows, heads = table.rows, leading_heads(table)
    bound = heads + _leading(rows[heads:], _is_spacer) if heads else 0
    strips: list[LineBox] = []
    for number, part in enumerate(parts):
        strip = LineBox(0.0, part.height, part.lines, strokes=part.strokes, above=part.above)
        strip.torn_above, strip.torn_below = part.torn_above, part.torn_below
        strip.notes = [n for text, _, _ in part.lines for n in text.notes]
        opens = number > 0 and parts[number - 1].row != part.row
        kept = opens and (part.row <= bound or _introduces(rows[part.row - 1]) or rows[part.row].total)
        strip.may_begin = not part.held and not kept
        strips.append(strip)
    head = _repeated(strips, [part.row for part in parts], heads, bound) if head_length(table) else []
    head = head if math.fsum(strip.up + strip.down for strip in head) <= _MOST_REPEATED * room else []
    for strip, part in zip(strips, parts, strict=True):
        within = [LineBox(0.0, own.height, own.lines, strokes=own.above + own.strokes) for own in part.head]
        strip.head = [*head, *within] if part.row >= heads else []
    strips[-1].down += last_rule
    return strips


def _headed(parts: Sequence[Slice], heads: int, room: float) -> None:
    """Let the rows of a table within a cell name its head, which is repeated above them on a further page."""
    head = [part for part in parts if part.row < heads]
    repeated = math.fsum(part.height for part in head) <= _MOST_REPEATED * room
    for part in parts if head and repeated else ():
        if part.row >= heads:
            part.heads = [[*head, *part.head]]


def _held_whole(strips: list[LineBox], room: float) -> list[LineBox]:
    """Return the strips of a box, which no page parts where it fits on one; else its title stays with what follows
    it.
    """
    fits = math.fsum(strip.up + strip.down for strip in strips) <= room
    for strip in strips[1:] if fits else strips[1:3]:
        strip.may_begin = False
    return strips


def _leading(rows: Sequence[Row], test: Callable[[Row], bool]) -> int:
    """Return the number of rows from the first on pass."""
    return next((number for number, row in enumerate(rows) if not test(row)), len(rows))


def _is_spacer(row: Row) -> bool:
    return all(cell.empty for cell in row.cells)


def _introduces(row: Row) -> bool:
    return any(block.keep_with_next for cell in row.cells for block in cell.blocks)


def _repeated(strips: Sequence[LineBox], rows: Sequence[int], heads: int, bound: int) -> list[LineBox]:
    """Return the head as it is repeated: its rows and the empty rows below it, or if there are none the rules below
    it.
    """
    if not heads:
        return []
    head = [strip for strip, row in zip(strips, rows, strict=True) if row < bound]
    first = next((strip for strip, row in zip(strips, rows, strict=True) if row == bound), None)
    ends = bound == heads and first is not None and first.above
    return [*head, LineBox(0.0, 0.0, strokes=first.above)] if first and ends else head
