"""Text of a paragraph cut into units that lines take or leave whole.

Reads inlines of the prepared document. Gives `InlineItems`: parallel lists of widths, spaces and items ready to be
drawn. An item is a piece of text with the slot of the structure element that it belongs to.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import NamedTuple
from unicodedata import combining

from pipeline.fonts import order
from pipeline.write.pdf.file.tags import Slot
from pipeline.write.pdf.lines.ink import Piece, Segment, TextState, TextStyle
from pipeline.write.pdf.lines.shaped import NEXT

_KERNED = re.compile(" [ATVWY\u0391\u03a4\u03a5]")
"""A space and a letter that the fonts kern with it."""
MARK = "\u0002"  # stands for a note mark, \t for a tab, \n for a break


PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"


class TextSpan(NamedTuple):
    """A run of text with one ink and one slot. A note mark has the text `MARK`, its note's id and what is printed."""

    text: str
    ink: TextStyle
    slot: Slot
    note: str = ""
    printed: str = ""
    width: float = 0.0
    """Of a picture in the line, whose text is `PICTURE`."""


_new = tuple.__new__  # makes an Item without the price of its constructor


class Item(NamedTuple):
    """A piece with its slot; `level` is its bidi level."""

    piece: Piece
    slot: Slot
    level: int = 0


@dataclass(slots=True)
class InlineItems:
    """A paragraph's units. A unit in one span is a `Segment` with its slot; all others have items."""

    rtl: bool = False
    bidi: bool = False
    """True if a line has to be put into visual order."""
    segments: list[Segment | None] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    """Bidi level of each unit that is a segment."""
    items: dict[int, list[Item]] = field(default_factory=dict)
    """Items of the units that are not segments; the last are its spaces."""
    codes: list[str] = field(default_factory=list)
    """What shows each unit that is one piece."""
    runs: list[int] = field(default_factory=list)
    """Units next to each other with the same number are one piece each, of one slot and state; -1 for all others."""
    spaces: list[int] = field(default_factory=list)
    """Number of spaces after each unit that stretch."""
    ends: Sequence[int] = ()
    """Where in the text each unit ends."""
    widths: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    forced: list[bool] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    """Ids of the notes called in a unit."""
    tabs: set[int] = field(default_factory=set)
    """Units after which the text jumps to the next tab stop."""
    ideographs: bool = False
    """True if lines are justified between characters."""
    linked: bool = False
    """True if something in it is a link or has a line along it."""

    def of(self, number: int) -> list[Item]:
        """Return the items of a unit."""
        segment = self.segments[number]
        if segment is None:
            return self.items[number]
        slot, level = self.slots[number], self.levels[number]
        return [_new(Item, (piece, slot, level)) for piece in segment.pieces]

    @property
    def width(self) -> float:
        """Natural width of everything on one line."""
        return math.fsum(self.widths) + math.fsum(self.gaps[:-1])


def units(
    spans: list[TextSpan],
    language: str,
    rtl: bool,
    no_break_after: str,
    more: Collection[int] = (),
    in_numbers: bool = False,
) -> InlineItems:
    """Return the units of `spans`; base direction right to left where `rtl`.

    For a column too narrow for a word: lines may also end at the offsets `more`, but in a number only `in_numbers`.
    """
    text = "".join(s.text for s in spans)
    bidi = rtl or order.needs_bidi(text)
    result = InlineItems(rtl=rtl, bidi=bidi, ideographs=language.startswith("zh"))
    if text:
        ends = order.opportunities(text.replace(MARK, ")"), language, no_break_after)
        ends = sorted({*ends, *more}) if more else ends
        ends = ends if in_numbers else order.outside_numbers(text, ends)
        result.ends = ends
        levels = order.levels(text.replace(MARK, "*"), rtl) if bidi else None
        _cut(result, spans, text, ends, levels)
    return result


def within(spans: Sequence[TextSpan], found: InlineItems, room: float, after: str | None) -> Iterator[int]:
    """Yield the offsets after each of these characters, after any where it is None, in the units wider than `room`;
    none before a combining mark.
    """
    text = "".join(s.text for s in spans)
    for begin, end, width in zip([0, *found.ends], found.ends, found.widths, strict=False):
        if width > room:
            ends = (i for i in range(begin + 1, end) if after is None or text[i - 1] in after)
            yield from (i for i in ends if not combining(text[i]))


def glued(text: InlineItems) -> InlineItems:
    """Return the same text as one unit: a figure whose groups are set off by spaces."""
    result = InlineItems(text.rtl, text.bidi, ideographs=text.ideographs, linked=text.linked)
    if not text.widths:
        return result
    last = len(text.widths) - 1
    result.segments.append(None)
    result.items[0] = [item for number in range(last + 1) for item in text.of(number)]
    result.slots.append(text.slots[0])
    result.levels.append(0)
    result.codes.append("")
    result.runs.append(-1)
    result.widths.append(math.fsum(text.widths) + math.fsum(text.gaps[:-1]))
    result.gaps.append(text.gaps[last])
    result.spaces.append(text.spaces[last])
    result.forced.append(text.forced[last])
    result.notes = {0: [n for notes in text.notes.values() for n in notes]} if text.notes else {}
    return result


class _Stretch(NamedTuple):
    """The text up to `end` that lies in one span and has one bidi level; 0 if the paragraph has no levels."""

    end: int
    span: TextSpan
    level: int


