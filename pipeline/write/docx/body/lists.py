"""Which items of a list hang: "i)" and dashes are set otherwise than "(a)" (un-format 15).

Reads the blocks of a document in order. Gives, for items and their further paragraphs, the kind of the list they are
in: "roman", "dash" or "". The kind of a list is that of its first label.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, Inline, Paragraph, Role, plain_text

ROMAN, DASH = "roman", "dash"
_AROUND = "().’‘ \u00a0"
_ROMAN_DIGITS = frozenset("ivx")


class Lists:
    """The lists that are open at a place of the document."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def kind(self, block: Block) -> str:
        """Take the next block; the kind of the list it is in."""
        if not isinstance(block, Paragraph):
            return ""
        inside = block.role in (Role.ITEM, Role.ITEM_TEXT)
        level = block.level if inside else 0
        while self._open and self._open[-1][0] > level:
            self._open.pop()
        if block.role is Role.ITEM and (not self._open or self._open[-1][0] < level):
            self._open.append((level, kind_of(block.label)))
        elif block.role is not Role.ITEM and level == 0:
            self._open = []
        found = self._open[-1][1] if inside and self._open else ""
        return found if found == DASH or level == 1 else ""


def kind_of(label: Sequence[Inline]) -> str:
    """The kind of list that begins with this label."""
    text = plain_text(label).strip(_AROUND)
    if text and not text[0].isalnum():
        return DASH
    return ROMAN if text and set(text) <= _ROMAN_DIGITS else ""
