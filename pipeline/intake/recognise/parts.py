"""The parts of a text while they are recognised, and the lines that open one.

Gives `OpenPart`, a part to which blocks are still added, and `Ladder`, the ranks of headings by their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.document import Block, Heading, LineBreak, Paragraph, PartKind, Rank, Role, Text
from pipeline.intake.model.lines import LabelledLine
from pipeline.intake.vocabulary.numerals import is_roman

_LONGEST_LETTER = 4
"""Characters of the letter or number of an annex. Chosen: "VIII" is the longest common one."""


@dataclass(slots=True)
class OpenPart:
    """A part of a document to which blocks are still added."""

    kind: PartKind
    anchor: str
    blocks: list[Block] = field(default_factory=list)
    preamble: bool = True
    """True until the first operative paragraph."""
    formula: bool = False
    resumed: bool = False
    """True after the heading of a section, until its first paragraph that is not preambular."""

    @property
    def awaits_title(self) -> Rank | None:
        """The rank of the only block so far, if that is the word of an annex or the number of one of several documents,
        below which the title comes; else None.
        """
        only = self.blocks[0] if len(self.blocks) == 1 else None
        labels = (Rank.COMPONENT_LABEL, Rank.ANNEX_LABEL)
        return only.rank if isinstance(only, Heading) and only.rank in labels else None


class Ladder:
    """Ranks of headings by their numbers, in reading order."""

    def __init__(self) -> None:
        self._letter = ""
        """Letter of the last heading: "C" after "B" is a letter, not a hundred."""

    def rank(self, label: str) -> Rank:
        """Return the rank of a heading by its number: "II." above "A." above "1." above a heading without number."""
        number = label.rstrip(".")
        if is_roman(number) and not self._follows(number):
            self._letter = ""
            return Rank.CHAPTER
        if _is_capital(number):
            self._letter = number
            return Rank.FIRST
        return Rank.SECOND

    def rank_with_style(self, label: str, rank: Rank) -> Rank:
        """Return the rank of a heading whose style has the rank `rank`: that rank, but of a chapter with the next
        letter ("C." after "B.") the rank of the letter.
        """
        number = label.rstrip(".")
        if rank is Rank.CHAPTER and _is_capital(number) and self._follows(number) and not is_roman(number):
            rank = Rank.FIRST
        if rank is Rank.CHAPTER:
            self._letter = ""
        elif rank is Rank.FIRST and _is_capital(number):
            self._letter = number
        return rank

    def _follows(self, number: str) -> bool:
        return len(number) == len(self._letter) == 1 and ord(number) == ord(self._letter) + 1


def _is_capital(number: str) -> bool:
    return len(number) == 1 and number.isalpha() and number.isupper()


def is_section(label: str) -> bool:
    """Return True for the number of a section: "II.", "A."."""
    number = label.removesuffix(".")
    return number != label and (is_roman(number) or _is_capital(number))


def has_number_line(made: LabelledLine) -> bool:
    """Return True for a heading with its number on a line of its own above its words: "A"."""
    first, second = (*made.inlines, None, None)[:2]
    return isinstance(second, LineBreak) and isinstance(first, Text) and len(first.text.strip()) <= _LONGEST_LETTER


def title_rank(part: OpenPart, made: LabelledLine, rank: Rank) -> Rank:
    """Return the rank of a heading. The first below the word of an annex is the title of the annex; a title elsewhere
    in the text has the rank of a chapter.
    """
    before = [b for b in part.blocks if not (isinstance(b, Paragraph) and b.role is Role.ORIGINAL_LANGUAGE)]
    last = before[-1] if before else None
    if len(before) == 1 and isinstance(last, Heading) and not made.label and not has_number_line(made):
        if last.rank is Rank.ANNEX_LABEL:
            return Rank.ANNEX_TITLE
        if last.rank is Rank.COMPONENT_LABEL:
            return Rank.TITLE
    if rank is Rank.TITLE and part.kind is PartKind.COMPONENT and not before:
        return rank
    return Rank.CHAPTER if rank is Rank.TITLE else rank


def titles_before_first(parts: list[OpenPart]) -> list[Block]:
    """Remove the headings before the first of several documents from the parts, if nothing else is there; return them
    as titles.
    """
    first = parts[0].blocks
    if first and not all(isinstance(block, Heading) and not block.label for block in first):
        return []
    del parts[0]
    return [replace(block, rank=Rank.TITLE, level=1) for block in first if isinstance(block, Heading)]


def is_letter(made: LabelledLine) -> bool:
    """Return True for the letter of a part on a line of its own: "A"."""
    return 0 < len(made.text) <= _LONGEST_LETTER and made.text.strip(".").isalpha()
