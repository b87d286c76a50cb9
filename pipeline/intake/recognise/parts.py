"""The parts of a text while it is recognised, and lines that open one.

Gives `OpenPart`, the blocks of a part in the making, and what the shape of a line says of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.document import Block, LineBreak, PartKind, Text
from pipeline.intake.model.lines import Settled

_LONGEST_LETTER = 4


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


def has_number_line(made: Settled) -> bool:
    """Return True if "A" is on a line of its own above the words of a heading."""
    first, second = (*made.inlines, None, None)[:2]
    return isinstance(second, LineBreak) and isinstance(first, Text) and len(first.text.strip()) <= _LONGEST_LETTER


def is_letter(made: Settled) -> bool:
    """Return True for the letter of a part on a line of its own: "A"."""
    return 0 < len(made.text) <= _LONGEST_LETTER and made.text.strip(".").isalpha()
