"""Gaining space as an editor does who lacks a line or two: `[fitting]` of the form.

Reads strips and the area of a page. Gives pages as `paginate` does. A text that runs over to page 2 by little is taken
in ([form distances.taken-in]: line steps of 11.4 to 11.9 points instead of 12, "leading taken in to gain space").
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.forms import FittingMeasures
from pipeline.write.pdf.pages.paginate import Area, FilledPage, LineBox, paginate


def fitted(
    strips: Sequence[LineBox],
    area: Area,
    heights: Mapping[str, Sequence[float]],
    front: Sequence[str],
    measures: FittingMeasures,
) -> list[FilledPage]:
    """Return the pages of a document, fitted as far as `measures` allow.

    A text that runs over to page 2 by little is taken in to one page.
    """
    pages = paginate(strips, area, heights, front)
    if measures.take_in and len(pages) == 2:
        pages = _taken_in(strips, area, heights, front, measures.take_in) or pages
    return pages


def _taken_in(
    strips: Sequence[LineBox],
    area: Area,
    heights: Mapping[str, Sequence[float]],
    front: Sequence[str],
    most: float,
) -> list[FilledPage]:
    """Return the one page of a text whose lines all are closer by the same share of `most`; [] if it takes
    more.
    """
    elastic = sum(strip.elastic for strip in strips)
    notes = dict.fromkeys([*front, *(n for strip in strips for n in strip.notes)])
    below = math.fsum(h for note in notes for h in heights.get(note, ()))
    height = math.fsum(s.gap + s.up + s.down for s in strips) + (strips[-1].after if below else 0.0)
    excess = area.top_first + height - area.limit(1, below)
    if not 0 < excess <= most * elastic:
        return []
    closer = [replace(s, up=s.up - excess / elastic) if s.elastic else s for s in strips]
    pages = paginate(closer, area, heights, front)
    return pages if len(pages) == 1 else []
