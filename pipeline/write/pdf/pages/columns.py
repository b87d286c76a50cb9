"""Filling columns: where each of several columns beside one another ends.

Reads the heights of strips and the room on a page. Gives the strip with which the next column, or what is below,
begins. Columns that hold all of their text are as short as they can be; else each is filled before the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_ROUNDING = 0.01
"""Points. Chosen: below what print shows, above errors of floating point."""


class Piece(NamedTuple):
    """A strip, as columns see it: it is never divided."""

    height: float
    gap: float
    """Space above, dropped at the head of a column."""
    head: float
    """Height of the head that is repeated above it where it begins a column."""
    may_begin: bool


class Filled(NamedTuple):
    """Columns of a page."""

    ends: tuple[int, ...]
    """For each column the number after that of its last piece; fewer than there are columns if the text ends."""
    height: float
    """Of the tallest."""

    @property
    def end(self) -> int:
        """The number of pieces in them."""
        return self.ends[-1] if self.ends else 0


def fill(pieces: Sequence[Piece], count: int, room: float, *, force: bool) -> Filled:
    """Return how `count` columns no taller than `room` are filled; with `force` at least one piece is taken."""
    full = _greedy(pieces, count, room, force=force)
    if full.end < len(pieces):
        return full
    low, high, best = 0.0, full.height, full
    while high - low > _ROUNDING:
        middle = (low + high) / 2
        tried = _greedy(pieces, count, middle, force=False)
        if tried.end == len(pieces):
            high, best = middle, tried
        else:
            low = middle
    return best


def _greedy(pieces: Sequence[Piece], count: int, room: float, *, force: bool) -> Filled:
    """Return columns each of which takes what it can."""
    ends: list[int] = []
    tallest, start = 0.0, 0
    for _ in range(count):
        end, height = _column(pieces, start, room, force=force and not ends)
        if end == start:
            break
        ends.append(end)
        tallest, start = max(tallest, height), end
    return Filled(tuple(ends), tallest)


def _column(pieces: Sequence[Piece], start: int, room: float, *, force: bool) -> tuple[int, float]:
    """Return where the column ends that begins with piece `start`, and its height."""
    heights = [0.0]
    for number in range(start, len(pieces)):
        piece = pieces[number]
        heights.append(heights[-1] + piece.height + (piece.gap if number > start else piece.head))
        if heights[-1] > room + _ROUNDING:
            end = next((n for n in range(number, start, -1) if pieces[n].may_begin), start)
            if end == start and force:
                end = max(number, start + 1)
            return end, heights[end - start]
    return len(pieces), heights[-1]
