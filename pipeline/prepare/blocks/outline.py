"""The outline: two-line headings joined, and the level of each heading.

Reads headings with their ranks, in reading order. Gives levels: the document's title is 1, and no level is ever skipped
[form accessibility.3]. Among headings of one rank those numbered "I" are above "A", "A" above "1", and these above
headings without a number; a division of the source inside another is below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.characters.headings import heading_of, is_bold_text
from pipeline.document import Block, Heading, LineBreak, Look, Paragraph, Rank, Role, Text, plain_text
from pipeline.languages.patterns import patterns

_ORDER = (
    Rank.TITLE, Rank.SUBTITLE, Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL, Rank.ANNEX_TITLE, Rank.PART, Rank.CHAPTER,
    Rank.CONTENTS, Rank.FRAME_TITLE, Rank.FIRST, Rank.SECOND, Rank.FOURTH, Rank.FIFTH,
)  # fmt: skip
_WEIGHT = {rank: number for number, rank in enumerate(_ORDER)}
_DEEPEST = 6
"""Levels of headings: those of HTML (h1 to h6)."""
_LONGEST_FRAME_TITLE = 60
"""Characters. Chosen: a line of print."""
_NAMED = frozenset((Rank.TITLE, Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL))
_ROMAN = re.compile(r"[IVXLC]{1,7}")
_LETTER = re.compile(r"[A-Z\u0410-\u042f]")
_FIGURE = re.compile(r"\d{1,3}|[a-z]|[ivx]{1,5}")
_ENDS = ",;،؛，；.。:："
_WRAPPING = " .)(-–、．"


def contents_titled(blocks: Sequence[Block]) -> list[Block]:
    """Return the heading right above a list of contents in the rank of its title."""
    return [
        replace(block, rank=Rank.CONTENTS) if isinstance(block, Heading) and _is_entry(after) else block
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
    ]


def _is_entry(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.CONTENTS


def frames_titled(blocks: Sequence[Block]) -> list[Block]:
    """Return a short line of italics that opens a frame ("Summary") as its title [form headings.5]."""
    return [
        heading_of(block, Rank.FRAME_TITLE, block.level)
        if isinstance(block, Paragraph) and _opens_frame(block, before)
        else block
        for before, block in zip([None, *blocks], blocks, strict=False)
    ]


def _opens_frame(block: Paragraph, before: Block | None) -> bool:
    opens = bool(block.frame) and block.frame != (before.frame if before is not None else "")
    short = block.role is Role.TEXT and not block.label and len(block.text) <= _LONGEST_FRAME_TITLE
    texts = [i for i in block.inlines if isinstance(i, Text) and i.text.strip()]
    return opens and short and bool(texts) and all(Look.ITALIC in i.look for i in texts)


def is_bare_numeral(text: str, name: str) -> bool:
    """Return True for "I", "A", "二", "ثانيا": a number printed on a line of its own above its title
    [form resolution.5].
    """
    return bool(_ROMAN.fullmatch(text) or _LETTER.fullmatch(text)) or patterns(name).is_own_number(text)


def joined(blocks: Sequence[Block], name: str) -> list[Block]:
    """Return a heading that is a bare numeral and the heading after it become one heading of two lines.

    In print "I" and its title are on successive lines at the ordinary line distance
    ([form distances.headings]: 12.0 and 11.5 pt); in the outline they are one
    entry. The name of the second leads to the two of them.
    """
    result: list[Block] = []
    for found in blocks:
        before, block = result[-1] if result else None, found
        if isinstance(before, Heading) and isinstance(found, Paragraph) and _is_long_title(before, found, name):
            block = heading_of(found, before.rank, before.level)
        if isinstance(before, Heading) and isinstance(block, Heading) and _goes_on(before, block, name):
            lines = (*before.label, *before.inlines, LineBreak(), *block.inlines)
            names = (*before.aliases, *((block.anchor,) if block.eid else ()), *block.aliases)
            result[-1] = replace(before, label=(), inlines=lines, rank=block.rank, aliases=names)
        else:
            result.append(block)
    return result


def _is_long_title(before: Heading, paragraph: Paragraph, name: str) -> bool:
    """Return True for bold text under a bare numeral: its title ([form page-1, distances]: 80 of 109)."""
    return (
        before.rank not in _NAMED
        and is_bare_numeral(before.text.strip(), name)
        and is_bold_text(paragraph)
        and paragraph.text.rstrip()[-1] not in _ENDS
    )


def _goes_on(before: Heading, heading: Heading, name: str) -> bool:
    return (
        before.rank not in _NAMED
        and heading.rank not in _NAMED
        and not heading.label
        and is_bare_numeral(before.text.strip(), name)
        and not is_bare_numeral(heading.text.strip(), name)
    )


class Outline:
    """Gives each heading its level, in reading order."""

    def __init__(self, name: str) -> None:
        self._language = name
        self._open: list[tuple[int, int, int]] = []
        self._roman = False

    def part(self) -> None:
        """Begin a new part: its headings are below the title again."""
        self._open.clear()

    def levelled(self, heading: Heading) -> Heading:
        """Return the heading with its level: below the nearest open heading above it; the title is 1.

        Until then `level` holds the number of divisions around the heading.
        """
        if heading.rank is Rank.TITLE:
            self._open.clear()
            return replace(heading, level=1)
        place = (_WEIGHT[heading.rank], heading.level, self._numbering(heading))
        while self._open and self._open[-1] >= place:
            self._open.pop()
        self._open.append(place)
        return replace(heading, level=min(_DEEPEST, 1 + len(self._open)))

    def _numbering(self, heading: Heading) -> int:
        """Return 0 for "I", 1 for "A", 2 for "1" and "(a)", 3 for no number."""
        number = _number(heading)
        if len(number) == 1 and _LETTER.fullmatch(number) and not (self._roman and _ROMAN.fullmatch(number)):
            self._roman = number == "I"
            return 0 if self._roman else 1
        if _ROMAN.fullmatch(number) or patterns(self._language).numeral.fullmatch(number):
            self._roman = True
            return 0
        if patterns(self._language).letter.fullmatch(number):
            return 1
        return 2 if _FIGURE.fullmatch(number) else 3


def _number(heading: Heading) -> str:
    """Return the number of a heading without its punctuation: its label, or its first line."""
    if heading.label:
        return plain_text(heading.label).strip(_WRAPPING)
    breaks = any(isinstance(inline, LineBreak) for inline in heading.inlines)
    first = heading.inlines[0] if heading.inlines else None
    return first.text.strip(_WRAPPING) if isinstance(first, Text) and (breaks or len(heading.inlines) == 1) else ""
