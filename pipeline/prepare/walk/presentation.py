"""Presentation hints of the metadata: page breaks, frames, landscape pages and columns, by eId [strict presentation].

Reads `presentation` of the main document. Gives `Presentation`. An eId that no element of the document has is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.document import HeadingEdges, Letters, Newspaper
from pipeline.read import AKN4UN

_POINTS = re.compile(r"-?[0-2](?:\.[0-9]{1,3})?")
_SCALE = re.compile(r"[01](?:\.[0-9]{1,3})?")
_COUNT = re.compile(r"[2-9]")
_SPACE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})?")
_FAR = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
_HINTS = tuple(
    f"{{{AKN4UN}}}{name}" for name in ("pageBreak", "frame", "landscape", "space", "edges", "columns", "letters")
)
_LEAST_LEADING = 6.0
"""Points. Chosen: closer lines touch in any type that can be read."""
_LEAST_SCALE = 0.5
"""Chosen: narrower letters cannot be read."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """eIds of the elements for which the metadata have a hint."""

    page_breaks: frozenset[str] = frozenset()
    """Elements that begin a page."""
    frames: frozenset[str] = frozenset()
    """One-column tables that are a frame around the content of their cells."""
    landscapes: frozenset[str] = frozenset()
    """Elements whose first block is on a landscape page."""
    spaces: Mapping[str, float] = field(default_factory=dict)
    """Points above the first block of these elements."""
    leadings: Mapping[str, float] = field(default_factory=dict)
    """Points from line to line of these paragraphs."""
    edges: Mapping[str, HeadingEdges] = field(default_factory=dict)
    """Where the lines of these headings are."""
    below_titles: Mapping[str, float] = field(default_factory=dict)
    """Points between these tables and their titles."""
    newspapers: Mapping[str, Newspaper] = field(default_factory=dict)
    """Elements whose first block is in columns, with their setting."""
    letters: Mapping[str, Letters] = field(default_factory=dict)
    """Paragraphs whose letters are set closer or wider, with their setting."""
    widths: bool = True
    """False if the widths that the source gives tables and columns are not kept."""

    @property
    def named(self) -> frozenset[str]:
        """Return the elements whose first block is placed: on a page, in columns, below what is above."""
        return self.page_breaks | self.landscapes | self.spaces.keys() | self.newspapers.keys()


def presentation(meta: etree._Element | None, *, plain: bool = False) -> Presentation:
    """Return the presentation hints in `meta`; with `plain` none, and no widths are kept [strict presentation.5]."""
    if meta is None or plain:
        return Presentation(widths=not plain)
    if next(meta.iter(*_HINTS), None) is None:  # one pass, in place of one for each hint
        return Presentation()
    return Presentation(
        page_breaks=_named(meta, "pageBreak"),
        frames=_named(meta, "frame"),
        landscapes=_named(meta, "landscape"),
        spaces=_spaces(meta, "above"),
        leadings={eid: points for eid, points in _spaces(meta, "line").items() if points >= _LEAST_LEADING},
        edges=_edges(meta),
        below_titles=_spaces(meta, "table"),
        newspapers=_newspapers(meta),
        letters=_letters(meta),
    )


def _named(meta: etree._Element, name: str) -> frozenset[str]:
    return frozenset((e.get("for") or "").removeprefix("#") for e in meta.iter(f"{{{AKN4UN}}}{name}")) - {""}


def _spaces(meta: etree._Element, name: str) -> dict[str, float]:
    found = ((e.get("for") or "", e.get(name) or "") for e in meta.iter(f"{{{AKN4UN}}}space"))
    return {eid.removeprefix("#"): float(points) for eid, points in found if _SPACE.fullmatch(points)}


def _edges(meta: etree._Element) -> dict[str, HeadingEdges]:
    found = {}
    for entry in meta.iter(f"{{{AKN4UN}}}edges"):
        given = (entry.get("start") or "", entry.get("end") or "")
        start, end = (float(points) if _FAR.fullmatch(points) else None for points in given)
        found[(entry.get("for") or "").removeprefix("#")] = HeadingEdges(start, end)
    return found


def _newspapers(meta: etree._Element) -> dict[str, Newspaper]:
    found: dict[str, Newspaper] = {}
    for entry in meta.iter(f"{{{AKN4UN}}}columns"):
        count, space = entry.get("count") or "", entry.get("space") or ""
        if _COUNT.fullmatch(count) and _SPACE.fullmatch(space):
            columns = Newspaper(int(count), float(space))
            if columns.has_room:
                found[(entry.get("for") or "").removeprefix("#")] = columns
    return found


def _letters(meta: etree._Element) -> dict[str, Letters]:
    found: dict[str, Letters] = {}
    for entry in meta.iter(f"{{{AKN4UN}}}letters"):
        spacing, scale = entry.get("spacing") or "", entry.get("scale") or ""
        if _POINTS.fullmatch(spacing) and _SCALE.fullmatch(scale) and float(scale) >= _LEAST_SCALE:
            found[(entry.get("for") or "").removeprefix("#")] = Letters(float(spacing), float(scale))
    return found
