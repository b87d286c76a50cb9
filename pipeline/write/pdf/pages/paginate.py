"""Breaking the flow into pages: a pure function from strips to placed strips.

Reads strips (lines, slices of table rows) with their heights, notes and break permissions, and the area of a page.
Gives pages: strips with their baselines, and the notes of each page. Rules: [form page-breaks].
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.document import Newspaper
from pipeline.write.pdf.lines.paragraph import TextLine
from pipeline.write.pdf.pages.columns import Filled, Piece, fill

_ROUNDING = 0.01
"""Points. Chosen: below what print shows, above errors of floating point."""
_MOST_MOVED = 12
"""Strips that go to the next page at most, so that a line does not stand alone there.
Chosen: more would leave a third of the page empty."""


class Stroke(NamedTuple):
    """A rule of a strip: from `x` after the start edge of the paper, `y` below the baseline; upright if `down`."""

    x: float
    y: float
    length: float
    width: float
    down: bool = False


class Beside(NamedTuple):
    """The columns through which a strip runs with its neighbours of the same columns [form newspaper]."""

    number: int
    step: float
    """From the start edge of one to that of the next."""


def beside(newspaper: Newspaper | None, width: float) -> Beside | None:
    """Return the columns that a block asks for, each of this width."""
    return Beside(newspaper.columns, width + newspaper.space) if newspaper else None


@dataclass(slots=True)
class LineBox:
    """A slice of the flow that is never divided: mostly one line."""

    up: float
    """Height above the baseline."""
    down: float
    """Depth below it."""
    lines: list[tuple[TextLine, float, float]] = field(default_factory=list)
    """Lines with their text edge (from the start edge of the paper) and their depth below the baseline."""
    strokes: list[Stroke] = field(default_factory=list)
    above: list[Stroke] = field(default_factory=list)
    """Rules along its upper edge, left out below a repeated head, which brings its own."""
    torn_above: list[Stroke] = field(default_factory=list)
    """Rules along its upper edge where it begins a page: cells go on from the page before."""
    torn_below: list[Stroke] = field(default_factory=list)
    """Rules along its lower edge where it ends a page: cells go on on the next."""
    gap: float = 0.0
    """Space above, dropped at the head of a page."""
    at_top: float = 0.0
    """Space above where it begins a page after the first."""
    after: float = 0.0
    """Space below that must fit too on a page with notes."""
    may_begin: bool = True
    """A page may begin with it."""
    opens_page: bool = False
    turned: bool = False
    """It is on a landscape page."""
    columns: Beside | None = None
    frame: str = ""
    """Name of the frame that it is in."""
    frame_begins: bool = False
    frame_ends: bool = False
    elastic: bool = False
    """A line of body text: it may be closer to the one above to gain space."""
    notes: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    outline: tuple[str, int] | None = None
    """Title and level of the bookmark that leads here."""
    head: list[LineBox] = field(default_factory=list)
    """Strips repeated above it where it begins a page: the head of its table."""


@dataclass(frozen=True, slots=True)
class Area:
    """Area of text on the first page and on the others: baselines from the top of the paper.

    See [form set-ups.first].
    """

    top: float
    top_first: float
    bottom: float
    bottom_first: float
    bottom_notes: float
    """Lowest edge of text with notes below, before the height of the notes is taken off."""
    bottom_notes_first: float
    turned: Area | None = None
    """That of landscape pages."""
    opens_upright: bool = False
    """Page 1 is upright whatever the flow begins with: a masthead is on it."""

    def of(self, strips: Sequence[LineBox], start: int, number: int) -> Area:
        """Return the area of page `number`, which begins with strip `start`."""
        lies = start < len(strips) and strips[start].turned and not (number == 1 and self.opens_upright)
        return self.turned if lies and self.turned else self

    def limit(self, page: int, notes: float) -> float:
        """Return the lowest edge of text on a page (1, 2, …) with notes of this height."""
        if notes:
            return self.limit_of_notes(page) - notes
        return self.bottom_first if page == 1 else self.bottom

    def limit_of_notes(self, page: int) -> float:
        """Return the lowest edge of text and the notes below it."""
        return self.bottom_notes_first if page == 1 else self.bottom_notes


class PlacedLine(NamedTuple):
    """A strip with its baseline; `again` for the repeated head of a table."""

    strip: LineBox
    y: float
    again: bool = False
    shift: float = 0.0
    """How much further its column begins than the first."""


@dataclass(slots=True)
class FilledPage:
    """Content of a page."""

    strips: list[PlacedLine]
    notes: list[str]
    """Notes that begin on the page."""
    bottom: float
    """Lower edge of the text."""
    turned: bool = False
    """It is a landscape page."""
    note_lines: int = 0
    """Number of note lines on the page, those carried over from the page before included."""


def paginate(
    strips: Sequence[LineBox], area: Area, heights: Mapping[str, Sequence[float]], front: Sequence[str] = ()
) -> list[FilledPage]:
    """Return the pages of a document. `heights` of the lines of each note; `front` are notes that are on page 1
    in any case.

    Every strip is on exactly one page, in order; a note begins on the page of its first mark and is there whole,
    unless it is too long for the page: the rest goes on at the foot of the next. There is always a page.
    """
    pages: list[FilledPage] = []
    done: set[str] = set()
    waiting: list[float] = []  # heights of note lines carried over
    start = 0
    while start < len(strips) or waiting or not pages:
        number = len(pages) + 1
        here = area.of(strips, start, number)
        always = list(front) if number == 1 else []
        waiting += [h for n in always for h in heights.get(n, ())]
        done.update(always)
        filled = _Filling(strips, start, number, here, heights, done, math.fsum(waiting))
        end = _accompanied(strips, start, filled.fill())
        page = _placed(strips, start, end, _top(strips, start, number, here), filled.columns)
        page.turned = here is not area
        called = [n for n in _called(strips[start:end]) if n not in done]
        waiting += [h for n in called for h in heights.get(n, ())]
        page.notes = always + called
        page.note_lines = _lines_that_fit(waiting, here.limit_of_notes(number) - page.bottom)
        del waiting[: page.note_lines]
        done.update(called)
        pages.append(page)
        start = end
    return pages


def _lines_that_fit(waiting: Sequence[float], room: float) -> int:
    """Return the number of the note lines that fit into `room`; at least one."""
    count = 0
    for height in waiting:
        room -= height
        if room < -_ROUNDING and count:
            break
        count += 1
    return count


def _called(strips: Sequence[LineBox]) -> list[str]:
    return list(dict.fromkeys(n for s in strips for n in s.notes))


class _Filling:
    """A page that is being filled."""

    def __init__(
        self, strips: Sequence[LineBox], start: int, number: int, area: Area, heights: Mapping[str, Sequence[float]],
        done: set[str], below: float,
    ) -> None:  # fmt: skip
        """Begin page `number` with strip `start`; `below` is the height of the notes that are on it in any case."""
        self._strips, self._start, self._number, self._area = strips, start, number, area
        self._heights, self._notes, self._below = heights, set(done), below
        self._y = _top(strips, start, number, area)
        self.columns: dict[int, Filled] = {}
        """The columns that begin with these strips."""

    def fill(self) -> int:
        """Return the strip with which the next page begins."""
        strips, index = self._strips, self._start
        if self._number == 1 and self._area.opens_upright and strips and strips[0].turned:
            return 0
        while index < len(strips):
            if index > self._start and _parts(strips, index):
                return index
            taken = self._columns(index) if strips[index].columns else self._strip(index)
            if not taken:
                return _back(strips, self._start, index)
            index += taken
        return index

    def _strip(self, index: int) -> int:
        """Take a strip; return 0 if there is no room for it."""
        strip, first = self._strips[index], index == self._start
        self._below += self._called([strip])
        self._y += strip.up + strip.down + (_head(strip) if first else strip.gap)
        needed = self._y + strip.after if self._below else self._y
        return int(first or needed <= self._limit() + _ROUNDING)

    def _columns(self, index: int) -> int:
        """Take what goes into columns; return the number of strips."""
        first = index == self._start
        self._y += 0.0 if first else self._strips[index].gap
        inside = self._strips[index : _columns_end(self._strips, index)]
        filled = _filled(inside, self._limit() - self._y, force=first)
        if any(strip.notes for strip in inside[: filled.end]):
            self._below += self._called(inside[: filled.end])
            filled = _filled(inside, self._limit() - self._y, force=first)
        self._y += filled.height
        self.columns[index] = filled
        return filled.end

    def _limit(self) -> float:
        return self._area.limit(self._number, self._below)

    def _called(self, strips: Sequence[LineBox]) -> float:
        """Return the height of the notes that are called for the first time, and remember them."""
        new = [note for note in _called(strips) if note not in self._notes]
        self._notes.update(new)
        return math.fsum(h for note in new for h in self._heights.get(note, ()))


def _head(strip: LineBox) -> float:
    """Return the height of what is repeated above a strip at the head of a page or column."""
    return math.fsum(part.up + part.down for part in strip.head)


def _columns_end(strips: Sequence[LineBox], index: int) -> int:
    """Return the number after that of the last strip in the columns that begin with a strip."""
    end = index + 1
    while end < len(strips) and strips[end].columns == strips[index].columns and not _parts(strips, end):
        end += 1
    return end


def _filled(inside: Sequence[LineBox], room: float, *, force: bool) -> Filled:
    assert inside[0].columns is not None
    pieces = [Piece(s.up + s.down, s.gap, _head(s), s.may_begin) for s in inside]
    return fill(pieces, inside[0].columns.number, room, force=force)


def _accompanied(strips: Sequence[LineBox], start: int, end: int) -> int:
    """Return where the next page begins: earlier, if else a line stood alone on it because the one after opens a page.

    Two lines more go with it, or as many as can.
    """
    alone = start < end < len(strips) - 1 and _parts(strips, end + 1) and not _parts(strips, end)
    if not alone or len(strips[end].lines) > 1:
        return end
    places = range(end - 2, max(start, end - _MOST_MOVED), -1)
    return next((place for place in places if strips[place].may_begin), end)


def _parts(strips: Sequence[LineBox], index: int) -> bool:
    """Return True if a page begins with this strip whatever is before it."""
    return strips[index].opens_page or strips[index].turned is not strips[index - 1].turned


def _top(strips: Sequence[LineBox], start: int, number: int, area: Area) -> float:
    """Return the upper edge of the text of page `number`, which begins with strip `start`."""
    if number == 1:
        return area.top_first
    return area.top + (strips[start].at_top if start < len(strips) else 0.0)


def _back(strips: Sequence[LineBox], start: int, index: int) -> int:
    """Return the last place at or before `index` where a page may begin; `index` itself if there is none."""
    for place in range(index, start, -1):
        if strips[place].may_begin:
            return place
    return index


def _placed(strips: Sequence[LineBox], start: int, end: int, top: float, columns: Mapping[int, Filled]) -> FilledPage:
    """Return the strips of a page at their places; `columns`: those that begin with these strips."""
    placed: list[PlacedLine] = []
    y, index = top, start
    while index < end:
        strip = strips[index]
        y += strip.gap if index > start else 0.0
        filled = columns.get(index)
        if strip.columns is None or filled is None:
            placed += _column(strips[index : index + 1], y, 0.0, again=index == start)
            y, index = placed[-1].y + strip.down, index + 1
            continue
        begin = index
        for number, stop in enumerate(filled.ends):
            last = min(begin + stop, end)
            placed += _column(strips[index:last], y, number * strip.columns.step, again=True)
            index = last
        y += filled.height
    return FilledPage(placed, [], y)


def _column(strips: Sequence[LineBox], y: float, shift: float, *, again: bool) -> list[PlacedLine]:
    """Return strips one below the other from y on, with `again` below what is repeated above the first of them."""
    placed: list[PlacedLine] = []
    for strip in [*strips[0].head, *strips] if again and strips else strips:
        repeated = len(placed) < len(strips[0].head) if again else False
        y += strip.up + (strip.gap if placed and not repeated and strip is not strips[0] else 0.0)
        placed.append(PlacedLine(strip, y, repeated, shift))
        y += strip.down
    return placed
