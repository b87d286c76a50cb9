"""Recognises the end of a text: signatures, and the outcome of a vote.

Reads the words of a line and the blocks before it. Gives the role of the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, Paragraph, Role
from pipeline.intake.model.lines import ENDS
from pipeline.intake.vocabulary.words import speaks_of

_LONGEST_SIGNATURE = 120
"""Characters of a signature. Chosen: a name with a title and an office."""


def is_signature(blocks: Sequence[Block], text: str, language: str) -> bool:
    """Return True for a signature and for the short lines below it (function, country)."""
    if not text or len(text) > _LONGEST_SIGNATURE:
        return False
    last = blocks[-1] if blocks else None
    below = isinstance(last, Paragraph) and last.role is Role.SIGNATURE and text[-1:] not in ENDS
    return below or speaks_of("signed", text, language)


def vote_role(blocks: Sequence[Block], text: str) -> Role | None:
    """Return the role of a line after the closing lines: outcome of a vote in brackets, or names after their label."""
    role = blocks[-1].role if blocks and isinstance(blocks[-1], Paragraph) else None
    if role in (Role.CLOSING, Role.OUTCOME) and text[:1] in "[]" and text:
        return Role.OUTCOME
    return Role.VOTE_NAMES if role is Role.VOTE_LABEL else None
