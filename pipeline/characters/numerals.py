"""Numbers of sections typed into their headings: "一 维持和平…", "B Compte d’appui …", "ألف - جدول …".

Reads the headings of a part. Gives those that begin with a number of a section with the number apart: as label where a
mark follows it ("ألف -"), else on a line of its own, as such numbers are printed [form resolution.5]. The words stay.

A letter or a roman figure before a mere space may be a word ("A cet effet", "I believe"). It is a number where another
heading of the part has the number before or after it; a roman figure of two letters or more always is. Numbers that a
language has as words or characters (`numeral`, `letter` of its file) need a mark or a second one in the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import Block, Heading, Inline, LineBreak, Rank, Text, plain_text
from pipeline.languages.patterns import patterns

_NOT_SECTIONS = frozenset((Rank.TITLE, Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL))
_TYPED = re.compile(r"([^\W\d_]{1,15}(?: عشر)?)( ?[-–]|[.、،:])?[ \u00a0]+(?=\S)")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
          "XVII", "XVIII", "XIX", "XX")  # fmt: skip
_LETTER = re.compile("[A-ZА-Я]")
_WRAPPING = " .)(-–、،:．"


class _Typed(NamedTuple):
    """A number at the beginning of a heading: its characters, its mark, where the words begin."""

    number: str
    mark: str
    end: int


def numbered(blocks: Sequence[Block], name: str) -> list[Block]:
    """Return the blocks with the numbers of headings apart."""
    typed = dict(_candidates(blocks, name))
    if not typed:
        return list(blocks)
    known = {found.number for found in typed.values()}
    known.update(plain_text(b.label).strip(_WRAPPING) for b in blocks if isinstance(b, Heading))
    known.update(number for b in blocks if isinstance(b, Heading) and (number := own_line(b, name)))
    result = list(blocks)
    for place, found in typed.items():
        block = result[place]
        if isinstance(block, Heading) and _is_number(found, known, name):
            result[place] = _apart(block, found)
    return result


def own_line(heading: Heading, name: str) -> str:
    """Return the number that is on a line of its own above the words of a heading; "" if there is none."""
    first, second = (*heading.inlines, None, None)[:2]
    text = first.text.strip() if isinstance(first, Text) and isinstance(second, LineBreak) else ""
    return text if text and (text in _ROMAN or _LETTER.fullmatch(text) or patterns(name).is_own_number(text)) else ""


def _candidates(blocks: Sequence[Block], name: str) -> Iterator[tuple[int, _Typed]]:
    for place, block in enumerate(blocks):
        first = block.inlines[0] if isinstance(block, Heading) and block.inlines and not block.label else None
        if not isinstance(block, Heading) or block.rank in _NOT_SECTIONS or not isinstance(first, Text):
            continue
        match = _TYPED.match(first.text)
        if match and (match[1] in _ROMAN or _LETTER.fullmatch(match[1]) or patterns(name).is_own_number(match[1])):
            yield place, _Typed(match[1], match[2] or "", match.end())


def _is_number(found: _Typed, known: set[str], name: str) -> bool:
    number = found.number
    if number in _ROMAN:
        place = _ROMAN.index(number)
        if len(number) > 1 or known & {_ROMAN[place - 1] or None, *_ROMAN[place + 1 : place + 2]}:
            return True
    if _LETTER.fullmatch(number):
        return bool(known & {chr(ord(number) - 1), chr(ord(number) + 1)})
    return patterns(name).is_own_number(number) and (
        bool(found.mark) or any(n != number and patterns(name).is_own_number(n) for n in known)
    )


def _apart(heading: Heading, found: _Typed) -> Heading:
    """Return the heading with its number as label where a mark follows it, else on a line of its own."""
    first = heading.inlines[0]
    assert isinstance(first, Text)
    number = replace(first, text=found.number + found.mark)
    rest: tuple[Inline, ...] = (replace(first, text=first.text[found.end :]), *heading.inlines[1:])
    if found.mark:
        return replace(heading, label=(number,), inlines=rest)
    return replace(heading, inlines=(number, LineBreak(), *rest))
