"""Order and breaks of text after Unicode, from ICU.

Reads strings. Gives break opportunities (UAX 14), bidi levels (UAX 9) and the visual order of the runs of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import icu

from pipeline.characters.digits import numbers
from pipeline.languages.scripts import RIGHT_TO_LEFT

_RTL = re.compile(f"[{RIGHT_TO_LEFT}\u200f\u202b\u202e\u2067]")
_DASH = re.compile("[-\u2010\u2013](?<=[^\\s\u2010\u2013-].)(?=[^\\s])(?!(?:(?<=\\b[A-Z]-)|(?<=\\b[A-Z][A-Z]-))\\d)")
"""A line may end after it [form breaking.7], but not inside the name of a grade or a session: "P-3", "ES-10"."""

_DAYS = re.compile("(?<!\\d)\\d{1,2}\u2013(?=\\d{1,2}(?!\\d))")
"""No line ends after it: days of a month, "3\u201314 June" (15 of 15 in 13 prints; years are divided)."""

_SHORT = 12  # characters of a text whose opportunities are kept: labels, figures, page numbers
"""Chosen: labels, digits and page numbers are shorter, and repeat."""
_KEPT = 20_000
"""Entries kept. Chosen: more than the different labels of a long document."""


@cache
def _breaker(language: str) -> icu.BreakIterator:
    return icu.BreakIterator.createLineInstance(icu.Locale(language or "en"))


def opportunities(text: str, language: str, no_break_after: str) -> Sequence[int]:
    """Return the offsets after which a line may end, the end of the text last; never after one of `no_break_after`."""
    found = _kept if len(text) <= _SHORT else _opportunities
    return found(text, language, no_break_after)


def _opportunities(text: str, language: str, no_break_after: str) -> list[int]:
    breaker = _breaker(language)
    breaker.setText(text)
    found = list(breaker)
    if not text.isascii() and max(text) > "\uffff":
        found = _code_points(text, found)
    if any(char in text for char in no_break_after):
        found = [b for b in found if text[b - 1] not in no_break_after]
    dashes = {m.end() for m in _DASH.finditer(text) if m[0] not in no_break_after}
    if dashes and not dashes.issubset(found):
        found = sorted(dashes.union(found))
    days = {m.end() for m in _DAYS.finditer(text)} if "\u2013" in text else ()
    if days:
        found = [b for b in found if b not in days]
    if not found or found[-1] != len(text):
        found.append(len(text))
    return found


@lru_cache(maxsize=_KEPT)
def _kept(text: str, language: str, no_break_after: str) -> tuple[int, ...]:
    return tuple(_opportunities(text, language, no_break_after))


def outside_numbers(text: str, ends: Sequence[int]) -> Sequence[int]:
    """Return the offsets that do not part a number in groups: the number could not be read."""
    inside = {i for number in numbers(text) for i in range(number.start() + 1, number.end())}
    return [end for end in ends if end not in inside] if inside else ends


def _code_points(text: str, offsets: list[int]) -> list[int]:
    """Return UTF-16 offsets as offsets of characters."""
    table, at = {}, 0
    for index, char in enumerate(text):
        table[at] = index
        at += 2 if char > "\uffff" else 1
    table[at] = len(text)
    return [table[o] for o in offsets]


def needs_bidi(text: str) -> bool:
    """Return True if the text has characters that run from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def levels(text: str, rtl: bool) -> list[int]:
    """Return the embedding level of each character."""
    bidi = icu.Bidi()
    source = icu.UnicodeString(text)  # must live as long as its levels are read
    bidi.setPara(source, 1 if rtl else 0)
    found = list(bidi.getLevels())
    if len(found) == len(text):
        return found
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + (2 if char > "\uffff" else 1))
    return [found[o] for o in offsets[:-1]]


def visual(run_levels: Sequence[int]) -> list[int]:
    """Return the indexes of the runs of a line from left to right (rule L2 of UAX 9)."""
    order = list(range(len(run_levels)))
    if len(order) < 2:
        return order
    lowest_odd = min((level for level in run_levels if level % 2), default=None)
    if lowest_odd is None:
        return order
    for level in range(max(run_levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if run_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order
