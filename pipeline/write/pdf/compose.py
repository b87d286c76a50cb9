"""Text of a paragraph cut into units that lines take or leave whole.

Reads inlines of the prepared document. Gives `Units`: parallel lists of widths, blanks and items ready to be drawn.
An item is a piece of text with the slot of the structure element that it belongs to.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.write.pdf import order
from pipeline.write.pdf.ink import Ink, Piece
from pipeline.write.pdf.tags import Slot

MARK = "\u0002"  # stands for a note mark, \t for a tab, \n for a break


class Span(NamedTuple):
    """A run of text with one ink and one slot. A note mark has the text `MARK`, its note's id and what is printed."""

    text: str
    ink: Ink
    slot: Slot
    note: str = ""
    printed: str = ""


class Item(NamedTuple):
    """A piece with its slot; `level` is its bidi level; `blank` for a blank that may stretch."""

    piece: Piece
    slot: Slot
    level: int = 0
    blank: bool = False


_new = tuple.__new__  # makes an Item without the price of its constructor


@dataclass(slots=True)
class Units:
    """A paragraph's units; the last items of a unit are its blanks."""

    rtl: bool = False
    bidi: bool = False
    """True where a line has to be put into visual order."""
    items: list[list[Item]] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    """Number of blanks after each unit that stretch."""
    widths: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    forced: list[bool] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    """Ids of the notes called in a unit."""
    tabs: set[int] = field(default_factory=set)
    """Units after which the text jumps to the next tab stop."""
    ideographs: bool = False
    """True where lines are justified between characters."""
    linked: bool = False
    """True where something in it is a link or has a line along it."""

    @property
    def width(self) -> float:
        """Natural width of everything on one line."""
        return sum(self.widths) + sum(self.gaps[:-1])


def units(spans: list[Span], language: str, rtl: bool, no_break_after: str) -> Units:
    """The units of `spans`; base direction right to left where `rtl`."""
    text = "".join(s.text for s in spans)
    bidi = rtl or order.needs_bidi(text)
    result = Units(rtl=rtl, bidi=bidi, ideographs=language.startswith("zh"))
    if not text:
        return result
    levels = order.levels(text.replace(MARK, "*"), rtl) if bidi else None
    starts = [0]
    for span in spans:
        starts.append(starts[-1] + len(span.text))
    ends = order.opportunities(text.replace(MARK, ")"), language, no_break_after)
    begin, index, stop = 0, 0, starts[1]
    for end in ends:
        while begin >= stop:
            index += 1
            stop = starts[index + 1]
        if end <= stop and levels is None and not spans[index].note:
            _simple(result, spans[index], text[begin:end])
        else:
            _unit(result, spans, starts, text[begin:end], begin, levels)
        begin = end
    return result


def _simple(result: Units, span: Span, text: str) -> None:
    """Add a unit that lies in one span of text from left to right."""
    core = text.rstrip(" \n\t")
    slot = span.slot
    width, items = 0.0, []
    for piece in span.ink.words.get(core) or span.ink.pieces(core):
        items.append(_new(Item, (piece, slot, 0, False)))
        width += piece.width
    count, gap = len(text) - len(core), 0.0
    if count:
        if text[-1] == "\n":
            count -= 1
        if "\t" in text:
            result.tabs.add(len(result.widths))
        blank = span.ink.blank
        gap = count * blank.width
        items += [_new(Item, (blank, slot, 0, True))] * count
    result.items.append(items)
    result.widths.append(width)
    result.gaps.append(gap)
    result.blanks.append(count)
    result.forced.append(text[-1] == "\n")


def _unit(result: Units, spans: list[Span], starts: list[int], text: str, begin: int, levels: list[int] | None) -> None:
    """Add the unit `text`, which begins at offset `begin`."""
    core = text.rstrip(" \n\t")
    tail = text[len(core) :]
    number = len(result.widths)
    items = _items(result, spans, starts, core, begin, levels, number)
    result.widths.append(sum([item.piece.width for item in items]))
    gap, count = 0.0, 0
    for offset, char in enumerate(tail, begin + len(core)):
        if char != "\n":
            span = spans[bisect_right(starts, offset) - 1]
            items.append(Item(span.ink.blank, span.slot, levels[offset] if levels else 0, True))
            gap += span.ink.blank.width
            count += 1
    if "\t" in tail:
        result.tabs.add(number)
    result.items.append(items)
    result.blanks.append(count)
    result.gaps.append(gap)
    result.forced.append("\n" in tail)


def _items(
    result: Units,
    spans: list[Span],
    starts: list[int],
    core: str,
    begin: int,
    levels: list[int] | None,
    number: int,
) -> list[Item]:
    """The items of a unit: cut where the span, the level or the face changes."""
    items: list[Item] = []
    at, end = begin, begin + len(core)
    index = bisect_right(starts, at) - 1
    while at < end:
        span = spans[index]
        stop = min(end, starts[index + 1])
        if span.note:
            result.notes.setdefault(number, []).append(span.note)
            items += [Item(p, span.slot, levels[at] if levels else 0) for p in span.ink.pieces(span.printed)]
        elif levels is None:
            items += [Item(p, span.slot) for p in span.ink.pieces(core[at - begin : stop - begin])]
        else:
            items += _levelled(span, core[at - begin : stop - begin], levels[at:stop])
        at = stop
        index += 1
    return items


def _levelled(span: Span, text: str, levels: list[int]) -> list[Item]:
    """Items of one span, cut where the level changes."""
    items: list[Item] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or levels[at] != levels[start]:
            level = levels[start]
            items += [Item(p, span.slot, level) for p in span.ink.pieces(text[start:at], bool(level % 2))]
            start = at
    return items
