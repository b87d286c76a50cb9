"""Rules around the cells of a table.

Reads set cells, the slices of their rows and the widths of rules. Adds strokes to the slices, and those that close a
cell at the end of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.document import Borders, Cell
from pipeline.write.pdf.flow.slices import SetCell, Slice
from pipeline.write.pdf.pages.paginate import Stroke

_CLEAR = 2.0
"""Points between the last line of a page and the rule that closes its cell. Chosen: clear of the letters that hang."""


def draw_rules(
    rows: Sequence[Sequence[SetCell]],
    slices: list[list[Slice]],
    rules: Sequence[float],
    borders: Callable[[int, Cell], Borders],
) -> None:
    """Draw the rules around each cell, along all slices of the rows it is in."""
    for number, row in enumerate(rows):
        for item in row:
            around = borders(number, item.cell)
            end = min(number + item.cell.row_span, len(rows))
            parts = [part for own in slices[number:end] for part in own]
            first, last = parts[0], parts[-1]
            if around.top:
                first.above.append(Stroke(item.x, rules[number] / 2, item.width, around.top))
            if around.bottom:
                last.strokes.append(Stroke(item.x, last.height + rules[end] / 2, item.width, around.bottom))
            for x, width in ((item.x, around.left), (item.x + item.width, around.right)):
                if width:
                    for part in parts:
                        part.strokes.append(Stroke(x, 0.0, part.height, width, True))
            _close(parts, item, max(around.left or 0.0, around.right or 0.0), rules)


def _close(parts: Sequence[Slice], item: SetCell, width: float, rules: Sequence[float]) -> None:
    """Close a cell with rules at its sides wherever a page may end within it, as word processors do."""
    for upper, lower in pairwise(parts) if width else ():
        between = upper.row != lower.row
        below = rules[lower.row] / 2 if between else _CLEAR
        upper.torn_below.append(Stroke(item.x, upper.height + below, item.width, width))
        if not between:
            ends = (item.x, item.x + item.width)
            upper.torn_below += [Stroke(x, upper.height, below, width, True) for x in ends]
        lower.torn_above.append(Stroke(item.x, rules[lower.row] / 2 if between else 0.0, item.width, width))
