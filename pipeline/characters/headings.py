"""Headings: which blocks are headings, and of which rank.

Reads the class (the Word style of the original), shape and length of a block. Gives ranks by the UN's own ladder
[corpus body.headings, body.shape]. Levels of the outline: `outline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.characters.whitespace import Raw, Run, plain
from pipeline.document import Heading, Look, Paragraph, Rank, Role, Text

_CLASSES = (
    ("titleh2", Rank.SECOND), ("blueheadingh2", Rank.SECOND), ("titleh1", Rank.FIRST), ("blueheadingh1", Rank.FIRST),
    ("titlehch", Rank.CHAPTER), ("h56", Rank.FIFTH), ("h4", Rank.FOURTH), ("h23", Rank.SECOND), ("h2", Rank.SECOND),
    ("h3", Rank.SECOND), ("h1", Rank.FIRST), ("hch", Rank.CHAPTER), ("hm", Rank.PART), ("sm", Rank.PART),
)  # fmt: skip
"""Beginnings of class names in lower case; G, GA, GC for Geneva may follow."""
_LONGEST = 300
"""A paragraph of heading class is body text when longer (characters). Chosen: three lines of print."""
_LONGEST_NUMBERED = 150
"""The same with a number before it: "A heading class may hold a numbered body paragraph".
Chosen: half of the above, since a number makes a paragraph likely."""
_LONGEST_BOLD = 100
"""A wholly bold paragraph of body class is a heading when not longer: about a line.
Chosen: bold text of more than a line is emphasis."""
_CLAUSE_ENDS = ",;،؛，；"
_SENTENCE_ENDS = ".。:："


@cache
def rank_of(classes: str) -> Rank | None:
    """Return the rank of a heading class; None for a class of body text."""
    name = classes.lower()
    for start, rank in _CLASSES:
        if name.startswith(start):
            return rank
    return None


def reads_as_heading(runs: Sequence[Raw], classes: str, numbered: bool = False) -> bool:
    """Return True for a paragraph that is a heading in shape: short, no end of a clause, heading class or wholly
    bold.
    """
    text = plain(runs).strip()
    if not text or text[-1] in _CLAUSE_ENDS or not any(c.isalnum() for c in text):
        return False
    if rank_of(classes) and not numbered:
        return len(text) <= _LONGEST
    if text[-1] in _SENTENCE_ENDS:
        return False
    if rank_of(classes):
        return len(text) <= _LONGEST_NUMBERED
    return len(text) <= (_LONGEST if numbered else _LONGEST_BOLD) and wholly(runs, Look.BOLD)


def is_set_as_heading(runs: Sequence[Raw], tabs: int) -> bool:
    """Return True for a short line without an end that is set in by two tabs: how a heading is typed
    [form headings.3].
    """
    if tabs != 2:
        return False
    text = plain(runs).strip()
    return len(text) <= _LONGEST_BOLD and (text[:1].isalnum() or text[:1] == "“") and text[-1:].isalnum()


def wholly(runs: Sequence[Raw], look: Look) -> bool:
    """Return True if all characters that show have this look."""
    shown = [run for run in runs if isinstance(run, Run) and run.text.strip()]
    return bool(shown) and all(run.look & look for run in shown)


def is_bold_text(paragraph: Paragraph) -> bool:
    """Return True for a paragraph of text without a number that is bold throughout."""
    if paragraph.role is not Role.TEXT or paragraph.label:
        return False
    shown = [inline for inline in paragraph.inlines if isinstance(inline, Text) and inline.text.strip()]
    return bool(shown) and all(inline.look is not Look.PLAIN and inline.look & Look.BOLD for inline in shown)


def heading_of(paragraph: Paragraph, rank: Rank, level: int = 0) -> Heading:
    """Return a paragraph as heading; one with nothing but a label has it as its words."""
    return Heading(
        rank=rank, level=level, inlines=paragraph.inlines or paragraph.label,
        label=paragraph.label if paragraph.inlines else (), anchor=paragraph.anchor, eid=paragraph.eid,
        aliases=paragraph.aliases, language=paragraph.language, direction=paragraph.direction,
        page_break=paragraph.page_break, landscape=paragraph.landscape, frame=paragraph.frame,
    )  # fmt: skip
