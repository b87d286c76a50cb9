"""Lists: the kind of each list, known by its first label.

Reads the blocks of a document in order. Gives, for items and their further paragraphs, the list that they are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from pipeline.document import Block, Heading, Inline, Paragraph, Role, plain_text

_AROUND = "().’‘ \u00a0"
_ROMAN_DIGITS = frozenset("ivx")


class Numbering(StrEnum):
    """Numbering of the items of a list, in the words of tagged PDF (ISO 32000-1, table 347)."""

    NONE = "None"
    DISC = "Disc"
    DECIMAL = "Decimal"
    LOWER_ROMAN = "LowerRoman"
    UPPER_ROMAN = "UpperRoman"
    LOWER_ALPHA = "LowerAlpha"
    UPPER_ALPHA = "UpperAlpha"


_BEYOND_DASHES = 4
"""Level from which items of lists with letters or figures are set further in than lists of dashes.
Chosen: the level after (a), (i) and a."""


class _Open(NamedTuple):
    """A list that is open: its level, its kind, and how many lists of dashes it is in, itself included."""

    level: int
    kind: Numbering
    dashes: int


class Lists:
    """The lists that are open at a place of the document."""

    def __init__(self) -> None:
        """Begin outside all lists."""
        self._open: list[_Open] = []

    def take(self, block: Block) -> str:
        """Take the next block; return the suffix of the style of the list it is in: "roman", "dash", a level or "".

        A heading ends all lists; a table is in the list before it.
        """
        if isinstance(block, Heading):
            self._open = []
        if not isinstance(block, Paragraph):
            return ""
        inside = block.role in (Role.ITEM, Role.ITEM_TEXT)
        level = block.level if inside else 0
        while self._open and self._open[-1].level > level:
            self._open.pop()
        if block.role is Role.ITEM and (not self._open or self._open[-1].level < level):
            kind = numbering(block.label)
            around = self._open[-1].dashes if self._open else 0
            self._open.append(_Open(level, kind, around + (kind is Numbering.DISC)))
        elif block.role is not Role.ITEM and level == 0:
            self._open = []
        return hanging(self._open[-1].kind, level, self._open[-1].dashes) if inside and self._open else ""


def is_counted(labels: Iterable[Sequence[Inline]]) -> bool:
    """Return True for a list of items one of which is labelled by a number or a letter; False for one of dashes."""
    return any(plain_text(label).strip(_AROUND)[:1].isalnum() for label in labels)


def hanging(kind: Numbering, level: int, dashes: int = 1) -> str:
    """Return the suffix of the style of a list that hangs otherwise than "(a)": "roman" on level 1, "dash", or "".

    Every list of dashes hangs at one place; so that indents grow, one in another (`dashes`: how many there are) is set
    as items of a lower level are, and one on a level beyond that place as its level is.
    """
    if kind is Numbering.LOWER_ROMAN:
        return "roman" if level == 1 else ""
    if kind is not Numbering.DISC or level >= _BEYOND_DASHES:
        return ""
    return "dash" if dashes == 1 else str(min(dashes + 1, _BEYOND_DASHES))


def numbering(label: Sequence[Inline]) -> Numbering:
    """Return the kind of list that begins with this label."""
    text = plain_text(label).strip(_AROUND)
    if not text:
        return Numbering.NONE
    if text.isdecimal():
        return Numbering.DECIMAL
    if not text[0].isalnum():
        return Numbering.DISC
    if set(text.lower()) <= _ROMAN_DIGITS:
        return Numbering.LOWER_ROMAN if text.islower() else Numbering.UPPER_ROMAN
    if len(text) <= 2 and text.isascii():
        return Numbering.LOWER_ALPHA if text.islower() else Numbering.UPPER_ALPHA
    return Numbering.NONE
