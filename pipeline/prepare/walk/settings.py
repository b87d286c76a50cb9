"""How paragraphs of cells are set: the CSS that the source gives them [strict presentation.8].

Reads `style` of `p` and of `table`. Gives `CellSetting` and `Letters`. A value that is not valid, or that no print has,
counts as absent.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.document import CellSetting, Letters

_DECLARATION = re.compile(r"\s*([a-z-]{1,20})\s*:\s*([^;]{1,60}?)\s*(?:;|$)")
_POINTS = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,4})?)pt")
_PERCENT = re.compile(r"([0-9]{2,3})%")
_SIDES = 4
"""Lengths of a margin: [strict presentation.8]."""
_LEADINGS = (3.0, 40.0)
"""Points, the least and the most. Chosen: lines lie one on another, or are as far apart as no print has them."""
_SIZES = (5.0, 14.0)
"""Points. Chosen: smaller and larger type is not that of text in a table."""
_OUT = 30.0
"""Points. Chosen: so far the first word of a note may hang before the edge of its table."""
_TABS = (1.0, 300.0)
"""Points, the least and the most. Chosen: columns are narrower."""
_SPACINGS = (-2.0, 2.0)
"""Points between letters [strict presentation.6]."""
_SCALES = (50, 199)
"""Per cent of the width of letters [strict presentation.6]."""


def cell_setting(element: etree._Element) -> CellSetting | None:
    """Return how a paragraph is set in its cell; None if the source does not say."""
    found = _declarations(element)
    margins = [_points(length) for length in found.get("margin", "").split()]
    distances = [m for m in margins if m is not None and m >= 0]
    first = _points(found.get("text-indent", "")) or 0.0
    leading, size = _within(found, "line-height", _LEADINGS), _within(found, "font-size", _SIZES)
    tab = _within(found, "tab-size", _TABS)
    if len(distances) == len(margins) == _SIDES:
        before, right, after, left = distances
        return CellSetting(before, right, after, left, max(first, -left - _OUT), leading, size, tab)
    return CellSetting(leading=leading, size=size) if leading or size else None


def cell_letters(element: etree._Element) -> Letters | None:
    """Return how the letters of a paragraph are set; None if the source does not say."""
    found = _declarations(element)
    spacing, scale = _within(found, "letter-spacing", _SPACINGS), _PERCENT.fullmatch(found.get("font-stretch", ""))
    if spacing is None or scale is None or not _SCALES[0] <= int(scale[1]) <= _SCALES[1]:
        return None
    return Letters(spacing, int(scale[1]) / 100)


def table_leading(table: etree._Element) -> float | None:
    """Return the leading that the style of a table gives its body, in points."""
    return _within(_declarations(table), "line-height", _LEADINGS)


def stays(row: etree._Element) -> bool:
    """Return True for a row that is on the page of the next one [strict presentation.12]."""
    return bool(row.get("style")) and _declarations(row).get("break-after") == "avoid"


def _declarations(element: etree._Element) -> dict[str, str]:
    return dict(_DECLARATION.findall((element.get("style") or "").lower()))


def _points(text: str) -> float | None:
    found = _POINTS.fullmatch(text)
    return float(found[1]) if found else None


def _within(found: dict[str, str], name: str, bounds: tuple[float, float]) -> float | None:
    points = _points(found.get(name, ""))
    return points if points is not None and bounds[0] <= points <= bounds[1] else None
