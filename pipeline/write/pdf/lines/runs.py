"""Runs of a line: what one operator shows.

Reads units of a line and what is added to each space or gap. Gives `GlyphRun`s with their levels, in logical order, for
lines in visual order or with links and tabs; and for all others the least number of strings with moves between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.write.pdf.file.tags import Slot
from pipeline.write.pdf.lines.ink import Piece, TextState
from pipeline.write.pdf.lines.itemize import InlineItems

Placed = tuple[Piece, Slot, int, float]
"""A piece with its slot, its level and the space added after it, in points."""


class GlyphRun:
    """Pieces of one slot, level and state, with the space added after each."""

    __slots__ = ("gaps", "level", "pieces", "slot", "state")

    def __init__(self, slot: Slot, level: int, state: TextState) -> None:
        """Begin with no piece."""
        self.slot, self.level, self.state = slot, level, state
        self.pieces: list[Piece] = []
        self.gaps: list[float] = []

    @property
    def space(self) -> bool:
        """True if it has nothing but spaces."""
        return all(piece.space for piece in self.pieces)

    @property
    def advances(self) -> list[float]:
        """Advances of the pieces, in points."""
        return [piece.width + gap for piece, gap in zip(self.pieces, self.gaps, strict=True)]

    @property
    def codes(self) -> list[str]:
        """Elements of a TJ array."""
        parts: list[str] = []
        last, moved = 0.0, ""
        for piece, gap in zip(self.pieces, self.gaps, strict=True):
            parts.append(piece.codes)
            if gap:
                if gap != last:
                    last, moved = gap, move(gap, self.state)
                parts.append(moved)
        return parts


def move(points: float, state: TextState) -> str:
    """Return a number in a TJ array that moves what follows by `points`."""
    return f"{-1000 * points / (state.size * state.scale):.2f}"


def line_runs(units: InlineItems, start: int, end: int, extra: float) -> list[GlyphRun]:
    """Return the runs of the units `start` to `end`, a line; `extra` is added to each space or, between ideographs,
    gap.
    """
    if units.ideographs or units.tabs:
        runs = _grouped(_placed(units, start, end, extra))
    else:
        runs = _word_runs(units, start, end, extra)
    base = int(units.rtl)
    if units.bidi and runs and runs[-1].pieces[-1].space and (runs[-1].level != base or runs[-1].space):
        runs = _grouped(_end_level(runs, base))
    return runs


def _word_runs(units: InlineItems, start: int, end: int, extra: float) -> list[GlyphRun]:
    """Return the runs of a line without tabs where only spaces stretch, word by word."""
    runs: list[GlyphRun] = []
    run: GlyphRun | None = None
    for number in range(start, end):
        gap = extra if number < end - 1 else 0.0
        segment = units.segments[number]
        if segment is None or segment.common is None:
            items = [(p, slot, level, gap if p.space else 0.0) for p, slot, level in units.of(number)]
            runs = _grouped(items, runs)
            run = runs[-1] if runs else None
            continue
        slot, level, state = units.slots[number], units.levels[number], segment.common
        if run is None or run.slot is not slot or run.level != level or run.state != state:
            run = GlyphRun(slot, level, state)
            runs.append(run)
        run.pieces += segment.pieces
        run.gaps += [gap if piece.space else 0.0 for piece in segment.pieces]
    return runs


def _placed(units: InlineItems, start: int, end: int, extra: float) -> list[Placed]:
    """Return the pieces and spaces of a line with what is added after each."""
    placed: list[Placed] = []
    last, between = end - 1, units.ideographs
    for number in range(start, end):
        stretched = extra if number != last else 0.0
        after = 0.0 if between else stretched
        items = units.of(number)
        if number in units.tabs:
            room = units.gaps[number]
            placed += [(p, slot, level, room - p.width if p.space else 0.0) for p, slot, level in items]
        else:
            placed += [(p, slot, level, after if p.space else 0.0) for p, slot, level in items]
        if between and stretched and placed:
            placed[-1] = (*placed[-1][:3], stretched)
    return placed


def _grouped(placed: list[Placed], runs: list[GlyphRun] | None = None) -> list[GlyphRun]:
    """Return the runs of these pieces, added to `runs`."""
    runs = [] if runs is None else runs
    run = runs[-1] if runs else None
    for piece, slot, level, gap in placed:
        if run is None or run.slot is not slot or run.level != level or run.state != piece.state:
            run = GlyphRun(slot, level, piece.state)
            runs.append(run)
        run.pieces.append(piece)
        run.gaps.append(gap)
    return runs


def _end_level(runs: list[GlyphRun], base: int) -> list[Placed]:
    """Return the pieces of a line; spaces at its end take the level of the paragraph (rule L1 of UAX 9)."""
    placed = [(p, run.slot, run.level, gap) for run in runs for p, gap in zip(run.pieces, run.gaps, strict=True)]
    for index in range(len(placed) - 1, -1, -1):
        piece, slot, level, gap = placed[index]
        if not piece.space:
            break
        if level != base:
            placed[index] = (piece, slot, base, gap)
    return placed


def trailing(runs: list[GlyphRun]) -> float:
    """Return the width of the spaces at the end of a line."""
    width = 0.0
    for run in reversed(runs):
        for piece, gap in zip(reversed(run.pieces), reversed(run.gaps), strict=True):
            if not piece.space:
                return width
            width += piece.width + gap
    return width


def one_string(units: InlineItems, start: int, end: int, extra: float) -> tuple[Slot, TextState, str] | None:
    """Return what `strings` would yield for a line of one slot and state, as most lines are; None for all others."""
    runs, last = units.runs, end - 1
    segment = units.segments[start]
    if runs[start] != runs[last] or segment is None or segment.state is None:
        return None
    moved = move(extra, segment.state) if extra else ""
    return units.slots[start], segment.state, _joined(units, start, end, last, moved)


def strings(units: InlineItems, start: int, end: int, extra: float) -> Iterator[tuple[Slot, TextState, str]]:
    """Yield what a line from left to right without links and tabs shows, slot by slot and state by state."""
    at, last, runs = start, end - 1, units.runs
    shown: tuple[Slot, TextState] | None = None
    for run, group in groupby(runs[start:end]):
        after, segment = at + len([*group]), units.segments[at]
        if run >= 0 and segment and segment.state:
            shown = units.slots[at], segment.state
            yield *shown, _joined(units, at, after, last, move(extra, segment.state) if extra else "")
        else:
            for number in range(at, after):
                for slot, state, codes in _apart(units, number, extra if number != last else 0.0, shown):
                    yield slot, state, codes
                    shown = slot, state
        at = after


def _joined(units: InlineItems, start: int, end: int, last: int, moved: str) -> str:
    """Return the units of one piece each, of one slot and state; `moved` is where the line stretches, never after
    `last`.
    """
    codes, spaces = units.codes[start:end], units.spaces[start : min(end, last)]
    if units.ideographs or not moved or 0 not in spaces:
        return moved.join(codes) + (moved if end <= last else "")
    return "".join([one + moved if count else one for one, count in zip(codes, [*spaces, 0], strict=False)])


def _apart(
    units: InlineItems, number: int, extra: float, shown: tuple[Slot, TextState] | None
) -> Iterator[tuple[Slot, TextState, str]]:
    """Yield a unit of several pieces, one by one; `shown` is what was shown before it."""
    for piece, slot, _ in units.of(number):
        stretched = extra and piece.space and not units.ideographs
        yield slot, piece.state, piece.codes + move(extra, piece.state) if stretched else piece.codes
        shown = slot, piece.state
    if extra and units.ideographs and shown:
        yield *shown, move(extra, shown[1])
