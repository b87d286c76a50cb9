"""Draws charts and diagrams: SVG in black, white and grey, as in print.

Reads a `Chart`, or the boxes of a diagram, and a size in points. Gives an SVG, the same for the same data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from pipeline.intake.word.drawings.charts import Chart, Series, shown

_SIZE = 8.0
"""Points of type. Chosen: the size of table text."""
_LETTER = 0.5
"""Mean width of a character, in sizes. Chosen: the mean of the serif faces in templates/fonts."""
_GREYS = ("#404040", "#a6a6a6", "#d9d9d9", "#737373", "#bfbfbf", "#262626")
_SMALLEST = 4.5
"""Points of type, at least. Chosen: smaller is not legible in print."""
_STEPS = 5
"""Steps of an axis, approximately. Chosen: as programs for charts have them."""
_PAD = 6.0
"""Points around and between the parts of a chart. Chosen: less than a line."""


@dataclass(slots=True)
class Box:
    """A shape of a diagram: place and size in points, words."""

    left: float
    top: float
    width: float
    height: float
    text: str


@dataclass(slots=True)
class _Paper:
    """An SVG to which shapes are added."""

    width: float
    height: float
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> None:
        self.parts.append(f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
                          f'fill="{fill}" stroke="{stroke}" stroke-width="0.5"/>')  # fmt: skip

    def line(self, points: Sequence[tuple[float, float]], colour: str = "#000000", width: float = 0.5) -> None:
        places = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self.parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"/>')

    def dot(self, x: float, y: float, colour: str) -> None:
        self.parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.8" fill="{colour}"/>')

    def text(
        self, x: float, y: float, words: str, anchor: str = "middle", *, turned: bool = False, room: float = 0.0
    ) -> None:
        """Write words, in smaller type if they need more room than there is."""
        size = max(_SMALLEST, min(_SIZE, _SIZE * room / (_width(words) or 1.0))) if room else _SIZE
        turn = f' transform="rotate(-90 {x:.2f} {y:.2f})"' if turned else ""
        self.parts.append(f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:.1f}" text-anchor="{anchor}"{turn}>'
                          f"{escape(words)}</text>")  # fmt: skip

    def path(self, data: str, fill: str) -> None:
        self.parts.append(f'<path d="{data}" fill="{fill}" stroke="#ffffff" stroke-width="0.5"/>')

    def bytes(self) -> bytes:
        size = f'width="{self.width:.2f}" height="{self.height:.2f}" viewBox="0 0 {self.width:.2f} {self.height:.2f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Liberation Serif">'
        return "\n".join([head, *self.parts, "</svg>\n"]).encode("utf-8")


def chart_svg(chart: Chart, width: float, height: float) -> bytes:
    """Return the SVG of a chart of this size in points."""
    paper = _Paper(max(width, 72.0), max(height, 54.0))
    paper.rect(0, 0, paper.width, paper.height, "#ffffff")
    top, bottom = _PAD, paper.height - _PAD
    if chart.title:
        top = _written(paper, chart.title, paper.width / 2, top + _SIZE, paper.width - 2 * _PAD)
    entries = _entries(chart)
    if (chart.legend or len(entries) > 1) and any(words for words, _ in entries):
        bottom = _legend(paper, entries, bottom)
    if all(one.kind == "pie" for one in chart.series):
        _pie(paper, chart, top, bottom)
    else:
        _Plot(paper, chart, top, bottom).draw()
    return paper.bytes()


def diagram_svg(boxes: Sequence[Box], width: float, height: float) -> bytes:
    """Return the SVG of a diagram: its shapes as boxes with their words."""
    paper = _Paper(max(width, 72.0), max(height, 36.0))
    paper.rect(0, 0, paper.width, paper.height, "#ffffff")
    for box in boxes:
        paper.rect(box.left, box.top, box.width, box.height, "#f2f2f2", "#000000")
        lines = _wrapped(box.text, box.width - 4)
        y = box.top + box.height / 2 - (len(lines) - 1) * _SIZE * 0.6 + _SIZE * 0.35
        for number, line in enumerate(lines):
            paper.text(box.left + box.width / 2, y + number * _SIZE * 1.2, line)
    return paper.bytes()


def _width(words: str) -> float:
    return math.fsum(_SIZE if ord(c) > 0x2E7F else _SIZE * _LETTER for c in words)


def _wrapped(words: str, room: float) -> list[str]:
    """Return words in lines of this width. A word that is wider stays whole."""
    lines: list[str] = []
    for word in words.split():
        if lines and _width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _written(paper: _Paper, words: str, x: float, y: float, room: float) -> float:
    """Write words in lines centred at x, and return the y below the last line."""
    for line in _wrapped(words, room):
        paper.text(x, y, line)
        y += _SIZE * 1.2
    return y - _SIZE * 0.6


def _colour(one: Series, number: int) -> str:
    return one.colour or _GREYS[number % len(_GREYS)]


def _entries(chart: Chart) -> list[tuple[str, str]]:
    """Return the words and colours of the legend."""
    if all(one.kind == "pie" for one in chart.series):
        return [(words, _GREYS[n % len(_GREYS)]) for n, words in enumerate(chart.categories)]
    return [(one.name, _colour(one, n)) for n, one in enumerate(chart.series)]


def _legend(paper: _Paper, entries: Sequence[tuple[str, str]], bottom: float) -> float:
    """Draw the legend above `bottom`, in rows, and return its upper edge."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for words, colour in entries:
        wide = _width(words) + 2.5 * _SIZE
        if used + wide > paper.width - 2 * _PAD and rows[-1]:
            rows.append([])
            used = 0.0
        rows[-1].append((words, colour))
        used += wide
    y = bottom - len(rows) * _SIZE * 1.3
    for row in rows:
        y += _SIZE * 1.3
        x = (paper.width - math.fsum(_width(w) + 2.5 * _SIZE for w, _ in row)) / 2
        for words, colour in row:
            paper.rect(x, y - _SIZE * 0.7, _SIZE * 0.7, _SIZE * 0.7, colour, "#000000")
            paper.text(x + _SIZE, y, words, "start")
            x += _width(words) + 2.5 * _SIZE
    return bottom - len(rows) * _SIZE * 1.3 - _PAD


