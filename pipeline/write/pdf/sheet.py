"""Draws pages: strips, notes, fixed lines, and remembers where destinations are.

Reads pages of placed strips. Gives content on the canvas, the tree of named destinations and the bookmarks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from pipeline.document import Change
from pipeline.write.pdf.draw.painter import Painter
from pipeline.write.pdf.file.objects import Raw, text_string
from pipeline.write.pdf.flow.changes import change_looks
from pipeline.write.pdf.flow.masthead import Fixed
from pipeline.write.pdf.flow.notes import NoteSetter
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.paragraph import Image
from pipeline.write.pdf.pages.paginate import FilledPage, LineBox, PlacedLine, Stroke


class PageRenderer:
    """Draws the pages of one document."""

    def __init__(self, setting: Typesetter, painter: Painter, notes: NoteSetter) -> None:
        """Begin a sheet. Pages are drawn in order; the painter's canvas counts them."""
        self._setting = setting
        self._painter = painter
        self._canvas = painter.canvas
        self._notes = notes
        self._places: dict[str, tuple[int, float]] = {}  # page, height above its lower edge
        self._form = setting.form  # of the page that is drawn
        self._lowest = 0.0  # where the rule at the end of the document may be
        self._level = -1
        self._waiting: list[LineBox] = []  # lines of notes that are not drawn yet

    def page(self, page: FilledPage, number: int) -> None:
        """Draw the strips and notes of a page."""
        strokes: list[tuple[Stroke, float]] = []
        under_head = False
        self._form = self._setting.turned if page.turned else self._setting.form
        self._lowest = self._form.flow.last_baseline + self._form.end_rule.least
        for placed in page.strips:
            self._strip(placed)
            begins = under_head and not placed.again
            own = placed.strip.strokes if begins else placed.strip.above + placed.strip.strokes
            strokes += [(s._replace(x=s.x + placed.shift), placed.y) for s in own]
            under_head = placed.again
        strokes += self._frames(page.strips) + _torn(page.strips)
        self._waiting += [s for note in page.notes for s in self._notes.strips.get(note, ())]
        self._page_notes(page.note_lines, number)
        self._strokes(strokes)

    def _frames(self, placed: Sequence[PlacedLine]) -> list[tuple[Stroke, float]]:
        """Return the rules of the frames on a page, open where a frame goes on from the page before or on the next."""
        form = self._setting.form
        room, width = form.table.box_after / 2, form.table.rule
        left, right = form.page.left, form.page.left + form.page.measure
        strokes: list[tuple[Stroke, float]] = []
        for name, group in groupby(placed, key=lambda one: one.strip.frame):
            if not name:
                continue
            inside = list(group)
            top = inside[0].y - inside[0].strip.up - room
            bottom = inside[-1].y + inside[-1].strip.down + room
            strokes += [(Stroke(x, 0.0, bottom - top, width, down=True), top) for x in (left, right)]
            ends = ((top, inside[0].strip.frame_begins), (bottom, inside[-1].strip.frame_ends))
            strokes += [(Stroke(left, 0.0, right - left, width), y) for y, is_drawn in ends if is_drawn]
        return strokes

    def fixed(self, lines: Iterable[Fixed]) -> None:
        """Draw the lines of the masthead."""
        for item in lines:
            self._remember(item.anchor, item.y)
            self._painter.line(item.line, item.edge, item.y)

    def end_rule(self, page: FilledPage) -> None:
        """Draw the short centred rule at the end of a document."""
        form = self._form
        rule = form.end_rule
        if page.strips and self._setting.document.identity.official:
            with self._canvas.artifact():
                self._canvas.black()
                start = (form.page.width - rule.length) / 2
                last = max(page.strips, key=lambda placed: placed.y)
                baseline = last.y + max((depth for _, _, depth in last.strip.lines), default=0.0)
                below = max(baseline + rule.least, min(baseline + rule.below, self._lowest))
                self._canvas.rule(start, below, rule.length, rule.width)

    def _strip(self, placed: PlacedLine) -> None:
        strip = placed.strip
        if placed.again:
            with self._canvas.artifact():
                for line, left, depth in strip.lines:
                    edge = left + placed.shift
                    self._painter.line(line, edge, placed.y + depth)
                    if line.image is not None:
                        self._again(line.image, edge + line.x, placed.y + depth - line.image.height)
            return
        for anchor in strip.anchors:
            self._remember(anchor, placed.y - strip.up)
        for note in strip.notes:
            self._remember(f"mark-{note}", placed.y - strip.up)
        if strip.outline is not None:
            self._bookmark(strip, placed.y - strip.up)
        for line, left, depth in strip.lines:
            edge = left + placed.shift
            if line.image is not None:
                self._image(line.image, edge + line.x, placed.y + depth - line.image.height)
            else:
                self._painter.line(line, edge, placed.y + depth)

    def _again(self, image: Image, edge: float, y: float) -> None:
        """Draw a picture of a repeated head, which is not content."""
        self._canvas.image(image.number, self._painter.x(edge, image.width), y, image.width, image.height)

    def _image(self, image: Image, edge: float, y: float) -> None:
        """Draw a picture, its upper edge at y."""
        x = self._painter.x(edge, image.width)
        top = self._canvas.height - y
        box = f"{x:.2f} {top - image.height:.2f} {x + image.width:.2f} {top:.2f}"
        image.slot.elem.attributes = f"<</O/Layout/Placement/Block/BBox[{box}]>>"
        with self._canvas.figure(image.slot):
            self._canvas.image(image.number, x, y, image.width, image.height)
        if image.change is not None:
            self._framed(image, image.change, x, y)

    def _framed(self, image: Image, change: Change, x: float, y: float) -> None:
        """Draw the frame of a picture that one version only has; through an old one goes a line."""
        red, green, blue = change_looks()[change].colour
        low, wide, high = self._canvas.height - y - image.height, image.width, image.height
        struck = "" if change.is_new else f" {x:.2f} {low:.2f} m {x + wide:.2f} {low + high:.2f} l"
        with self._canvas.artifact():
            self._canvas.raw(
                f"q {red:g} {green:g} {blue:g} RG 1.5 w {x:.2f} {low:.2f} {wide:.2f} {high:.2f} re{struck} S Q"
            )

    def _page_notes(self, count: int, number: int) -> None:
        """Draw the next lines of notes above the foot of the page, below their separator."""
        notes = self._form.notes
        strips = self._waiting[:count]
        del self._waiting[:count]
        if not strips:
            return
        below_masthead = number == 1 and self._setting.document.masthead
        last = notes.last_baseline_first if below_masthead else notes.last_baseline
        y = last - math.fsum(b.up + a.down for a, b in pairwise(strips))
        with self._canvas.artifact():
            self._canvas.black()
            x = self._painter.x(notes.separator_x, notes.separator_length)
            above = y - notes.separator_above
            self._lowest = above - self._form.end_rule.least
            self._canvas.rule(x, above, notes.separator_length, notes.separator_width)
        for number_, strip in enumerate(strips):
            self._strip(PlacedLine(strip, y))
            if number_ + 1 < len(strips):
                y += strip.down + strips[number_ + 1].up

    def _strokes(self, strokes: list[tuple[Stroke, float]]) -> None:
        if not strokes:
            return
        with self._canvas.artifact():
            self._canvas.black()
            for (x, y, length, width, down), base in strokes:
                if down:
                    self._canvas.upright(self._painter.x(x, 0.0), base + y, length, width)
                else:
                    self._canvas.rule(self._painter.x(x, length), base + y, length, width)

    def _remember(self, name: str, y: float) -> None:
        if name:
            self._places.setdefault(name, (self._canvas.page, self._canvas.height - y))

    def _bookmark(self, strip: LineBox, y: float) -> None:
        title, level = strip.outline or ("", 0)
        self._level = level = min(level, self._level + 1)
        key = f"outline-{len(self._places)}-{title[:20]}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(self._canvas.height - y, 2))
        self._canvas.addOutlineEntry(title, key, level)

    @property
    def starts(self) -> dict[str, int]:
        """The page of each anchor, counted from 1."""
        return {name: page + 1 for name, (page, _) in self._places.items()}

    def destinations(self, pages: list[int]) -> int:
        """Return the number of the name tree of destinations; `pages` are the numbers of the page objects."""
        entries = []
        for name, (page, top) in sorted(self._places.items(), key=lambda item: item[0].encode("utf-8")):
            entries.append((name, f"[{pages[page]} 0 R/XYZ 0 {top:.2f} null]"))
        objects = self._setting.file.objects
        if not entries:
            return objects.add(Raw("<</Names[]>>"))
        kids = []
        for start in range(0, len(entries), 64):
            chunk = entries[start : start + 64]
            limits = f"{text_string(chunk[0][0])}{text_string(chunk[-1][0])}"
            names = " ".join(f"{text_string(name)}{place}" for name, place in chunk)
            kids.append(objects.add(Raw(f"<</Limits[{limits}]/Names[{names}]>>")))
        return objects.add(Raw(f"<</Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>"))


def _torn(placed: Sequence[PlacedLine]) -> list[tuple[Stroke, float]]:
    """Return the rules that close the cells of a table that a page's end divides, above and below."""
    own = [one for one in placed if not one.again]
    if not own:
        return []
    first, last = own[0], own[-1]
    ends = [(stroke, last.y) for stroke in last.strip.torn_below]
    return [*((stroke, first.y) for stroke in first.strip.torn_above), *ends]
