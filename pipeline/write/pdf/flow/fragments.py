"""Rows of a table divided into slices.

Reads set cells, heights of rows and rules. Gives slices with lines and rules (`slices`). A row is one slice, a row
taller than `split` several; rows that a cell spans stay together if they are at most as tall as `split`, and those of
spans that reach over each other at most half a page. The lines of such a cell, and the rows of tables within it, flow
on from row to row; what it needs beyond its rows is added to the last one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Borders, Cell
from pipeline.write.pdf.flow.cellflow import run_on
from pipeline.write.pdf.flow.cellrules import draw_rules
from pipeline.write.pdf.flow.slices import ROUNDING, SetCell, Slice, put_inner, shift

_MOST_HELD = 0.5
"""Share of a page that rows which stay together may take. Chosen: the head of the table fits above them, and no page is
more than half empty."""

_TWO_AND_TWO = "tttt"
"""Lines of text around a break in a cell with a picture. Chosen: no line alone, as at the breaks of a text."""


def sliced(
    rows: Sequence[Sequence[SetCell]],
    heights: list[float],
    rules: Sequence[float],
    split: float,
    borders: Callable[[int, Cell], Borders],
    room: float,
    whole: Container[int] = (),
) -> list[Slice]:
    """Return the slices of a table's rows, those of `whole` undivided.

    `rules` are the widths of the rules above each row and below the last; `room` is the height of a page.
    """
    most = room * _MOST_HELD
    spans = _spans(rows)
    held = _held_spans(spans, heights, rules, split, most)
    inside = {number for _, span in held for number in range(span.begin, span.end)}
    slices: list[list[Slice]] = []
    for number, row in enumerate(rows):
        undivided = number in inside or number in whole
        slices.append(_row_slices(number, row, heights[number], rules[number], 0.0 if undivided else split, most))
    for _, span in held:
        for part in (part for parts in slices[span.begin + 1 : span.end] for part in parts):
            part.held = True
    together = {place for place, _ in held}
    chosen: set[int] = set()
    for place, span in enumerate(spans):
        run_on(span.item, slices[span.begin : span.end], rules[span.begin], split, chosen, aligned=place in together)
    draw_rules(rows, slices, rules, borders)
    return [part for parts in slices for part in parts]


class _Span(NamedTuple):
    """A cell over several rows: from `begin` to the one before `end`."""

    begin: int
    end: int
    item: SetCell


def _spans(rows: Sequence[Sequence[SetCell]]) -> list[_Span]:
    """Return the cells over several rows, first those that end first: what is added below one is there for the next."""
    found = [
        _Span(number, min(number + item.cell.row_span, len(rows)), item)
        for number, row in enumerate(rows)
        for item in row
        if item.cell.row_span > 1
    ]
    return sorted(found, key=lambda span: (span.end, span.begin))


def _held_spans(
    spans: Sequence[_Span], heights: list[float], rules: Sequence[float], split: float, most: float
) -> list[tuple[int, _Span]]:
    """Return the spans whose rows stay together, with their places; the last row of each grows as it needs.

    Spans that reach over each other stay together as well, unless they are higher than `most`.
    """
    held: list[tuple[int, _Span]] = []
    for place, span in enumerate(spans):
        natural, needed = math.fsum(heights[span.begin : span.end]), span.item.height + rules[span.begin]
        if span.end - span.begin > 1 and not span.item.inner and max(natural, needed) <= split:
            heights[span.end - 1] += max(0.0, needed - natural)
            held.append((place, span))
    return [one for run in _runs(held) if _height(run, heights) <= most for one in run]


def _runs(held: Sequence[tuple[int, _Span]]) -> list[list[tuple[int, _Span]]]:
    """Return spans in groups that share rows."""
    runs: list[list[tuple[int, _Span]]] = []
    for one in sorted(held, key=lambda one: one[1].begin):
        if runs and one[1].begin < max(span.end for _, span in runs[-1]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _height(run: Sequence[tuple[int, _Span]], heights: Sequence[float]) -> float:
    return math.fsum(heights[min(span.begin for _, span in run) : max(span.end for _, span in run)])


def _row_slices(
    number: int, row: Sequence[SetCell], height: float, rule: float, split: float, most: float
) -> list[Slice]:
    """Return the slices of a row with the lines of the cells that are in this row alone."""
    own = [item for item in row if item.cell.row_span == 1]
    cuts, leading = [0.0, height], None
    if split and height > split and any(item.inner for item in own):
        cuts = [0.0, *_cuts_between(own, height, rule), height]
        if max(b - a for a, b in pairwise(cuts)) > most:
            leading = max(own, key=lambda item: item.height)
            cuts = [0.0, *_cuts_between([leading], height, rule), height]
    elif split and height > split and own:
        cuts = [0.0, *_cuts(own, height, rule), height]
    parts = [Slice(number, bottom - top) for top, bottom in pairwise(cuts)]
    for item in own:
        if leading in (None, item):
            _place(item, parts, height, rule)
    for item in own if leading else ():
        if item is not leading:
            run_on(item, [parts], rule, split, set())
    return parts


def _cuts(own: Sequence[SetCell], height: float, rule: float) -> Iterator[float]:
    """Yield the depths at which a row may be divided: between the lines of its tallest cell, above and below a picture.

    Beside a picture no line stands alone. A row with pictures in several cells is not divided.
    """
    pictured = [item for item in own if item.pictured]
    tallest = max(pictured or own, key=lambda item: len(item.lines))
    down = rule + shift(tallest, height - rule)
    shown = "".join("P" if line.image else "t" for line, _ in tallest.lines)
    for number, ((_, above), (following, below)) in enumerate(pairwise(tallest.lines), 1):
        if "P" in shown[number - 1 : number + 1] and len(pictured) == 1:
            yield down + below - (following.image.height if following.image else tallest.up)
        elif not pictured or (len(pictured) == 1 and shown[max(0, number - 2) : number + 2] == _TWO_AND_TWO):
            yield down + above + (below - above) * 0.25


def _place(item: SetCell, parts: list[Slice], height: float, rule: float) -> None:
    """Put the lines of a cell of this height into the slices by their depth."""
    down = shift(item, height - rule) + rule
    index, top = 0, 0.0
    for text, depth in item.lines:
        while index + 1 < len(parts) and depth + down >= top + parts[index].height:
            top += parts[index].height
            index += 1
        parts[index].lines.append((text, item.x + item.pad, depth + down - top))
    for part, depth in item.inner:
        _place_inner(part, parts, depth + down)


def _place_inner(inner: Slice, parts: Sequence[Slice], depth: float) -> None:
    """Put a slice of a table within a cell into the slice of the row in which it begins."""
    index = 0
    while index + 1 < len(parts) and depth >= parts[index].height - ROUNDING:
        depth -= parts[index].height
        index += 1
    put_inner(inner, parts[index], depth, headed=index > 0 and depth <= ROUNDING)


def _cuts_between(own: Sequence[SetCell], height: float, rule: float) -> list[float]:
    """Return the depths at which a row with tables within its cells may be divided: where no line and no row of them is
    crossed, and one is above.
    """
    extents = [extent for item in own for extent in _extents(item, height, rule)]
    begins = sorted({begin for begin, _, held in extents if not held})
    return [begin for begin in begins[1:] if ROUNDING < begin < height and not _crossed(extents, begin)]


def _crossed(extents: Sequence[tuple[float, float, bool]], depth: float) -> bool:
    return any(begin + ROUNDING < depth < end - ROUNDING for begin, end, _ in extents)


def _extents(item: SetCell, height: float, rule: float) -> list[tuple[float, float, bool]]:
    """Return where each line, and each slice of a table within, begins and ends, and whether no page may begin with
    it.
    """
    down = shift(item, height - rule) + rule
    found = []
    for text, depth in item.lines:
        up = text.image.height if text.image else item.up
        found.append((depth + down - up, depth + down + item.leading - item.up, False))
    return found + [(depth + down, depth + down + part.height, part.held) for part, depth in item.inner]
