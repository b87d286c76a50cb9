"""Paragraphs set in lines.

Reads units and a style of the form. Gives `TextLine`s: which units are on a line, where it begins, how much each of
its spaces or gaps is stretched. Horizontal positions are offsets from the text edge in the direction of the text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.document import Change
from pipeline.forms import Style
from pipeline.write.pdf.file.tags import Slot
from pipeline.write.pdf.lines.breaks import BreakRule, BrokenLine, break_lines
from pipeline.write.pdf.lines.itemize import InlineItems

_STEP = 1.0  # points by which a column is narrowed to even lines out
"""Chosen: less than a character."""
RISE = 0.8  # share of the leading above the baseline ([form page-1]: 13.5 over 12 over 15 point lines agree)


@dataclass(frozen=True, slots=True)
class Breaking:
    """Settings of the form on breaking: its `[breaking]` table."""

    rule: BreakRule
    tab: float
    orphans: int
    widows: int


@dataclass(slots=True)
class Image:
    """A picture: number of its object, its place in the structure tree, size in points."""

    number: int
    slot: Slot
    width: float
    height: float
    change: Change | None = None
    """Only in a marked document: it is framed in the colour of the change, a deleted one struck through."""


@dataclass(slots=True)
class TextLine:
    """A line: units `start` to `end`; `extra` is added to each space, between ideographs to each gap."""

    units: InlineItems
    start: int
    end: int
    x: float
    width: float
    """Width as drawn, stretched or compressed."""
    extra: float = 0.0
    label: InlineItems | None = None
    label_x: float = 0.0
    image: Image | None = None
    """A picture that is on the baseline, instead of text."""

    @classmethod
    def of_picture(cls, image: Image, x: float) -> TextLine:
        """Return a line that is a picture, `x` from the text edge."""
        return cls(InlineItems(), 0, 0, x, image.width, image=image)

    @property
    def notes(self) -> list[str]:
        """Ids of the notes called on the line, in order."""
        found = self.units.notes
        called = [n for u in range(self.start, self.end) for n in found.get(u, ())] if found else []
        return [n for u in self.label.notes.values() for n in u] + called if self.label else called


def rise(style: Style) -> float:
    """Return the height of a line above its baseline."""
    return style.leading * RISE


def set_lines(
    units: InlineItems,
    style: Style,
    column: float,
    breaking: Breaking,
    label: InlineItems | None = None,
    align: str = "",
    last_words: int = 1,
) -> list[TextLine]:
    """Return the lines of a paragraph in a column of this width; with `label` its number or mark is on the first
    line.

    Where lines are not justified the last of several has at least `last_words` words, and they are evened out as the
    style says.
    """
    align = align or style.align
    label_x, begin = _label(label, style, breaking) if label and label.widths else (0.0, style.first)
    if units.tabs:
        _set_tabs(units, begin, breaking.tab)
    wide = column - style.right
    justify = align == "justify"
    lines = break_lines(
        units.widths, units.gaps, units.forced, wide - begin, wide - style.left, breaking.rule if justify else None
    ) or [BrokenLine(0, 0, 0.0, True)]
    if style.even and not justify and lines[-1].width < style.even * (wide - style.left):
        lines = _evened(units, lines, begin, style.left, wide)
    if last_words > 1 and not justify and len(lines) > 1:
        lines = _accompanied(units, lines, last_words, wide - style.left)
    result = []
    for number, line in enumerate(lines):
        left = style.left if number else begin
        result.append(_placed(units, line, left, wide - left, align))
    if label and label.widths:
        result[0].label, result[0].label_x = label, label_x
    return result


def _evened(units: InlineItems, lines: list[BrokenLine], begin: float, left: float, wide: float) -> list[BrokenLine]:
    """Return as many lines as `lines`, in the narrowest column (to the point) that needs no more of them."""
    best = lines
    while len(best) > 1:
        wide -= _STEP
        narrower = break_lines(units.widths, units.gaps, units.forced, wide - begin, wide - left)
        if len(narrower) > len(lines) or max(line.width for line in narrower[1:]) > wide - left:
            break
        best = narrower
    return best


def _accompanied(units: InlineItems, lines: list[BrokenLine], least: int, room: float) -> list[BrokenLine]:
    """Return the lines with at least `least` words on the last one, taken from the line before where it can spare
    them.
    """
    before, last = lines[-2], lines[-1]
    start = max(last.end - least, before.start + 1)
    if before.forced or start >= last.start:
        return lines
    moved = math.fsum(units.widths[start : last.start]) + math.fsum(units.gaps[start : last.start])
    if last.width + moved > room:
        return lines
    width = before.width - moved + units.gaps[last.start - 1] - units.gaps[start - 1]
    return [*lines[:-2], before._replace(end=start, width=width), last._replace(start=start, width=last.width + moved)]


def _label(label: InlineItems, style: Style, breaking: Breaking) -> tuple[float, float]:
    """Return where the label and the text after it begin."""
    width = label.width
    if style.label_end is not None:
        return style.label_end - width, style.first if style.text is None else style.text
    end = style.first + width
    if style.text is None:
        return style.first, end + label.gaps[-1]
    if style.text >= end:
        return style.first, style.text
    return style.first, style.first + math.ceil(width / breaking.tab) * breaking.tab


def _set_tabs(units: InlineItems, begin: float, tab: float) -> None:
    """Give the units before tabs the gap to the next tab stop."""
    at = begin
    for number, width in enumerate(units.widths):
        at += width
        if number in units.tabs:
            units.gaps[number] = (math.floor(at / tab) + 1) * tab - at
        at = 0.0 if units.forced[number] else at + units.gaps[number]


def _placed(units: InlineItems, line: BrokenLine, left: float, room: float, align: str) -> TextLine:
    """Return a line in its place."""
    slack = room - line.width
    if align == "justify":
        count = 0 if line.forced and slack >= 0 else _gaps(units, line)
        extra = slack / count if count else 0.0
        return TextLine(units, line.start, line.end, left, line.width + extra * count, extra)
    share = {"end": 1.0, "centre": 0.5}.get(align, 0.0)
    return TextLine(units, line.start, line.end, left + slack * share, line.width)


def _gaps(units: InlineItems, line: BrokenLine) -> int:
    """Return the number of places where a line stretches."""
    if units.ideographs:
        return line.end - line.start - 1
    return sum(units.spaces[line.start : line.end - 1])
