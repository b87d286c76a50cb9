"""Gaining room as an editor does who lacks a line or two: `[fitting]` of the form.

Reads strips and the area of a page. Gives pages as `paginate` does. A text that runs over to page 2 by little is taken
in (un-format 17: line steps of 11.4 to 11.9 points instead of 12, "leading taken in to gain room"); where page 1 would
leave a line empty its foot stands lower (un-format 17, page breaks, rule 7), if that helps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.forms import FittingMeasures
from pipeline.write.pdf.pages import Area, Page, Strip, paginate


def fitted(
    strips: Sequence[Strip],
    area: Area,
    heights: Mapping[str, Sequence[float]],
    front: Sequence[str],
    measures: FittingMeasures,
) -> list[Page]:
    """Return the pages of a document, fitted as far as `measures` allow.

    Of the steps by which page 1 may reach lower, where it had room for one more line, the first that brings more text
    onto it is taken.
    """
    pages = paginate(strips, area, heights, front)
    if measures.take_in and len(pages) == 2:
        pages = _taken_in(strips, area, heights, front, measures.take_in) or pages
    if measures.lower_foot and len(pages) > 1 and _leaves_a_line(pages, area, heights):
        lowered = (_lowered(strips, area, heights, front, step) for step in measures.lower_foot)
        pages = next((better for better in lowered if len(better[0].strips) > len(pages[0].strips)), pages)
    return pages


def _leaves_a_line(pages: Sequence[Page], area: Area, heights: Mapping[str, Sequence[float]]) -> bool:
    """True where page 1 has room for one more line that rules on widows and the like keep from it."""
    first, next_strip = pages[0], pages[1].strips[0].strip if pages[1].strips else None
    if next_strip is None or next_strip.opens_page or not first.strips:
        return False
    below = sum(h for note in first.notes for h in heights.get(note, ()))
    after = first.strips[-1].strip.after if below else 0.0
    return area.limit(1, below) - first.bottom - after >= next_strip.up + next_strip.down


def _lowered(
    strips: Sequence[Strip],
    area: Area,
    heights: Mapping[str, Sequence[float]],
    front: Sequence[str],
    lower: float,
) -> list[Page]:
    """The pages with the foot of page 1 lower by `lower`."""
    deeper = replace(area, bottom_first=area.bottom_first + lower, bottom_notes_first=area.bottom_notes_first + lower)
    pages = paginate(strips, deeper, heights, front)
    pages[0].lower = lower
    return pages


def _taken_in(
    strips: Sequence[Strip],
    area: Area,
    heights: Mapping[str, Sequence[float]],
    front: Sequence[str],
    most: float,
) -> list[Page]:
    """The one page of a text whose lines all stand closer by the same share of `most`; [] where it takes more."""
    elastic = sum(strip.elastic for strip in strips)
    notes = dict.fromkeys([*front, *(n for strip in strips for n in strip.notes)])
    below = sum(h for note in notes for h in heights.get(note, ()))
    height = sum(s.gap + s.up + s.down for s in strips) + (strips[-1].after if below else 0.0)
    excess = area.top_first + height - area.limit(1, below)
    if not 0 < excess <= most * elastic:
        return []
    closer = [replace(s, up=s.up - excess / elastic) if s.elastic else s for s in strips]
    pages = paginate(closer, area, heights, front)
    return pages if len(pages) == 1 else []
