"""Breaking paragraphs into lines: a pure function from widths to lines.

Reads nothing but numbers. Units are what a line takes or leaves whole; a unit is followed by spaces or by nothing. The
rule is [form print-2008.breaking] (greedy) and [form breaking.2] (since Word 2013 a line may be compressed), its
numbers come from the form.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

_ROUNDING = 1e-6
"""Points. Chosen: above errors of floating point only, so that no line gains a word."""


class BreakRule(NamedTuple):
    """Rule for filling lines."""

    compression: float = 0.0
    """Largest share of a space by which the spaces of a line may shrink for one more unit; 0: none."""
    ratio: float = 2.0
    """The unit is taken only if the line without it would stretch at least this many times as much."""


class BrokenLine(NamedTuple):
    """Units `start` to `end` (not included) and their natural width, the spaces after the last one left out."""

    start: int
    end: int
    width: float
    forced: bool
    """The line ends by a break of the text or with the paragraph: it is not justified."""


def break_lines(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Sequence[bool],
    first: float,
    others: float,
    rule: BreakRule | None = None,
) -> list[BrokenLine]:
    """Return the lines of a paragraph.

    `widths` of the units, `spaces` after each (0 for none), `forced` where the text breaks after the unit; `first` and
    `others` are the widths of the first line and of those after it. With `rule` (justified text) a line may be
    compressed. A unit wider than its line stands alone on it. Every unit is in exactly one line, in order.
    """
    lines: list[BrokenLine] = []
    count, start, room = len(widths), 0, first
    # where each unit would end on a line that has all of them
    ends = [*accumulate(chain.from_iterable(zip(widths, spaces, strict=True)))][::2]
    breaks = [number for number, is_forced in enumerate(forced, 1) if is_forced] if True in forced else []
    while start < count:
        begin = ends[start] - widths[start]
        last = breaks[bisect_right(breaks, start)] if breaks and breaks[-1] > start else count
        end = max(start + 1, bisect_right(ends, begin + room + _ROUNDING, start, last))
        width = ends[end - 1] - begin
        if end < last and width <= room + _ROUNDING:
            wider = ends[end] - begin
            if _compressed(wider, width, spaces[end - 1], spaces, start, end, room, rule):
                end, width = end + 1, wider
        lines.append(BrokenLine(start, end, width, end == count or forced[end - 1]))
        start, room = end, others
    return lines


def _compressed(
    wider: float,
    width: float,
    gap: float,
    spaces: Sequence[float],
    start: int,
    end: int,
    room: float,
    rule: BreakRule | None,
) -> bool:
    """Return True if unit `end` is taken by shrinking the spaces: x ≤ compression and y ≥ ratio · x
    [form breaking.2].
    """
    if rule is None or not rule.compression:
        return False
    elastic = math.fsum(spaces[start:end])
    shrink = (wider - room) / elastic if elastic else 1.0
    if shrink > rule.compression:
        return False
    inner = elastic - gap
    stretch = (room - width) / inner if inner else float("inf")
    return stretch >= rule.ratio * shrink
