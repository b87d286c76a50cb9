"""Texts that a resolution adopts within its main text: a pact, a declaration.

Reads the parts of a document. Gives them with the numbered paragraphs of such a text as in a report: the number is at
the edge of the text, as in annexes [form indents.5].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Heading, Look, Paragraph, Part, PartKind, Role, Text

_LEAST = 3
"""Paragraphs by which such a text is known. Chosen: fewer may be operative ones whose verb lost its italics."""
_ENDS = (".", ":")
_EMPHASIS = Look.ITALIC | Look.BOLD


def with_adopted_texts(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, in the main one the paragraphs of adopted texts with the role of numbered paragraphs."""
    return [_found_in(part) if part.kind is PartKind.MAIN else part for part in parts]


def _found_in(part: Part) -> Part:
    found = [block for block in part.blocks if isinstance(block, Paragraph) and block.role is Role.OPERATIVE]
    titled = any(isinstance(block, Heading) for block in part.blocks)
    if not titled or len(found) < _LEAST or not all(map(_is_statement, found)):
        return part
    return replace(part, blocks=tuple(map(_numbered, part.blocks)))


def _is_statement(paragraph: Paragraph) -> bool:
    """Return True for a sentence of its own that does not begin with a verb in italics, in bold in some scripts."""
    words = [i for i in paragraph.inlines if isinstance(i, Text) and i.text.strip()]
    return bool(words) and not words[0].look & _EMPHASIS and words[-1].text.rstrip().endswith(_ENDS)


def _numbered(block: Block) -> Block:
    if isinstance(block, Paragraph) and block.role is Role.OPERATIVE:
        return replace(block, role=Role.NUMBERED)
    return block
