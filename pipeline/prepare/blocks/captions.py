"""Captions and notes of tables [corpus body.table-notes, tables].

Reads the blocks of a part. Gives them with caption lines before tables and explanations after them in their roles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.document import Block, Heading, Inline, LineBreak, Look, Paragraph, Role, Table, Text, plain_text
from pipeline.languages.patterns import patterns

_MOST_LINES = 3
"""Lines above a table that may be its caption. Chosen: number, title, unit."""
_LONGEST = 250
"""Characters of such a line. Chosen: longer ones are text."""
_AROUND_LETTER = " \u00a0()"


def captioned(blocks: Sequence[Block], name: str) -> list[Block]:
    """Return the lines right before a table that belong to it ("Table 1", title, unit in brackets) as TABLE_TITLE, and
    those right after it that explain a raised letter in it ("(أ) …", "a See …") as TABLE_NOTE."""
    result = list(blocks)
    for number, block in enumerate(result):
        if isinstance(block, Table):
            _mark(result, number, name)
            _note(result, number)
    return result


def titles_apart(blocks: Sequence[Block], claim: Callable[[str], str]) -> list[Block]:
    """Return the lines of each title of a table as paragraphs of their own: "Table 1", the title, the unit.

    `claim` gives the anchor of a further line by the eId of the first.
    """
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role is Role.TABLE_TITLE:
            result += _lines_of(block, claim)
        else:
            result.append(block)
    return result


def _lines_of(block: Paragraph, claim: Callable[[str], str]) -> list[Block]:
    lines: list[list[Inline]] = [[]]
    for inline in block.inlines:
        if isinstance(inline, LineBreak) and inline.change is None:
            lines.append([])
        else:
            lines[-1].append(inline)
    shown = [line for line in lines if line]
    if len(shown) < 2:
        return [block]
    first, *others = shown
    above = None if block.above is None else 0.0
    below = replace(block, label=(), eid="", aliases=(), page_break=False, above=above)
    further: list[Block] = [replace(below, inlines=tuple(line), anchor=claim("")) for line in others]
    return [replace(block, inlines=tuple(first)), *further]


def _note(blocks: list[Block], table: int) -> None:
    """Add a note to the row under the table, each letter once; the first line that is not a note ends them."""
    called = _raised_in(blocks, table)
    for number in range(table + 1, len(blocks)):
        block = blocks[number]
        noted = _as_note(block, called) if isinstance(block, Paragraph) else None
        if noted is None:
            return
        called.discard(_letter(plain_text(noted.label)))
        blocks[number] = noted


def _raised_in(blocks: Sequence[Block], table: int) -> set[str]:
    """Return the raised letters in a table and in its title lines, without brackets."""
    block = blocks[table]
    assert isinstance(block, Table)
    paragraphs = [p for row in block.rows for cell in row.cells for p in cell.blocks]
    above = blocks[max(0, table - _MOST_LINES) : table]
    paragraphs += [b for b in above if isinstance(b, Paragraph) and b.role is Role.TABLE_TITLE]
    raised = (i for p in paragraphs for i in p.inlines if isinstance(i, Text) and i.look & Look.RAISED)
    return {letter for text in raised if (letter := _letter(text.text))}


def _letter(text: str) -> str:
    return text.strip(_AROUND_LETTER)


def _as_note(block: Paragraph, called: set[str]) -> Paragraph | None:
    """Return the paragraph as note of a table that calls these letters; None if it is not one."""
    if block.role is Role.TABLE_NOTE:
        return block
    if block.label:
        is_note = block.role in (Role.ITEM, Role.TEXT) and _letter(plain_text(block.label)) in called
        return replace(block, role=Role.TABLE_NOTE, level=0) if is_note else None
    if block.role is not Role.TEXT or len(block.inlines) < 2:
        return None
    letter, first, *rest = block.inlines
    if not isinstance(letter, Text) or not letter.look & Look.RAISED or _letter(letter.text) not in called:
        return None
    first = replace(first, text=first.text.lstrip()) if isinstance(first, Text) else first
    label = replace(letter, text=letter.text.strip())
    return replace(block, role=Role.TABLE_NOTE, label=(label,), inlines=(first, *rest))


def _mark(blocks: list[Block], table: int, name: str) -> None:
    first = next((n for n in range(table - 1, max(-1, table - 1 - _MOST_LINES), -1) if _names(blocks[n], name)), table)
    begin = first if all(_is_line(b) for b in blocks[first:table]) else table
    if begin == table and table and _is_unit(blocks[table - 1]):
        begin = table - 1
    for number in range(begin, table):
        blocks[number] = _line(blocks[number])


def _names(block: Block, name: str) -> bool:
    return isinstance(block, Heading | Paragraph) and bool(patterns(name).table.match(block.text))


def _is_line(block: Block) -> bool:
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and block.role is Role.TEXT and len(block.text) <= _LONGEST


def _is_unit(block: Block) -> bool:
    """Return True if a line is the unit of a table: "(Thousands of United States dollars)"."""
    text = block.text if isinstance(block, Paragraph) and block.role is Role.TEXT else ""
    return text[:1] in ("(", "（") and text[-1:] in (")", "）") and len(text) <= 120


def _line(block: Block) -> Block:
    if isinstance(block, Heading):
        return Paragraph(
            role=Role.TABLE_TITLE, inlines=block.inlines, label=block.label, anchor=block.anchor, eid=block.eid,
            aliases=block.aliases, language=block.language, direction=block.direction, keep_with_next=True,
            page_break=block.page_break, landscape=block.landscape, newspaper=block.newspaper, above=block.above,
        )  # fmt: skip
    assert isinstance(block, Paragraph)
    return replace(block, role=Role.TABLE_TITLE, keep_with_next=True)
