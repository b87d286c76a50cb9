"""Annex headings [corpus annexes.1]: "Annex II" and the title after it, inside one attachment.

Reads the blocks of a part. Gives them with the ranks ANNEX_LABEL and ANNEX_TITLE; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.characters.headings import heading_of, is_bold_text
from pipeline.characters.numerals import own_line
from pipeline.document import Block, Heading, Paragraph, Rank, Role
from pipeline.languages.patterns import patterns

_LONGEST_LABEL = 40
"""A label is the word with a number or letter, hardly more.
Chosen: "Annex" with a number in words in any of the six languages."""
_LONGEST_TITLE = 300
"""A bold paragraph under a label is its title when not longer. Chosen: as in `characters.headings`."""
_ENDS = ",;،؛，；.。:："
_LONGEST_NUMBER = 15
"""What may follow the word in a list of contents: " III", "الثالث عشر".
Chosen: the longest of these with its spaces."""


def annex_ranks(blocks: Sequence[Block], name: str, annexed: bool) -> list[Block]:
    """Return the blocks with annex labels and titles ranked; the first heading of an annex without a label is its
    title.
    """
    result: list[Block] = []
    expected = annexed
    for number, block in enumerate(blocks):
        opening = annexed and number == 0
        ranked = block
        if isinstance(block, Heading) and block.rank in (Rank.ANNEX_LABEL, Rank.ANNEX_TITLE, Rank.TITLE):
            expected = block.rank is Rank.ANNEX_LABEL
        elif _is_label(block, name, opening):
            ranked = _as_heading(block, Rank.ANNEX_LABEL)
            expected = True
        elif isinstance(block, Heading) and expected and not block.label and not own_line(block, name):
            ranked = replace(block, rank=Rank.ANNEX_TITLE)
            expected = False
        elif expected and isinstance(block, Paragraph) and _is_long_title(block):
            ranked = heading_of(block, Rank.ANNEX_TITLE)
            expected = False
        elif not (isinstance(block, Paragraph) and block.role is Role.ORIGINAL_LANGUAGE):
            expected = False
        result.append(ranked)
    return result


def _is_label(block: Block, name: str, opening: bool) -> bool:
    """Return True for "Annex", "Annexe II", "附件一": as a heading, or as the first paragraph of an annex."""
    if isinstance(block, Paragraph) and not (opening and block.role is Role.TEXT):
        return False
    if not isinstance(block, Heading | Paragraph):
        return False
    text = block.text
    words = patterns(name)
    return len(text) <= _LONGEST_LABEL and bool(words.annex.match(text) or words.appendix.match(text))


def _is_long_title(paragraph: Paragraph) -> bool:
    """Return True for a wholly bold paragraph under a label: a title longer than a line, which `headings` takes for
    text.
    """
    text = paragraph.text.rstrip()
    return len(text) <= _LONGEST_TITLE and is_bold_text(paragraph) and text[-1] not in _ENDS


def _as_heading(block: Block, rank: Rank) -> Block:
    if isinstance(block, Heading):
        return replace(block, rank=rank)
    assert isinstance(block, Paragraph)
    return heading_of(block, rank)


def by_annex(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks of an attachment cut before each annex label; headings without text stay with what follows
    them.

    The published files hold all annexes of a document in one attachment [corpus annexes.1].
    """
    annexes: list[list[Block]] = [[]]
    for block in blocks:
        opens = isinstance(block, Heading) and block.rank is Rank.ANNEX_LABEL
        if opens and not all(isinstance(before, Heading) for before in annexes[-1]):
            annexes.append([])
        annexes[-1].append(block)
    return annexes


def is_appendix(blocks: Sequence[Block], name: str) -> bool:
    """Return True for blocks that open with the label of an appendix."""
    first = blocks[0]
    if not isinstance(first, Heading) or first.rank is not Rank.ANNEX_LABEL:
        return False
    return bool(patterns(name).appendix.match(first.text))


def part_label(blocks: Sequence[Block], name: str) -> str:
    """Return the plain words that name a part: its label, else its first heading."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    named = [h for h in headings if h.rank in (Rank.ANNEX_LABEL, Rank.COMPONENT_LABEL)]
    words = " ".join((named or headings)[0].text.split()) if headings else ""
    return _short(words, name) if named else words


def _short(words: str, name: str) -> str:
    """Return "Annex" of "Annex to the letter dated …"."""
    match = patterns(name).annex.match(words) or patterns(name).appendix.match(words)
    return match.group() if match and len(words) - match.end() > _LONGEST_NUMBER else words
