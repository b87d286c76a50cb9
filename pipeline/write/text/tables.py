"""Tables as text.

Reads a `Table`. Gives aligned columns where they fit the width; else a record per row, cells one after the other with a
sign between them; a box is text between two rules. In the unwrapped form a row is a line, cells separated by tabs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.document import Cell, Column, Paragraph, Role, Row, Table
from pipeline.layout.cell_looks import side
from pipeline.layout.columns import Columns, Need
from pipeline.layout.tables import columns_used
from pipeline.write.text.lines import display_width, longest_piece, padded, wrap
from pipeline.write.text.setting import TextLayout, one_line

_POINTS = 6.0
"""Points that a column of the terminal stands for where widths are solved as in print.
Chosen: a character of table text."""
_ROUNDING = 0.01
"""Chosen: above errors of floating point, below a character."""
_WITHIN = "\N{NO-BREAK SPACE}" * 2
"""Begins the rows of a table within a cell: spaces that no line drops."""
_TEXT = (Paragraph(anchor="", role=Role.TEXT, inlines=()),)
_FIGURE = re.compile(r"[\d\s().,–−-]*")


class _Box(NamedTuple):
    """A cell: its text, its first column and how many columns it takes, among the columns in use."""

    text: str
    column: int
    span: int
    align: str


def set_table(setting: TextLayout, table: Table) -> list[str]:
    """Return the lines of a table that is not a box."""
    if setting.flow:
        return [line for row in table.rows if (line := _flow_row(setting, row))]
    left = min(table.level * setting.measures.step, setting.measures.deepest)
    room = setting.measures.width - left
    rows = _boxes(setting, table)
    gap = setting.measures.tables.gap
    widths = _widths(table, rows, room, gap, narrow=False) or _widths(table, rows, room, gap, narrow=True)
    lines = _columns(setting, table, rows, widths) if widths else _records(setting, table, rows, room)
    return [" " * left + line for line in lines]


def _flow_row(setting: TextLayout, row: Row) -> str:
    cells = [one_line(_cell_text(setting, cell)) for cell in row.cells]
    return "\t".join(cells) if any(cells) else ""


def _cell_text(setting: TextLayout, cell: Cell) -> str:
    """Return the paragraphs of a cell, a line each; the rows of a table within it too, set in."""
    lines: list[str] = []
    for block in cell.content:
        if isinstance(block, Table):
            before = "" if setting.flow else _WITHIN
            lines += (before + text for row in block.rows if (text := _inner_row(setting, row)))
        else:
            lines.append(f"{setting.text(block.label)} {setting.text(block.inlines)}".strip(" "))
    return "\n".join(filter(None, lines))


def _inner_row(setting: TextLayout, row: Row) -> str:
    """Return a row of a table within a cell as one line; empty cells count."""
    cells = [one_line(_cell_text(setting, cell)) for cell in row.cells]
    return setting.measures.tables.separator.join(cells) if any(cells) else ""


def _boxes(setting: TextLayout, table: Table) -> list[list[_Box]]:
    used = columns_used(table)
    index = {column: n for n, column in enumerate(used)}
    rows = []
    for row in table.rows:
        boxes = []
        for cell in row.cells:
            span = sum(cell.column <= c < cell.column + cell.column_span for c in used)
            boxes.append(
                _Box(_cell_text(setting, cell), index[cell.column], max(1, span), side(cell.align, False) or "start")
            )
        rows.append(boxes)
    return rows


def _widths(table: Table, rows: Sequence[Sequence[_Box]], room: int, gap: int, *, narrow: bool) -> list[int]:
    """Return widths of the columns so that no word and no figure is divided; empty if they do not fit into `room`.

    A table is as wide as its text asks for; one that would be wider than `room` has columns as in print.
    """
    count = max((box.column + box.span for row in rows for box in row), default=0)
    most = [0] * count
    for box in sorted((box for row in rows for box in row), key=lambda box: box.span):
        _widen(most, box, _whole(box), gap)
    if sum(most) + gap * (count - 1) <= room:
        return most
    width = (room + gap) * _POINTS
    columns = _solver(table, rows, count, partial(_need, gap=gap, narrow=narrow), width)
    if not columns.fit(width):
        return []
    ends = [int(end / _POINTS + _ROUNDING) for end in accumulate(columns.widths(width))]
    found = [end - start - gap for start, end in pairwise([0, *ends])]
    return found if any(box.span > 1 for row in rows for box in row) else _given_over(found, most)


def _given_over(widths: list[int], most: Sequence[int]) -> list[int]:
    """Return the widths, what columns have beyond their text given to those that lack the most."""
    left = sum(max(0, width - text) for width, text in zip(widths, most, strict=True))
    found = [min(width, text) for width, text in zip(widths, most, strict=True)]
    lacking = [text - width for width, text in zip(found, most, strict=True)]
    for _ in range(min(left, sum(lacking))):
        number = lacking.index(max(lacking))
        found[number] += 1
        lacking[number] -= 1
    return found


def _solver(
    table: Table, rows: Sequence[Sequence[_Box]], count: int, need: Callable[[_Box], Need], room: float
) -> Columns:
    """Return the columns that are written, with what their cells need."""
    needs = {f"{number} {box.column}": need(box) for number, row in enumerate(rows) for box in row}
    cells = (
        Row(tuple(Cell(column=b.column, column_span=b.span, blocks=_TEXT, anchor=f"{n} {b.column}") for b in row))
        for n, row in enumerate(rows)
    )
    used = columns_used(table)
    parts = [table.columns[start:end] for start, end in pairwise([*used, len(table.columns)])]
    widths = [
        math.fsum(column.width or 0.0 for column in part) if all(c.width for c in part) else 0.0 for part in parts
    ]
    if not all(widths):
        widths = _levelled(rows, count, need, room)
    folded = Table(anchor="", columns=tuple(map(Column, widths[:count])), rows=tuple(cells))
    return Columns(folded, 0.0, lambda row, cell: needs[cell.anchor])


def _levelled(rows: Sequence[Sequence[_Box]], count: int, need: Callable[[_Box], Need], room: float) -> list[float]:
    """Return widths that no source gives: short columns have the space of their text, the others are equally wide."""
    least, most = [_POINTS] * count, [_POINTS] * count
    for box in (box for row in rows for box in row if box.span == 1 and box.text):
        asked = need(box)
        least[box.column] = max(least[box.column], asked.longest + asked.pads)
        most[box.column] = max(most[box.column], asked.whole + asked.pads)
    left, level = room, 0.0
    for number, (_, column) in enumerate(sorted((width, n) for n, width in enumerate(most))):
        level = max(left / (count - number), 0.0)
        if most[column] > level:
            break
        left -= most[column]
    return [max(low, min(high, level)) for low, high in zip(least, most, strict=True)]


def _need(box: _Box, *, gap: int, narrow: bool) -> Need:
    """Return what a cell needs: a figure is never divided, words only where `narrow` allows it."""
    whole = _whole(box)
    longest = whole if _FIGURE.fullmatch(box.text) else _longest(box.text, narrow)
    return Need(longest * _POINTS, whole * _POINTS, gap * _POINTS)


def _longest(text: str, narrow: bool) -> int:
    """Return the columns of the widest piece of a cell that `_wrapped` does not part; those of a table within are set
    in.
    """
    parts = ((part.removeprefix(_WITHIN), part.startswith(_WITHIN)) for part in text.split("\n"))
    return max(longest_piece(part, narrow=narrow) + 2 * len(_WITHIN) * inner for part, inner in parts)


def _whole(box: _Box) -> int:
    return max(map(display_width, box.text.split("\n")))


def _widen(widths: list[int], box: _Box, need: int, gap: int) -> None:
    """Widen the last column of a cell until the cell has space for `need` columns of the terminal."""
    end = box.column + box.span
    have = sum(widths[box.column : end]) + gap * (box.span - 1)
    if need > have:
        widths[end - 1] += need - have


def _columns(setting: TextLayout, table: Table, rows: Sequence[Sequence[_Box]], widths: list[int]) -> list[str]:
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
    rooms = [sum(widths[box.column : box.column + box.span]) + gap * (box.span - 1) for box in boxes]
    cells = _placed([(box, _wrapped(box.text, room)) for box, room in zip(boxes, rooms, strict=True)])
    lines = []
    for number in range(max((len(lines) for _, lines in cells), default=0)):
        line, used = "", 0
        for (box, parts), room in zip(cells, rooms, strict=True):
            if number < len(parts) and parts[number]:
                line += " " * (starts[box.column] - used) + padded(parts[number], room, box.align)
                used = starts[box.column] + room
        lines.append(line.rstrip(" "))
    return lines if any(lines) else []


def _wrapped(text: str, room: int) -> list[str]:
    """Return the lines of a cell; those of a row of a table within it are set in, the first least."""
    lines: list[str] = []
    for part in text.split("\n"):
        inner = part.startswith(_WITHIN)
        step = len(_WITHIN) if inner and room > 4 * len(_WITHIN) else 0
        first, *rest = wrap(part[step:], room - step, room - 2 * step, narrow=True)
        lines += [part[:step] + first, *(2 * part[:step] + line for line in rest)]
    return lines


def _placed(cells: list[tuple[_Box, list[str]]]) -> list[tuple[_Box, list[str]]]:
    """Return the cells of a row with figures after a cell of several lines beside its last line, as they are in
    print.
    """
    tall = [number for number, (_, lines) in enumerate(cells) if len(lines) > 1]
    if len(tall) != 1 or not all(_FIGURE.fullmatch(box.text) for box, _ in cells[tall[0] + 1 :]):
        return cells
    above = [""] * (len(cells[tall[0]][1]) - 1)
    return [(box, [*above, *lines] if number > tall[0] else lines) for number, (box, lines) in enumerate(cells)]


def _records(setting: TextLayout, table: Table, rows: Sequence[Sequence[_Box]], room: int) -> list[str]:
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
