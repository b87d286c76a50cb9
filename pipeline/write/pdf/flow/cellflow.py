"""Text of a cell that runs on through the slices of its rows.

Reads a set cell and the slices of the rows that it spans. Puts its lines, and the slices of the tables within it, into
them from above; rows grow, and slices are added, where it needs more room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, groupby, takewhile
from typing import NamedTuple

from pipeline.write.pdf.flow.slices import ROUNDING, SetCell, Slice, put_inner, shift
from pipeline.write.pdf.lines.paragraph import TextLine

_CHUNK = 6  # lines in a slice added for a cell that is taller than the rows it spans
"""Chosen: about the lines that are kept together at a break."""


class _Piece(NamedTuple):
    """A part of a cell that is never divided: a line, or a slice of a table within it."""

    top: float
    height: float
    up: float
    """From its upper edge to the baseline."""
    content: TextLine | Slice


def _pieces(item: SetCell) -> list[_Piece]:
    """Return the lines of a cell, and the slices of the tables within it, from above."""
    found = []
    for text, depth in item.lines:
        up = text.image.height if text.image else item.up
        found.append(_Piece(depth - up, item.leading - item.up + up, up, text))
    found += [_Piece(depth, part.height, 0.0, part) for part, depth in item.inner]
    return sorted(found, key=lambda piece: piece.top) if item.inner else found


def run_on(
    item: SetCell, rows: list[list[Slice]], rule: float, split: float, chosen: set[int], *, aligned: bool = False
) -> None:
    """Let a cell run on through the slices of the rows it spans; what is left over makes new slices in the last row.

    A piece may cross the border of two rows: then no page begins there. Once in `split` points none does, so that pages
    can turn: the row above grows by what the piece lacks. `chosen` remembers these borders for the cells beside it.
    With `aligned` it begins where its alignment says, else at the top.
    """
    parts = [part for row in rows for part in row]
    free = _free_borders(parts, split, chosen)
    pieces = _pieces(item)
    down = shift(item, math.fsum(part.height for part in parts) - rule) if aligned else 0.0
    index, y = 0, rule + down + (pieces[0].top if pieces else 0.0)
    below = pieces[0].top if pieces else 0.0
    for number, piece in enumerate(pieces):
        y += max(0.0, piece.top - below) if item.inner else 0.0
        index, y = _room(parts, free, index, y, piece.height)
        if index == len(parts):
            added = Slice(parts[-1].row, y + _chunk(pieces[number:]))
            parts.append(added)
            rows[-1].append(added)
        _put(piece, item, parts[index], y, goes_on=index > 0)
        below, y = piece.top + piece.height, y + piece.height


def _chunk(pieces: Sequence[_Piece]) -> float:
    """Return the height of a slice added for the first of these: for some lines, or for one slice of a table."""
    if isinstance(pieces[0].content, Slice):
        return pieces[0].height
    lines = takewhile(lambda piece: not isinstance(piece.content, Slice), pieces[:_CHUNK])
    return math.fsum(piece.height for piece in lines)


def _put(piece: _Piece, item: SetCell, part: Slice, depth: float, *, goes_on: bool) -> None:
    """Put a piece of a cell into a slice, at this depth of its upper edge; `goes_on` from the slice above."""
    if isinstance(piece.content, Slice):
        at_top = goes_on and depth <= ROUNDING
        part.held = part.held or (at_top and piece.content.held)
        put_inner(piece.content, part, depth, headed=at_top)
    else:
        part.lines.append((piece.content, item.x + item.pad, depth + piece.up))


def _room(parts: Sequence[Slice], free: set[int], index: int, y: float, leading: float) -> tuple[int, float]:
    """Return the slice and the depth in it at which the next piece is."""
    while index < len(parts) and y >= parts[index].height - ROUNDING:  # the piece before ends below this slice
        y = max(0.0, y - parts[index].height)
        index += 1
    at, end = index, y + leading
    while at < len(parts) and end > parts[at].height + ROUNDING:  # the piece crosses the border below
        end -= parts[at].height
        at += 1
        if at in free or at == len(parts):  # the row above ends with the piece, which leaves no gap in the text
            at -= 1
            parts[at].height += end
            break
    for crossed in parts[index + 1 : at + 1]:
        crossed.held = True
    return index, y


def _free_borders(parts: Sequence[Slice], split: float, chosen: set[int]) -> set[int]:
    """Return the slices over whose upper edge nothing runs, one in every `split` points: one that a cell beside has
    left free, else the first of a row if there is one, where the row above can grow and no text shows it.
    """
    tops = list(accumulate((part.height for part in parts), initial=0.0))
    if split <= 0:
        return set(range(1, len(parts)))
    free = {n for n in range(1, len(parts)) if id(parts[n]) in chosen}
    for band, numbers in groupby(range(1, len(parts)), key=lambda n: tops[n] // split):
        group = [n for n in numbers if not parts[n].held or n in free]
        if band and group and free.isdisjoint(group):
            free.add(next((n for n in group if parts[n].row != parts[n - 1].row), group[0]))
    chosen.update(id(parts[n]) for n in free)
    return free