def _pie(paper: _Paper, chart: Chart, top: float, bottom: float) -> None:
    """Draw the first series as slices, each with its value."""
    one = chart.series[0]
    shares = [max(0.0, value or 0.0) for value in one.values]
    whole, x, y = math.fsum(shares) or 1.0, paper.width / 2, (top + bottom) / 2
    radius, angle = max(10.0, min(bottom - top, paper.width) / 2 - 2 * _SIZE), -math.pi / 2
    for number, share in enumerate(shares):
        turn = 2 * math.pi * share / whole
        fill, middle = _GREYS[number % len(_GREYS)], angle + turn / 2
        if share / whole > 0.9999:
            paper.parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}"/>')
        elif share:
            ends = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in (angle, angle + turn)]
            paper.path(f"M{x:.2f} {y:.2f}L{ends[0][0]:.2f} {ends[0][1]:.2f}A{radius:.2f} {radius:.2f} 0 "
                       f"{int(turn > math.pi)} 1 {ends[1][0]:.2f} {ends[1][1]:.2f}Z", fill)  # fmt: skip
        if share:
            reach = radius + _SIZE
            paper.text(x + reach * math.cos(middle), y + reach * math.sin(middle) + _SIZE * 0.35, one.labels[number])
        angle += turn


def scale(low: float, high: float) -> tuple[float, float, float]:
    """Return both ends of an axis and its step, round numbers around the values.

    >>> scale(0, 1830), scale(-3, 8)
    ((0.0, 2000.0, 500.0), (-5.0, 10.0, 5.0))
    """
    low, high = min(0.0, low), max(0.0, high)
    rough = ((high - low) or 1.0) / _STEPS
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * n for n in (1, 2, 5, 10) if unit * n >= rough * 0.999)
    return math.floor(low / step) * step, (math.ceil(high / step) or 1) * step, step


