"""Widths of the columns of a table, as its source gives them: for the table, its `col`s and its cells, spans included.

Reads widths as Word's XML has them ("1609-dxa": 1/20 pt; "2500-pct": 1/50 %), as CSS (`style`) or as HTML (`width`).
Gives one width for each column that the source says anything of. Where rows contradict each other, what most cells say
counts; time grows with the number of cells.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from pipeline.read import AKN4UN

_WORD = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)-(dxa|pct)")
_CSS = re.compile(
    r"(?:^|;)\s*width\s*:\s*([0-9]{0,6}(?:\.[0-9]{1,6})?)\s*([a-z]{2,3}|%)\s*(?:!\s*important\s*)?(?:;|$)"
)
_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*pt\s*(?:;|$)")
_SMALLEST, _LARGEST = 5.0, 14.0
"""Points of type in a table. Chosen: smaller and larger type is not that of text."""
_HTML = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(px|%|)\s*")
_POINTS = {"pt": 1.0, "px": 0.75, "": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "em": 10.0,
           "rem": 10.0}  # fmt: skip
_WIDEST = 50_000.0
"""Points; what claims to be wider is not a width. Chosen: fifty times the widest paper, against hostile files."""
_SLIVER = 0.01
"""Points of a column for which the widths around it leave nothing.
Chosen: not zero, so that shares can be taken of it."""


class Measure(NamedTuple):
    """A width: points, or a share (0 to 1) of the table or page; neither if the source gives none."""

    points: float | None = None
    share: float | None = None


_UNSAID = Measure()
_TYPE = f"{{{AKN4UN}}}data-width-type"


class Given(NamedTuple):
    """Width that one cell or `col` gives the columns `begin` to `end` (not included)."""

    begin: int
    end: int
    measure: Measure


def measure(element: etree._Element) -> Measure:
    """Return the width of a table, cell or column. Word's counts before CSS, CSS before the attribute of HTML."""
    word = element.get(_TYPE) or element.get("data-width-type")
    if word and (found := _WORD.fullmatch(word)):
        size = float(found.group(1))
        return _of(size / 20, "pt") if found.group(2) == "dxa" else _of(size / 50, "%")
    style = element.get("style")
    if style and (found := _CSS.search(style.lower())):
        return _of(float(found.group(1) or 0), found.group(2))
    width = element.get("width")
    if width and (found := _HTML.fullmatch(width.lower())):
        return _of(float(found.group(1)), found.group(2))
    return _UNSAID


def type_size(table: etree._Element) -> float | None:
    """Return the size of the type that the style of a table gives, in points; None if it gives none."""
    found = _SIZE.search((table.get("style") or "").lower())
    size = float(found.group(1)) if found else 0.0
    return size if _SMALLEST <= size <= _LARGEST else None


def _of(size: float, unit: str) -> Measure:
    if unit == "%":
        return Measure(share=min(1.0, size / 100)) if size else Measure()
    points = round(size * _POINTS.get(unit, 0.0), 4)
    return Measure(points) if 0 < points <= _WIDEST else Measure()


def declared(table: etree._Element) -> list[Given]:
    """Return what the `col`s of a table say, those in `colgroup` included."""
    found: list[Given] = []
    at = 0
    for column in table.iterchildren("{*}col", "{*}colgroup"):
        for element in [*column.iterchildren("{*}col")] or [column]:
            span = element.get("span") or ""
            end = at + (int(span) if span.isascii() and span.isdecimal() and 0 < len(span) < 4 else 1)
            own = measure(element)
            found += [Given(n, n + 1, own) for n in range(at, end)]
            at = end
    return found


def reconciled(given: Sequence[Given], count: int, width: Measure) -> tuple[dict[int, float], bool]:
    """Return a width for each of `count` columns of which anything is known, and whether these are shares.

    Widths are points, or hundredths of the table if the source gives only shares.
    """
    given = [g for g in given if g.measure != Measure() and g.begin < count]
    shares = not width.points and all(g.measure.points is None for g in given)
    unit = 100.0 if shares else _whole(given, width)
    sizes = [(g.begin, min(g.end, count), _size(g.measure, unit)) for g in given]
    return _columns(_Edges((b, e, size) for b, e, size in sizes if size)), shares and bool(given)


def _whole(given: Iterable[Given], width: Measure) -> float:
    """Return what shares are of, in points: the table, else so much that they and the columns in points make it up; or
    0.
    """
    if width.points:
        return width.points
    columns: dict[int, Measure] = {}
    for begin, end, own in given:
        if end == begin + 1:
            columns.setdefault(begin, own)
    left = 1 - math.fsum(own.share or 0.0 for own in columns.values())
    return math.fsum(own.points or 0.0 for own in columns.values()) / left if left > 0 else 0.0


def _size(own: Measure, unit: float) -> float:
    return round(own.points if own.points is not None else (own.share or 0.0) * unit, 2)


class _Edges:
    """Edges of columns with their distances, as far as they are known: a union-find with offsets."""

    def __init__(self, spans: Iterable[tuple[int, int, float]]) -> None:
        """Set the spans: two edges and their distance. The most frequent distance counts, then the shorter span."""
        self._home: dict[int, tuple[int, float]] = {}
        votes = Counter(spans)
        for (begin, end, size), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][1] - vote[0][0])):
            self._bind(begin, end, size)

    def _root(self, edge: int) -> tuple[int, float]:
        """Return the first edge of the group of an edge, and its distance from there."""
        path, at, offset = [], edge, 0.0
        while (home := self._home.get(at, (at, 0.0)))[0] != at:
            path.append((at, offset))
            at, offset = home[0], offset + home[1]
        for node, before in path:
            self._home[node] = at, offset - before
        return at, offset

    def _bind(self, begin: int, end: int, size: float) -> None:
        (first, a), (second, b) = self._root(begin), self._root(end)
        self._home.setdefault(begin, (begin, 0.0))
        self._home.setdefault(end, (end, 0.0))
        if first != second:
            self._home[second] = first, a + size - b

    def neighbours(self) -> Iterator[tuple[int, int, float]]:
        """Yield the edges that are next to each other in their group, and their distance.

        An edge that would be on the wrong side of one that more cells speak for is left out.
        """
        groups: dict[int, list[tuple[int, float]]] = {}
        for edge in self._home:  # in the order of votes
            root, place = self._root(edge)
            group = groups.setdefault(root, [])
            at = bisect_left(group, (edge, place))
            if (not at or group[at - 1][1] < place) and (at == len(group) or group[at][1] > place):
                group.insert(at, (edge, place))
        for group in groups.values():
            yield from ((a, b, y - x) for (a, x), (b, y) in pairwise(group))


def _columns(edges: _Edges) -> dict[int, float]:
    """Return the widths of columns; columns between two edges that nothing parts share what is between them."""
    widths: dict[int, float] = {}
    for begin, end, size in sorted(edges.neighbours(), key=lambda span: span[1] - span[0]):
        open_columns = [n for n in range(begin, end) if n not in widths]
        left = size - math.fsum(widths.get(n, 0.0) for n in range(begin, end))
        for number in open_columns:
            widths[number] = round(max(_SLIVER, left / len(open_columns)), 4)
    return widths
