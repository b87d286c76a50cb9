"""Draws set lines on a canvas.

Reads `TextLine`s and their place. Gives content: text shown run by run in logical order, links, lines along the text.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.write.pdf import order
from pipeline.write.pdf.canvas import TagCanvas
from pipeline.write.pdf.compose import Item, Units
from pipeline.write.pdf.ink import State
from pipeline.write.pdf.para import TextLine
from pipeline.write.pdf.tags import Slot

Target = tuple[str, str]
"""Address of a link (`#name` inside the document) and the words that describe it."""

_ASCENT, _DESCENT = 0.75, 0.25  # of a link's box, in sizes


class Painter:
    """Draws lines; mirrored where the document runs from right to left."""

    def __init__(self, canvas: TagCanvas, links: Mapping[Slot, Target], page_width: float, rtl: bool) -> None:
        """`links` are the slots that belong to links."""
        self.canvas = canvas
        self._links = links
        self._page_width = page_width
        self.rtl = rtl
        self._rules: list[tuple[float, float, float, float]] = []

    def x(self, start: float, width: float) -> float:
        """Left edge on paper of something that begins `start` from the start edge of the paper."""
        return self._page_width - start - width if self.rtl else start

    def line(self, line: TextLine, edge: float, y: float) -> None:
        """A line on the baseline y; `edge` is the text edge, counted from the start edge of the paper."""
        if line.label is not None:
            units = line.label
            self._row(units, 0, len(units.widths), self.x(edge + line.label_x, units.width), y, 0.0)
        self._row(line.units, line.start, line.end, self.x(edge + line.x, line.width), y, line.extra)

    def _row(self, units: Units, start: int, end: int, x: float, y: float, extra: float) -> None:
        """Units on a baseline from x."""
        if start == end:
            return
        if units.bidi:
            self._visual(_sequence(units, start, end, extra), x, y, units.rtl)
        elif units.linked or units.tabs:
            self._runs(_sequence(units, start, end, extra), x, y)
        else:
            self._plain(units, start, end, x, y, extra)

    def _plain(self, units: Units, start: int, end: int, x: float, y: float, extra: float) -> None:
        """Text from left to right without links: pieces glued to as few operators as can be."""
        last = end - 1
        between = units.ideographs
        if 0 <= units.runs[start] == units.runs[last] and (between or 0 not in units.blanks[start:last]):
            self._uniform(units, start, end, x, y, extra)
            return
        slot: Slot | None = None
        state: State | None = None
        parts: list[str] = []
        move = ""
        for number in range(start, end):
            stretched = extra and number != last
            for piece, item_slot, _ in units.of(number):
                if item_slot is not slot or piece.state is not state:
                    if parts:
                        self.canvas.show(parts)
                        parts = []
                    place = (x, y) if state is None else None
                    slot, state = item_slot, piece.state
                    self._switch(slot, state, place)
                    move = _move(extra, state) if extra else ""
                parts.append(piece.codes)
                if piece.blank and stretched and not between:
                    parts.append(move)
            if between and stretched:
                parts.append(move)
        if parts:
            self.canvas.show(parts)

    def _uniform(self, units: Units, start: int, end: int, x: float, y: float, extra: float) -> None:
        """A line of units of one piece each, all of one slot and state, all but the last stretched alike."""
        pieces = [segment.pieces[0] for segment in units.segments[start:end] if segment]
        state = pieces[0].state
        self._switch(units.slots[start], state, (x, y))
        move = _move(extra, state) if extra else ""
        self.canvas.show((move.join([piece.codes for piece in pieces]),))

    def _switch(self, slot: Slot, state: State, place: tuple[float, float] | None) -> None:
        self.canvas.mark(slot)
        if place is not None:
            self.canvas.at(*place)
        self.canvas.state(state)

    def _runs(self, sequence: list[tuple[Item, float]], x: float, y: float) -> None:
        """Text from left to right with links or tabs: every run knows where it stands."""
        for index, run in enumerate(_level_runs(sequence)):
            first = run[0][0]
            self._switch(first.slot, first.piece.state, None if index else (x, y))
            parts = []
            begin = x
            for item, gap in run:
                parts += [item.piece.codes, _move(gap, item.piece.state)] if gap else [item.piece.codes]
                x += item.piece.width + gap
            self.canvas.show(parts)
            self._linked(first.slot, first.piece.state, begin, x, y)

    def _visual(self, sequence: list[tuple[Item, float]], x: float, y: float, rtl: bool) -> None:
        """Text in visual order: level runs placed where they belong, written in logical order.

        In a paragraph from right to left the blanks at the line's end stand before x, outside the column.
        """
        runs = _level_runs(sequence)
        if rtl:
            x -= _trailing(sequence)
        widths = [sum([item[0].width + gap for item, gap in run]) for run in runs]
        places: dict[int, float] = {}
        for index in order.visual([run[0][0].level for run in runs]):
            places[index] = x
            x += widths[index]
        for index, run in enumerate(runs):
            self._level_run(run, places[index], y, widths[index])

    def _level_run(self, run: list[tuple[Item, float]], x: float, y: float, width: float) -> None:
        """One run of one level, slot and state; its items stand in reverse on paper where the level is odd."""
        canvas, first = self.canvas, run[0][0]
        rtl = first.level % 2 == 1
        canvas.mark(first.slot)
        canvas.state(first.piece.state)
        if rtl:
            canvas.raw("/ReversedChars BMC")
        canvas.at(x, y)
        parts: list[str] = []
        last, move = 0.0, ""
        for item, gap in run:
            parts.append(item[0].codes)
            if gap:
                if gap != last:
                    last, move = gap, _move(gap, first.piece.state)
                parts.append(move)
        canvas.show(reversed(parts) if rtl else parts)
        if rtl:
            canvas.raw("EMC")
        self._linked(first.slot, first.piece.state, x, x + width, y)

    def _linked(self, slot: Slot, state: State, left: float, right: float, y: float) -> None:
        """Note where a link or a line along the text belongs."""
        target = self._links.get(slot)
        size = state.size
        if target is not None and right > left:
            base = y - state.rise
            self.canvas.link(slot, *target, (left, base - size * _ASCENT, right, base + size * _DESCENT))
        if state.rule:
            shift = size * (0.12 if state.rule.startswith("under") else -0.25)
            for gap in (0.0, 0.1) if state.rule.endswith("2") else (0.0,):
                self._rules.append((left, y + shift + size * gap, right - left, size * 0.05))

    def end_page(self) -> None:
        """Draw the lines along the text and close the page."""
        if self._rules:
            with self.canvas.artifact():
                self.canvas.black()
                for rule in self._rules:
                    self.canvas.rule(*rule)
            self._rules = []
        self.canvas.end_page()


def _move(points: float, state: State) -> str:
    """A number in a TJ array that moves what follows by `points`."""
    return f"{-1000 * points / (state.size * state.scale):.2f}"


def _sequence(units: Units, start: int, end: int, extra: float) -> list[tuple[Item, float]]:
    """Items and blanks of a line with what is added after each."""
    sequence: list[tuple[Item, float]] = []
    last, between = end - 1, units.ideographs
    for number in range(start, end):
        stretched = extra if number != last else 0.0
        for item in units.of(number):
            gap = stretched if item.piece.blank and not between else 0.0
            if item.piece.blank and number in units.tabs:
                gap = units.gaps[number] - item.piece.width
            sequence.append((item, gap))
        if between and stretched and sequence:
            sequence[-1] = (sequence[-1][0], stretched)
    if units.bidi:
        _end_level(sequence, int(units.rtl))
    return sequence


def _end_level(sequence: list[tuple[Item, float]], base: int) -> None:
    """Blanks at the end of a line take the level of the paragraph (rule L1 of UAX 9)."""
    for index in range(len(sequence) - 1, -1, -1):
        item, gap = sequence[index]
        if not item.piece.blank:
            return
        sequence[index] = (item._replace(level=base), gap)


def _trailing(sequence: list[tuple[Item, float]]) -> float:
    """Width of the blanks at the end of a line."""
    width = 0.0
    for item, gap in reversed(sequence):
        if not item.piece.blank:
            break
        width += item.piece.width + gap
    return width


def _level_runs(sequence: list[tuple[Item, float]]) -> list[list[tuple[Item, float]]]:
    runs: list[list[tuple[Item, float]]] = []
    for pair in sequence:
        item = pair[0]
        if runs:
            before = runs[-1][-1][0]
            if (before.level, before.slot, before.piece.state) == (item.level, item.slot, item.piece.state):
                runs[-1].append(pair)
                continue
        runs.append([pair])
    return runs