def _cut(result: InlineItems, spans: list[TextSpan], text: str, ends: Sequence[int], levels: list[int] | None) -> None:
    """Add the units of a text that may break at `ends`; words in one span and one level are taken all at once."""
    starts = [0, *accumulate([len(span.text) for span in spans])]
    begin = at = 0
    for stretch in _stretches(spans, starts, levels):
        while at < len(ends) and begin < stretch.end:
            after = bisect_right(ends, stretch.end, at)
            if after == at or stretch.span.note or stretch.span.width or (levels is not None and not stretch.level % 2):
                after = at + 1
                _unit(result, spans, starts, text[begin : ends[at]], begin, levels)
            else:
                within = ends[at:after]
                texts = [text[i:j] for i, j in zip([begin, *within], within, strict=False)]
                if not stretch.level:
                    _name_neighbours(texts, text, begin, within, lambda offset: spans[bisect_right(starts, offset) - 1])
                _segments(result, stretch, texts)
            begin, at = ends[after - 1], after


def _name_neighbours(
    texts: list[str], whole: str, begin: int, ends: Sequence[int], span_at: Callable[[int], TextSpan]
) -> None:
    """Add to the words in `texts`, ending at `ends` of `whole`, the letter after their space where fonts kern the two.

    The letter may be that of a link: the print kerns over a change of colour (four official pairs), not of font.
    """
    for match in _KERNED.finditer(whole, begin, ends[-1] + 1):
        offset = match.end() - 1
        index = bisect_left(ends, offset)
        if ends[index] == offset and _alike(span_at(offset), span_at(offset - 1)):
            texts[index] += NEXT + whole[offset]


def _alike(one: TextSpan, other: TextSpan) -> bool:
    """Return True for spans whose letters differ in colour and lines at most."""
    first, second = one.ink.look, other.ink.look
    return first is second or first._replace(colour=second.colour, rule=second.rule) == second


def _stretches(spans: list[TextSpan], starts: list[int], levels: list[int] | None) -> Iterator[_Stretch]:
    """Yield the stretches of a text, in order; those of the empty spans are left out."""
    for span, begin, end in zip(spans, starts, starts[1:], strict=False):
        if levels is None:
            yield _Stretch(end, span, 0)
            continue
        at = begin
        for level, group in groupby(levels[begin:end]):
            at += len([*group])
            yield _Stretch(at, span, level)


def _segments(result: InlineItems, stretch: _Stretch, texts: list[str]) -> None:
    """Add units that lie in one stretch."""
    ink = stretch.span.ink
    found = [*map((ink.rtl_segments if stretch.level else ink.segments).__getitem__, texts)]
    first, count = len(result.widths), len(found)
    _, widths, gaps, spaces, forced, tabs, states, codes, _ = zip(*found, strict=True)
    result.segments += found
    result.slots += [stretch.span.slot] * count
    result.levels += [stretch.level] * count
    result.widths += widths
    result.gaps += gaps
    result.spaces += spaces
    result.forced += forced
    result.codes += codes
    result.runs += _runs(states, first)
    if True in tabs:
        result.tabs.update(first + index for index, tab in enumerate(tabs) if tab)


def _runs(states: Sequence[TextState | None], first: int) -> list[int]:
    """Return the run of each unit, from the states of units whose first is number `first`; mostly all have one."""
    if states[0] is not None and states.count(states[0]) == len(states):
        return [first] * len(states)
    runs: list[int] = []
    for state, group in groupby(states):
        runs += [-1 if state is None else first + len(runs)] * len([*group])
    return runs


def _unit(
    result: InlineItems, spans: list[TextSpan], starts: list[int], text: str, begin: int, levels: list[int] | None
) -> None:
    """Add the unit `text`, which begins at offset `begin`."""
    core = text.rstrip(" \n\t")
    tail = text[len(core) :]
    number = len(result.widths)
    items = _items(result, spans, starts, core, begin, levels, number)
    result.widths.append(math.fsum([item.piece.width for item in items]))
    gap, count = 0.0, 0
    for offset, char in enumerate(tail, begin + len(core)):
        if char != "\n":
            span = spans[bisect_right(starts, offset) - 1]
            level = levels[offset] if levels else 0
            near = level % 2 and items and items[-1].slot is span.slot
            space = span.ink.space_after(items[-1].piece) if near else span.ink.space
            items.append(Item(space, span.slot, level))
            gap += space.width
            count += 1
    if "\t" in tail:
        result.tabs.add(number)
    result.items[number] = items
    result.segments.append(None)
    result.slots.append(items[0].slot if items else spans[0].slot)
    result.levels.append(0)
    result.codes.append("")
    result.runs.append(-1)
    result.spaces.append(count)
    result.gaps.append(gap)
    result.forced.append("\n" in tail)


def _items(
    result: InlineItems,
    spans: list[TextSpan],
    starts: list[int],
    core: str,
    begin: int,
    levels: list[int] | None,
    number: int,
) -> list[Item]:
    """Return the items of a unit: cut where the span, the level or the face changes."""
    items: list[Item] = []
    at, end = begin, begin + len(core)
    index = bisect_right(starts, at) - 1
    while at < end:
        span = spans[index]
        stop = min(end, starts[index + 1])
        if span.note:
            result.notes.setdefault(number, []).append(span.note)
            items += [Item(p, span.slot, levels[at] if levels else 0) for p in span.ink.pieces(span.printed)]
        elif span.width:
            items.append(Item(span.ink.gap(span.width), span.slot, levels[at] if levels else 0))
        elif levels is None:
            items += [Item(p, span.slot) for p in span.ink.pieces(core[at - begin : stop - begin])]
        else:
            items += _levelled(span, core[at - begin : stop - begin], levels[at:stop])
        at = stop
        index += 1
    return items


def _levelled(span: TextSpan, text: str, levels: list[int]) -> list[Item]:
    """Return the items of one span, cut where the level changes."""
    items: list[Item] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or levels[at] != levels[start]:
            level = levels[start]
            items += [Item(p, span.slot, level) for p in span.ink.pieces(text[start:at], bool(level % 2))]
            start = at
    return items
