"""Captions and notes of tables (profile sections 6 and 9).

Reads the blocks of a part. Gives them with caption lines before tables and explanations after them in their roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Heading, Paragraph, Role, Table
from pipeline.prepare.languages import language

_MOST_LINES = 3
_LONGEST = 250


def captioned(blocks: Sequence[Block], name: str) -> list[Block]:
    """The lines right before a table that belong to it ("Table 1", title, unit in brackets) as TABLE_TITLE."""
    result = list(blocks)
    for number, block in enumerate(result):
        if isinstance(block, Table):
            _mark(result, number, name)
    return result


def _mark(blocks: list[Block], table: int, name: str) -> None:
    first = next((n for n in range(table - 1, max(-1, table - 1 - _MOST_LINES), -1) if _names(blocks[n], name)), table)
    begin = first if all(_is_line(b) for b in blocks[first:table]) else table
    if begin == table and table and _is_unit(blocks[table - 1]):
        begin = table - 1
    for number in range(begin, table):
        blocks[number] = _line(blocks[number])


def _names(block: Block, name: str) -> bool:
    return isinstance(block, Heading | Paragraph) and bool(language(name).table.match(block.text))


def _is_line(block: Block) -> bool:
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and block.role is Role.TEXT and len(block.text) <= _LONGEST


def _is_unit(block: Block) -> bool:
    """ "(Thousands of United States dollars)"."""
    text = block.text if isinstance(block, Paragraph) and block.role is Role.TEXT else ""
    return text[:1] in ("(", "（") and text[-1:] in (")", "）") and len(text) <= 120


def _line(block: Block) -> Block:
    if isinstance(block, Heading):
        return Paragraph(
            role=Role.TABLE_TITLE, inlines=block.inlines, label=block.label, anchor=block.anchor, eid=block.eid,
            language=block.language, keep_with_next=True,
        )  # fmt: skip
    assert isinstance(block, Paragraph)
    return replace(block, role=Role.TABLE_TITLE, keep_with_next=True)
