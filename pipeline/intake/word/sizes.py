"""The size of the type of a table.

Reads `w:tbl` and the styles of the file. Gives the size in which most of its characters are set, where it is another
than that of tables of the United Nations: text in columns is often set as large as the text around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.intake.word.markup import W, child, number, value
from pipeline.intake.word.styles import Styles

_USUAL = 8.5
"""Points: the body of a table [form tables.5]."""
_LEAST, _MOST = 5.0, 14.0
"""Points. Chosen: what is smaller or larger is a mark or a heading, not the body of a table."""
_PLAIN = "Normal"
"""The style of a paragraph that names none."""


def type_size(table: etree._Element, styles: Styles) -> float | None:
    """Return the size of most characters of a table, in points; None if it is the usual one or not known."""
    sizes: Counter[float] = Counter()
    for paragraph in table.iter(f"{{{W}}}p"):
        inherited = _of_style(value(child(paragraph, "pPr", "pStyle")) or _PLAIN, styles)
        for run in paragraph.iter(f"{{{W}}}r"):
            sizes[_own(run) or inherited or 0.0] += sum(
                len((text.text or "").strip()) for text in run.iter(f"{{{W}}}t")
            )
    size = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    return size if _LEAST <= size <= _MOST and size != _USUAL else None


def _own(run: etree._Element) -> float | None:
    half = number(child(run, "rPr", "sz"))
    return half / 2 if half else None


def _of_style(style: str, styles: Styles) -> float | None:
    return next(_sizes(style, styles), None)


def _sizes(style: str, styles: Styles) -> Iterator[float]:
    for properties in styles.run_properties(style):
        half = number(child(properties, "sz"))
        if half:
            yield half / 2
