"""Spacing in a Word file: above and below paragraphs, from line to line, between letters.

Reads paragraphs and runs with the styles of the file. Gives points. The letters of a paragraph are set closer or wider
than its style says if nearly all its characters are: editors condense a paragraph by hand to save a line
[strict presentation.6].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.document import Letters
from pipeline.intake.model.manuscript import Distances
from pipeline.intake.word.markup import W, child, is_on, number, percentage, switch, twips, value
from pipeline.intake.word.styles import Styles

_RULES = frozenset(("exact", "atLeast"))
"""Rules of lines whose height is in points (ISO/IEC 29500-1, 17.18.48)."""
_SINGLE = 1.15
"""Height of a line of single spacing, as a share of its type. Chosen: that of Times New Roman."""
_ONE_LINE = 240
"""Twips of single spacing (ISO/IEC 29500-1, 17.3.1.33)."""
_TEXT_LINE = 240
"""Twips from line to line of a text [form distances.line]."""
_AUTOMATIC = 280
"""Twips of a space that Word chooses itself. Chosen: 14 points, as Word and LibreOffice have it."""
_FARTHEST = 8000
"""Twips. Chosen: no print has a larger space between two lines."""
_NEARLY = 0.9
"""Share of the characters. Chosen: marks of notes and fields have settings of their own."""
_WIDEST = 20
"""Twentieths of a point. Chosen: closer letters lie one on another, wider ones are spaced out, as titles are."""
_SCALES = (50, 199)
"""Per cent of the width of letters, the least and the most [strict presentation.6]."""


def space(levels: Iterable[etree._Element], side: str) -> float:
    """Return the points on a side ("before", "after") of a paragraph.

    A space that Word chooses itself counts before one in lines, that before one in points, as in Word.
    """
    spaces = [child(p, "spacing") for p in levels]
    if next((is_on(s, name) for s in spaces if value(s, name := f"{side}Autospacing")), False):
        return _AUTOMATIC / 20
    hundredths = next((n for s in spaces if (n := number(s, f"{side}Lines")) is not None), 0)
    given = next((n for s in spaces if (n := twips(s, side)) is not None), 0)
    return min(max(0, hundredths * _ONE_LINE // 100 if hundredths else given), _FARTHEST) / 20


def joins_alike(levels: Iterable[etree._Element]) -> bool:
    """Return True for a paragraph without space between it and neighbours of the same style (`w:contextualSpacing`)."""
    return next((s for p in levels if (s := switch(child(p, "contextualSpacing"))) is not None), False)


def kept_space(properties: etree._Element | None, side: str) -> float | None:
    """Return the points on a side of a paragraph that a file of this project keeps; None if there are none."""
    spaces = child(properties, "spacing")
    return (twips(spaces, side) or 0) / 20 if value(spaces, f"{side}Autospacing") == "0" else None


def kept_leading(properties: etree._Element | None, styles: Iterable[etree._Element]) -> Distances | None:
    """Return the leading that a file of this project keeps for a paragraph of the text, as `Distances` without spaces;
    None if it is the leading of its style.

    Styles of some scripts have wider lines. The leading returned is that of the source, which is the same in all
    scripts.
    """
    line = twips(child(properties, "spacing"), "line")
    usual = next((n for p in styles if (n := twips(child(p, "spacing"), "line")) is not None), None)
    return Distances(0.0, 0.0, round(line / usual * _TEXT_LINE / 20, 2)) if line and usual and line != usual else None


def line_height(levels: Sequence[etree._Element], size: float | None) -> float | None:
    """Return the points from line to line of a paragraph whose type has this size; None if they are not known."""
    line = next((n for p in levels if (n := twips(child(p, "spacing"), "line")) is not None), None)
    rule = next((r for p in levels if (r := value(child(p, "spacing"), "lineRule"))), "auto")
    single = round((size or 0.0) * _SINGLE, 2)
    if line is None or line <= 0 or rule == "auto":
        lines = line / _ONE_LINE if line is not None and line > 0 else 1
        return round(lines * (size or 0.0) * _SINGLE, 2) or None
    return line / 20 if rule == "exact" else max(line / 20, single)


def is_exact(levels: Iterable[etree._Element]) -> bool:
    """Return True for a paragraph whose lines have a height in points, not that of the font."""
    return next((r for p in levels if (r := value(child(p, "spacing"), "lineRule"))), "") in _RULES


def letters(paragraph: etree._Element, style: str, styles: Styles) -> Letters | None:
    """Return the setting of the letters of a paragraph, if it is another than that of its style."""
    inherited = styles.run_properties(style or "Normal")
    counts: Counter[tuple[int, int]] = Counter()
    for run in paragraph.iter(f"{{{W}}}r"):
        own = child(run, "rPr")
        levels = [*([own] if own is not None else []), *inherited]
        counts[_setting(levels)] += sum(len(text.text or "") for text in run.iter(f"{{{W}}}t"))
    if not counts:
        return None
    found, count = counts.most_common(1)[0]
    return None if found == _setting(inherited) or count < _NEARLY * counts.total() else _legible(*found)


def letters_of_run(run: etree._Element, style: str, styles: Styles) -> Letters | None:
    """Return the setting of the letters of a run, if it is another than that of the style of its paragraph."""
    inherited, own = styles.run_properties(style or "Normal"), child(run, "rPr")
    if own is None or all(child(own, tag) is None for tag in ("spacing", "w")):
        return None
    found = _setting([own, *inherited])
    return None if found == _setting(inherited) else _legible(*found)


def _legible(spacing: int, scale: int) -> Letters | None:
    """Return the spacing and width of letters; None if no editor would choose them to save a line."""
    known = abs(spacing) <= _WIDEST and _SCALES[0] <= scale <= _SCALES[1]
    return Letters(spacing / 20, scale / 100) if known else None


def _setting(levels: Iterable[etree._Element]) -> tuple[int, int]:
    """Return twentieths of a point between letters, and their width in hundredths, the nearest level first."""
    levels = list(levels)
    spacing = next((n for p in levels if (n := twips(child(p, "spacing"))) is not None), 0)
    scale = next((n for p in levels if (n := percentage(child(p, "w"))) is not None), 100)
    return spacing, scale
