"""Paragraphs whose letters are set closer or wider than their style says.

Reads `w:p` and the styles of the file. Gives the space between letters and their width, if nearly all characters of the
paragraph have them: editors condense a paragraph by hand to save a line [strict presentation.6].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from pipeline.document import Letters
from pipeline.intake.word.markup import W, child, number, value
from pipeline.intake.word.styles import Styles

_NEARLY = 0.9
"""Share of the characters. Chosen: marks of notes and fields have settings of their own."""
_WIDEST = 40
"""Twentieths of a point. Chosen: 2 points; more is spaced out, as titles are, not condensed."""


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
    if found == _setting(inherited) or count < _NEARLY * counts.total() or abs(found[0]) > _WIDEST:
        return None
    return Letters(found[0] / 20, found[1] / 100)


def of_run(run: etree._Element, style: str, styles: Styles) -> Letters | None:
    """Return the setting of the letters of a run, if it is another than that of the style of its paragraph."""
    inherited, own = styles.run_properties(style or "Normal"), child(run, "rPr")
    if own is None or all(child(own, tag) is None for tag in ("spacing", "w")):
        return None
    found = _setting([own, *inherited])
    return None if found == _setting(inherited) or abs(found[0]) > _WIDEST else Letters(found[0] / 20, found[1] / 100)


def _setting(levels: Iterable[etree._Element]) -> tuple[int, int]:
    """Return twentieths of a point between letters, and their width in hundredths, the nearest level first."""
    levels = list(levels)
    spacing = next((n for p in levels if (n := _signed(child(p, "spacing"))) is not None), 0)
    scale = next((n for p in levels if (n := number(child(p, "w"))) is not None), 100)
    return spacing, scale


def _signed(element: etree._Element | None) -> int | None:
    text = value(element)
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 6 else None
