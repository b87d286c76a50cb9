"""The parts of a text while it is recognised, and lines that open one.

Gives `OpenPart`, the blocks of a part in the making, and what the shape of a line says of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.document import Block, LineBreak, PartKind, Rank, Text
from pipeline.intake.model.lines import Settled
from pipeline.intake.vocabulary.numerals import is_roman

_LONGEST_LETTER = 4
"""Characters of the letter or number of an annex. Chosen: "VIII" is the longest common one."""


@dataclass(slots=True)
class OpenPart:
    """A part of a document while its blocks are gathered."""

    kind: PartKind
    anchor: str
    blocks: list[Block] = field(default_factory=list)
    preamble: bool = True
    """True until the first operative paragraph."""
    formula: bool = False
    resumed: bool = False
    """True after the heading of a section, until its first paragraph that is not preambular."""


class Ladder:
    """Ranks of headings by their numbers, taken one after another."""

    def __init__(self) -> None:
        self._letter = ""
        """The last heading's letter: "C" after "B" is a letter, not a hundred."""

    def rank(self, label: str) -> Rank:
        """Return the rank of a heading by its number: "II." above "A." above "1." above a heading without number."""
        number = label.rstrip(".")
        follows = len(number) == len(self._letter) == 1 and ord(number) == ord(self._letter) + 1
        if is_roman(number) and not follows:
            self._letter = ""
            return Rank.CHAPTER
        if len(number) == 1 and number.isalpha() and number.isupper():
            self._letter = number
            return Rank.FIRST
        return Rank.SECOND


def has_number_line(made: Settled) -> bool:
    """Return True if "A" is on a line of its own above the words of a heading."""
    first, second = (*made.inlines, None, None)[:2]
    return isinstance(second, LineBreak) and isinstance(first, Text) and len(first.text.strip()) <= _LONGEST_LETTER


def is_letter(made: Settled) -> bool:
    """Return True for the letter of a part on a line of its own: "A"."""
    return 0 < len(made.text) <= _LONGEST_LETTER and made.text.strip(".").isalpha()
