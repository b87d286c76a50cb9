"""A marked document taken apart: all changes accepted, or all rejected.

Reads a marked `Document`. Gives the new or the old version as a plain one. What a word processor does with "accept all"
is done here on the model, so that a proof of a redline needs no word processor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.document import Block, Change, Document, Inline, Note, Paragraph, Part, Table, Text


def accepted(document: Document) -> Document:
    """Return the new version."""
    return _settled(document, keep_new=True)


def rejected(document: Document) -> Document:
    """Return the old version: its words, looks, links, notes and order.

    Metadata and anchors of what is in both are the new ones; anchors and note ids of what is in the old
    version alone keep the prefix that distinguishes them from new ones.
    """
    return _settled(document, keep_new=False)


def _settled(document: Document, keep_new: bool) -> Document:
    parts = (_part(part, keep_new) for part in document.parts)
    masthead = document.masthead
    if masthead:
        fields = (replace(f, inlines=_inlines(f.inlines, keep_new)) for f in masthead.fields)
        masthead = replace(masthead, fields=tuple(f for f in fields if f.inlines))
    return replace(
        document,
        title=tuple(_blocks(document.title, keep_new)),
        parts=tuple(part for part in parts if part.blocks),
        masthead=masthead if masthead and masthead.fields else None,
        notes=tuple(_notes(document.notes, keep_new)),
        revision=None,
    )


def _stays(change: Change | None, keep_new: bool) -> bool:
    return change is None or change.is_new == keep_new


def _part(part: Part, keep_new: bool) -> Part:
    return replace(part, blocks=tuple(_blocks(part.blocks, keep_new)))


def _blocks(blocks: Iterable[Block], keep_new: bool) -> Iterable[Block]:
    for block in blocks:
        if _stays(block.change, keep_new):
            yield _table(block, keep_new) if isinstance(block, Table) else _line(block, keep_new)


def _line(block: Block, keep_new: bool) -> Block:
    assert not isinstance(block, Table)
    form = block if keep_new or block.former is None else block.former
    return replace(
        form,
        anchor=block.anchor,
        label=_inlines(block.label, keep_new),
        inlines=_inlines(block.inlines, keep_new),
        change=None,
        move="",
        former=None,
    )


def _table(table: Table, keep_new: bool) -> Table:
    rows = []
    for row in table.rows:
        if _stays(row.change, keep_new):
            cells = (replace(c, blocks=_paragraphs(c.blocks, keep_new)) for c in row.cells)
            rows.append(replace(row, cells=tuple(cells), change=None))
    return replace(table, rows=tuple(rows), change=None)


def _paragraphs(blocks: Iterable[Block], keep_new: bool) -> tuple[Paragraph, ...]:
    return tuple(b for b in _blocks(blocks, keep_new) if isinstance(b, Paragraph))


def _notes(notes: Iterable[Note], keep_new: bool) -> Iterable[Note]:
    for note in notes:
        if _stays(note.change, keep_new):
            blocks = _paragraphs(note.blocks, keep_new)
            mark = note.mark if keep_new or not note.former else note.former
            printed = note.printed.replace(note.mark, mark)
            yield replace(note, mark=mark, printed=printed, blocks=blocks, change=None, former="")


def _inlines(inlines: Iterable[Inline], keep_new: bool) -> tuple[Inline, ...]:
    """Return what stays, unmarked; neighbours that differ in their text alone are one run again."""
    result: list[Inline] = []
    for inline in inlines:
        if not _stays(inline.change, keep_new):
            continue
        plain = replace(inline, change=None)
        if isinstance(plain, Text) and plain.former:
            plain = replace(plain, former=None) if keep_new else plain.as_formerly()
        last = result[-1] if result else None
        if isinstance(plain, Text) and isinstance(last, Text) and replace(last, text=plain.text) == plain:
            result[-1] = replace(last, text=last.text + plain.text)
        else:
            result.append(plain)
    return tuple(result)
