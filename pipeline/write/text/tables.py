"""Tables as text.

Reads a `Table`. Gives aligned columns where they fit the width; else a record per row, cells one after the other with a
sign between them; a box is text between two rules. In the unwrapped form a row is a line, cells parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Align, Cell, Row, Table
from pipeline.write.text.lines import display_width, longest_piece, padded, wrap
from pipeline.write.text.setting import Setting, one_line

_FIGURE = re.compile(r"[\d\s().,–−-]*")
_ALIGN = {Align.END: "end", Align.DECIMAL: "end", Align.CENTRE: "centre"}


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell: its text, its first column and how many columns it takes, among the columns in use."""

    text: str
    column: int
    span: int
    align: str


def set_table(setting: Setting, table: Table) -> list[str]:
    """Return the lines of a table that is no box."""
    if setting.flow:
        return [line for row in table.rows if (line := _flow_row(setting, row))]
    left = min(table.level * setting.measures.step, setting.measures.deepest)
    room = setting.measures.width - left
    rows = _boxes(setting, table)
    gap = setting.measures.tables.gap
    widths = _widths(rows, room, gap, narrow=False) or _widths(rows, room, gap, narrow=True)
    lines = _columns(setting, table, rows, widths) if widths else _records(setting, table, rows, room)
    return [" " * left + line for line in lines]


def _flow_row(setting: Setting, row: Row) -> str:
    cells = [one_line(_cell_text(setting, cell)) for cell in row.cells]
    return "\t".join(cells) if any(cells) else ""


def _cell_text(setting: Setting, cell: Cell) -> str:
    """Return the paragraphs of a cell, a line each."""
    texts = (f"{setting.text(p.label)} {setting.text(p.inlines)}".strip(" ") for p in cell.blocks)
    return "\n".join(filter(None, texts))


def _boxes(setting: Setting, table: Table) -> list[list[_Box]]:
    used = sorted({cell.column for row in table.rows for cell in row.cells})
    index = {column: n for n, column in enumerate(used)}
    rows = []
    for row in table.rows:
        boxes = []
        for cell in row.cells:
            span = sum(cell.column <= c < cell.column + cell.column_span for c in used)
            align = _ALIGN.get(cell.align, "start") if cell.align else "start"
            boxes.append(_Box(_cell_text(setting, cell), index[cell.column], max(1, span), align))
        rows.append(boxes)
    return rows


def _widths(rows: Sequence[Sequence[_Box]], room: int, gap: int, *, narrow: bool) -> list[int]:
    """Return the widths of the columns so that no word and no figure is parted; empty where they do not fit into
    `room`.
    """
    count = max((box.column + box.span for row in rows for box in row), default=0)
    least, most = [0] * count, [0] * count
    for span in sorted({box.span for row in rows for box in row}):
        for box in (b for row in rows for b in row if b.span == span):
            whole = max(map(display_width, box.text.split("\n")))
            _widen(least, box, whole if _FIGURE.fullmatch(box.text) else longest_piece(box.text, narrow=narrow), gap)
            _widen(most, box, whole, gap)
    free = room - gap * (count - 1) - sum(least)
    if free < 0 or not count:
        return []
    wish = [m - n for m, n in zip(most, least, strict=True)]
    total = sum(wish)
    if total <= free:
        return most
    return [n + w * free // total for n, w in zip(least, wish, strict=True)]


def _widen(widths: list[int], box: _Box, need: int, gap: int) -> None:
    """Widen the last column of a cell until the cell has room for `need` columns of the terminal."""
    end = box.column + box.span
    have = sum(widths[box.column : end]) + gap * (box.span - 1)
    if need > have:
        widths[end - 1] += need - have


def _columns(setting: Setting, table: Table, rows: Sequence[Sequence[_Box]], widths: list[int]) -> list[str]:
    """Return the table in aligned columns, rules above, below, under the head and over totals."""
    gap = setting.measures.tables.gap
    starts = [sum(widths[:n]) + gap * n for n in range(len(widths))]
    rule = setting.measures.thin * max(1, sum(widths) + gap * (len(widths) - 1))
    filled = [_row_lines(boxes, widths, starts, gap) for boxes in rows]
    loose = any(len(lines) > 1 for row, lines in zip(table.rows, filled, strict=True) if not row.header)
    result = [rule]
    for number, (row, lines) in enumerate(zip(table.rows, filled, strict=True)):
        before = table.rows[number - 1] if number else None
        if before and ((before.header and not row.header) or row.total):
            result.append(rule)
        elif before and loose and not row.header:
            result.append("")
        result += lines
    return [*result, rule]


def _row_lines(boxes: Sequence[_Box], widths: list[int], starts: list[int], gap: int) -> list[str]:
    room = {box: sum(widths[box.column : box.column + box.span]) + gap * (box.span - 1) for box in boxes}
    cells = _placed([(box, wrap(box.text, room[box], room[box], narrow=True)) for box in boxes])
    lines = []
    for number in range(max((len(lines) for _, lines in cells), default=0)):
        line, used = "", 0
        for box, parts in cells:
            if number < len(parts) and parts[number]:
                line += " " * (starts[box.column] - used) + padded(parts[number], room[box], box.align)
                used = starts[box.column] + room[box]
        lines.append(line.rstrip(" "))
    return lines if any(lines) else []


def _placed(cells: list[tuple[_Box, list[str]]]) -> list[tuple[_Box, list[str]]]:
    """Return where one cell of a row has several lines, what follows stands beside its last line, as figures do in
    print.
    """
    tall = [number for number, (_, lines) in enumerate(cells) if len(lines) > 1]
    if len(tall) != 1:
        return cells
    above = [""] * (len(cells[tall[0]][1]) - 1)
    return [(box, [*above, *lines] if number > tall[0] else lines) for number, (box, lines) in enumerate(cells)]


def _records(setting: Setting, table: Table, rows: Sequence[Sequence[_Box]], room: int) -> list[str]:
    """Return the table as one record per row; heads first, then a rule. Empty cells count, so that columns can be
    reported.
    """
    step, separator = setting.measures.step, setting.measures.tables.separator
    rule = setting.measures.thin * room
    result = [rule]
    for number, (row, boxes) in enumerate(zip(table.rows, rows, strict=True)):
        before = table.rows[number - 1] if number else None
        if before and ((before.header and not row.header) or row.total):
            result.append(rule)
        cells = {box.column: one_line(box.text) for box in boxes if box.text}
        if cells:
            text = separator.join(cells.get(column, "") for column in range(max(cells) + 1))
            first, *others = wrap(text.lstrip(" "), room, room - step)
            result += [first, *(" " * step + line for line in others)]
    return [*result, rule]
