"""Headings: which blocks are headings, of which rank, and at which level of the outline.

Reads the class (the Word style of the original), shape and length of a block. Gives ranks (profile section 6) and
levels: the document's title is 1, and no level is ever skipped (un-format 13).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Heading, LineBreak, Look, Rank
from pipeline.prepare.whitespace import Raw, Run, plain

_CLASSES = (
    ("titleh2", Rank.SECOND), ("blueheadingh2", Rank.SECOND), ("titleh1", Rank.FIRST), ("blueheadingh1", Rank.FIRST),
    ("titlehch", Rank.CHAPTER), ("h56", Rank.FIFTH), ("h4", Rank.FOURTH), ("h23", Rank.SECOND), ("h2", Rank.SECOND),
    ("h3", Rank.SECOND), ("h1", Rank.FIRST), ("hch", Rank.CHAPTER), ("hm", Rank.PART), ("sm", Rank.PART),
)  # fmt: skip
"""Beginnings of class names in lower case; G, GA, GC for Geneva may follow."""
_LONGEST = 300
"""A paragraph of heading class is body text when longer (characters)."""
_LONGEST_BOLD = 100
"""A wholly bold paragraph of body class is a heading when not longer: about a line."""
_ORDER = (
    Rank.TITLE, Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL, Rank.ANNEX_TITLE, Rank.PART, Rank.CHAPTER, Rank.FIRST,
    Rank.SECOND, Rank.FOURTH, Rank.FIFTH,
)  # fmt: skip
_WEIGHT = {rank: number for number, rank in enumerate(_ORDER)}
_DEEPEST = 6
_NUMERAL = re.compile(
    r"[IVXLC]{1,7}|[A-Z]|[\u0410-\u042f]|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}"
)


def rank_of(classes: str) -> Rank | None:
    """The rank of a heading class; None for a class of body text."""
    name = classes.lower()
    for start, rank in _CLASSES:
        if name.startswith(start):
            return rank
    return None


def reads_as_heading(runs: Sequence[Raw], classes: str) -> bool:
    """True for an unnumbered paragraph that is a heading in shape: short, no end of a clause, heading class or bold."""
    text = plain(runs).strip()
    if not text or text[-1] in ",;،؛，；" or not any(c.isalnum() for c in text):
        return False
    if rank_of(classes):
        return len(text) <= _LONGEST
    return len(text) <= _LONGEST_BOLD and wholly(runs, Look.BOLD) and text[-1] not in ".:。："


def wholly(runs: Sequence[Raw], look: Look) -> bool:
    """True where all characters that show have this look."""
    shown = [run for run in runs if isinstance(run, Run) and run.text.strip()]
    return bool(shown) and all(run.look & look for run in shown)


def is_bare_numeral(text: str) -> bool:
    """ "I", "A", "二": a number that is printed on a line of its own above its title (un-format 3)."""
    return _NUMERAL.fullmatch(text.strip()) is not None


def joined(blocks: Sequence[Block]) -> list[Block]:
    """A heading that is a bare numeral and the heading after it become one heading of two lines.

    In print "I" and its title stand on successive lines at the ordinary line distance (un-format 17: 12.0 and 11.5 pt);
    in the outline they are one entry.
    """
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        if _goes_on(before, block):
            assert isinstance(before, Heading) and isinstance(block, Heading)
            lines = (*before.label, *before.inlines, LineBreak(), *block.inlines)
            result[-1] = replace(before, label=(), inlines=lines, rank=block.rank)
        else:
            result.append(block)
    return result


def _goes_on(before: Block | None, block: Block) -> bool:
    return (
        isinstance(before, Heading)
        and isinstance(block, Heading)
        and before.rank not in (Rank.TITLE, Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL)
        and block.rank not in (Rank.TITLE, Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL)
        and not block.label
        and is_bare_numeral(before.text)
        and not is_bare_numeral(block.text)
    )


class Outline:
    """Gives each heading its level, in reading order."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def part(self) -> None:
        """A new part begins: its headings stand below the title again."""
        self._open.clear()

    def levelled(self, heading: Heading) -> Heading:
        """The heading with its level: below the nearest open heading of higher rank; the title is 1."""
        if heading.rank is Rank.TITLE:
            self._open.clear()
            return replace(heading, level=1)
        weight = _WEIGHT[heading.rank]
        while self._open and self._open[-1] >= weight:
            self._open.pop()
        self._open.append(weight)
        return replace(heading, level=min(_DEEPEST, 1 + len(self._open)))
