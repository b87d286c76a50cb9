"""Draws set lines on a canvas.

Reads `TextLine`s and their place. Gives content: text shown run by run in logical order, links, lines along the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pipeline.fonts import order
from pipeline.write.pdf.draw.canvas import TagCanvas
from pipeline.write.pdf.file.tags import Slot
from pipeline.write.pdf.lines.ink import TextState
from pipeline.write.pdf.lines.itemize import InlineItems
from pipeline.write.pdf.lines.paragraph import Image, TextLine
from pipeline.write.pdf.lines.runs import GlyphRun, line_runs, one_string, strings, trailing

Target = tuple[str, str]
"""Address of a link (`#name` inside the document) and the words that describe it."""

_ASCENT, _DESCENT = 0.75, 0.25  # of a link's box, in sizes
"""Chosen: covers the letters of the fonts in templates/fonts without touching the next line."""


class Painter:
    """Draws lines; mirrored where the document runs from right to left."""

    def __init__(
        self,
        canvas: TagCanvas,
        links: Mapping[Slot, Target],
        pictures: Mapping[Slot, Image],
        page_width: float,
        rtl: bool,
    ) -> None:
        """Set the canvas. `links` are the slots that belong to links, `pictures` those that are pictures in lines."""
        self.canvas = canvas
        self._links = links
        self._pictures = pictures
        self._page_width = page_width
        self.rtl = rtl
        self._rules: list[tuple[float, float, float, float]] = []

    def begin_page(self, width: float, height: float) -> None:
        """Draw on a page of this size."""
        self._page_width = width
        self.canvas.begin_page(width, height)

    @contextmanager
    def on_its_side(self) -> Iterator[None]:
        """Draw what is inside as on the upright page that was turned to make this one."""
        width, self._page_width = self._page_width, self.canvas.height
        with self.canvas.on_its_side():
            yield
        self._page_width = width

    def x(self, start: float, width: float) -> float:
        """Return the left edge on paper of something that begins `start` from the start edge of the paper."""
        return self._page_width - start - width if self.rtl else start

    def line(self, line: TextLine, edge: float, y: float) -> None:
        """Draw a line on the baseline y; `edge` is the text edge, counted from the start edge of the paper."""
        if line.label is not None:
            units = line.label
            self._row(units, 0, len(units.widths), self.x(edge + line.label_x, units.width), y, 0.0)
        self._row(line.units, line.start, line.end, self.x(edge + line.x, line.width), y, line.extra)

    def _row(self, units: InlineItems, start: int, end: int, x: float, y: float, extra: float) -> None:
        """Draw units on a baseline from x."""
        if start == end:
            return
        if units.bidi:
            self._visual(line_runs(units, start, end, extra), x, y, units.rtl)
        elif units.linked or units.tabs:
            self._runs(line_runs(units, start, end, extra), x, y)
        else:
            self._plain(units, start, end, x, y, extra)

    def _plain(self, units: InlineItems, start: int, end: int, x: float, y: float, extra: float) -> None:
        """Draw text from left to right without links: pieces glued to as few operators as can be."""
        whole = one_string(units, start, end, extra)
        if whole is not None:
            self.canvas.text(*whole, x, y)
            return
        slot: Slot | None = None
        state: TextState | None = None
        parts: list[str] = []
        for item_slot, item_state, codes in strings(units, start, end, extra):
            if item_slot is not slot or item_state is not state:
                if parts:
                    self.canvas.show(parts)
                    parts = []
                place = (x, y) if state is None else None
                slot, state = item_slot, item_state
                self._switch(slot, state, place)
            parts.append(codes)
        if parts:
            self.canvas.show(parts)

    def _switch(self, slot: Slot, state: TextState, place: tuple[float, float] | None) -> None:
        self.canvas.mark(slot)
        if place is not None:
            self.canvas.at(*place)
        self.canvas.state(state)

    def _runs(self, runs: list[GlyphRun], x: float, y: float) -> None:
        """Draw text from left to right with links or tabs: every run has its own place."""
        placed = False
        for run in runs:
            if run.slot in self._pictures:
                self._picture(self._pictures[run.slot], x, y)
                x, placed = x + math.fsum(run.advances), False
                continue
            self._switch(run.slot, run.state, None if placed else (x, y))
            begin, placed = x, True
            for advance in run.advances:
                x += advance
            self.canvas.show(run.codes)
            self._linked(run.slot, run.state, begin, x, y)

    def _visual(self, runs: list[GlyphRun], x: float, y: float, rtl: bool) -> None:
        """Draw text in visual order: level runs placed where they belong, written in logical order.

        In a paragraph from right to left the spaces at the line's end are before x, outside the column.
        """
        if rtl:
            x -= trailing(runs)
        widths = [math.fsum(run.advances) for run in runs]
        places: dict[int, float] = {}
        for index in order.visual([run.level for run in runs]):
            places[index] = x
            x += widths[index]
        for index, run in enumerate(runs):
            self._level_run(run, places[index], y, widths[index])

    def _level_run(self, run: GlyphRun, x: float, y: float, width: float) -> None:
        """Draw a run of a line in visual order; its pieces are in reverse on paper if the level is odd."""
        if run.slot in self._pictures:
            self._picture(self._pictures[run.slot], x, y)
            return
        canvas, rtl = self.canvas, run.level % 2 == 1
        canvas.mark(run.slot)
        canvas.state(run.state)
        if rtl:
            canvas.raw("/ReversedChars BMC")
        canvas.at(x, y)
        canvas.show(reversed(run.codes) if rtl else run.codes)
        if rtl:
            canvas.raw("EMC")
        self._linked(run.slot, run.state, x, x + width, y)

    def _picture(self, image: Image, x: float, y: float) -> None:
        """Draw a picture with its foot on the baseline y; in a repeated head it is not content."""
        upper = y - image.height
        if self.canvas.is_artifact:
            self.canvas.image(image.number, x, upper, image.width, image.height)
            return
        low = self.canvas.height - y
        box = f"{x:.2f} {low:.2f} {x + image.width:.2f} {low + image.height:.2f}"
        image.slot.elem.attributes = f"<</O/Layout/Placement/Inline/BBox[{box}]>>"
        with self.canvas.figure(image.slot):
            self.canvas.image(image.number, x, upper, image.width, image.height)

    def _linked(self, slot: Slot, state: TextState, left: float, right: float, y: float) -> None:
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