class _Plot:
    """Draws bars, lines and dots between two axes."""

    def __init__(self, paper: _Paper, chart: Chart, top: float, bottom: float) -> None:
        self._paper, self._chart = paper, chart
        self._bars = [one for one in chart.series if one.kind == "bar"]
        self._count = max([len(chart.categories), *(len(one.values) for one in chart.series)])
        self._stacked = chart.grouping in ("stacked", "percentStacked")
        self._low, self._high, self._step = scale(*self._range())
        self._along, self._across = self._room(top, bottom)

    def _range(self) -> tuple[float, float]:
        if self._chart.grouping == "percentStacked":
            return 0.0, 100.0
        values = [v for one in self._chart.series for v in one.values if v is not None]
        if self._stacked:
            columns = [[one.values[n] or 0.0 for one in self._bars if n < len(one.values)] for n in range(self._count)]
            values += [math.fsum(v for v in c if v > 0) for c in columns]
            values += [math.fsum(v for v in c if v < 0) for c in columns]
        return min(values), max(values)

    def _room(self, top: float, bottom: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the area for categories and values, from and to, without the room for their words."""
        paper, chart = self._paper, self._chart
        ticks = max(_width(self._tick(v)) for v in (self._low, self._high))
        names = max((_width(c) for c in chart.categories), default=0.0)
        first, second = chart.axis_titles if not chart.lying else chart.axis_titles[::-1]
        left = _PAD + (names if chart.lying else ticks) + 4 + (1.4 * _SIZE if second else 0.0)
        left = min(left, paper.width * 0.4)
        each = (paper.width - left - 2 * _PAD) / max(1, self._count)
        lines = 1 if chart.lying else max((len(_wrapped(c, each)) for c in chart.categories), default=1)
        floor = bottom - 1.2 * _SIZE * min(lines, 4) - (1.4 * _SIZE if first else 0.0)
        if first:
            paper.text((left + paper.width) / 2, bottom, first)
        if second:
            paper.text(_PAD + _SIZE * 0.8, (top + floor) / 2, second, turned=True)
        upright, level = (floor, top + 1.2 * _SIZE), (left, paper.width - 2 * _PAD)
        return (upright, level) if chart.lying else (level, upright)

    def _tick(self, value: float) -> str:
        form = next((one.form for one in self._chart.series if "%" in one.form), "")
        if form and self._chart.grouping != "percentStacked":
            return shown(value, "0%")
        return f"{value:,.10g}".replace(",", " ")

    def _place(self, value: float) -> float:
        begin, end = self._across
        return begin + (value - self._low) / (self._high - self._low) * (end - begin)

    def _middle(self, number: float) -> float:
        begin, end = self._along
        return begin + (number + 0.5) / max(1, self._count) * (end - begin)

    def _point(self, along: float, across: float) -> tuple[float, float]:
        return (across, along) if self._chart.lying else (along, across)

    def draw(self) -> None:
        """Draw the axes, then the values."""
        self._axes()
        for number, one in enumerate(self._chart.series):
            if one.kind == "bar":
                self._columns(one, number)
            else:
                self._curve(one, number)

    def _axes(self) -> None:
        lying, (begin, end) = self._chart.lying, self._along
        for n in range(round((self._high - self._low) / self._step) + 1):
            value = self._low + n * self._step
            place = self._place(value)
            self._paper.line([self._point(begin, place), self._point(end, place)], "#d9d9d9" if value else "#000000")
            x, y = self._point(begin, place)
            self._paper.text(x if lying else x - 3, y + _SIZE * (1.2 if lying else 0.35), self._tick(value),
                             "middle" if lying else "end")  # fmt: skip
        each = abs(end - begin) / max(1, self._count)
        for n, words in enumerate(self._chart.categories):
            x, y = self._point(self._middle(n), self._across[0])
            if lying:
                self._paper.text(x - 3, y + _SIZE * 0.35, words, "end")
            else:
                _written(self._paper, words, x, y + _SIZE * 1.1, each)

    def _columns(self, one: Series, number: int) -> None:
        begin, end = self._along
        share = (end - begin) / max(1, self._count) * 0.7
        place = self._bars.index(one)
        wide = share if self._stacked else share / len(self._bars)
        for n, value in enumerate(one.values):
            if value is None:
                continue
            low, high = self._heights(place, n, value)
            start = self._middle(n) - share / 2 + (0.0 if self._stacked else place * wide)
            (x0, y0), (x1, y1) = (self._point(start, self._place(low)), self._point(start + wide, self._place(high)))
            self._paper.rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), _colour(one, number), "#000000")
            if one.labelled:
                self._label(
                    start + wide / 2, self._place((low + high) / 2 if self._stacked else high), one.labels[n], abs(wide)
                )

    def _heights(self, place: int, n: int, value: float) -> tuple[float, float]:
        """Return both ends of a column; a stacked one begins above the series before it."""
        if not self._stacked:
            return 0.0, value
        column = [one.values[n] or 0.0 if n < len(one.values) else 0.0 for one in self._bars]
        below = math.fsum(v for v in column[:place] if (v < 0) == (value < 0))
        by = 100.0 / (math.fsum(map(abs, column)) or 1.0) if self._chart.grouping == "percentStacked" else 1.0
        return below * by, (below + value) * by

    def _label(self, along: float, across: float, words: str, room: float) -> None:
        x, y = self._point(along, across)
        if self._chart.lying:
            self._paper.text(x + 2, y + _SIZE * 0.35, words, "start")
        else:
            self._paper.text(x, y - 2, words, room=room)

    def _curve(self, one: Series, number: int) -> None:
        places = self._placed(one)
        colour = _colour(one, number)
        if one.kind != "scatter" and len(places) > 1:
            self._paper.line([(x, y) for x, y, _ in places], colour, 1.5)
        for x, y, words in places:
            self._paper.dot(x, y, colour)
            if one.labelled:
                self._paper.text(x, y - 4, words)

    def _placed(self, one: Series) -> list[tuple[float, float, str]]:
        """Return the points of a line, or of a scatter by its other axis."""
        at = [v for v in one.at if v is not None]
        low, high = (min(at), max(at)) if at and len(set(at)) > 1 else (0.0, 0.0)
        found = []
        for n, value in enumerate(one.values):
            where = one.at[n] if n < len(one.at) and high > low and not self._chart.categories else None
            number = (where - low) / (high - low) * (self._count - 1) if where is not None else float(n)
            if value is not None:
                found.append((*self._point(self._middle(number), self._place(value)), one.labels[n]))
        return found
