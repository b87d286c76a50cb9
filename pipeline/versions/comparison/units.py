"""What is compared: the blocks, notes and masthead fields of a document as units with an identity.

Reads a prepared document. Gives `Unit`s in reading order. The identity of a unit is its eId without the part that names
the component it is in, so that an annex and the same text as a work of its own have the same identities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from pipeline.document import (
    Block,
    Document,
    Heading,
    Inline,
    MastheadField,
    Note,
    NoteMark,
    Paragraph,
    Table,
    plain_text,
)
from pipeline.versions.comparison.tokens import squeezed, words

NO_IDS: Mapping[str, str] = MappingProxyType({})
TITLE = -1
"""Part number of the title block. Chosen: before the first part, which is 0."""


@dataclass(frozen=True)
class Unit:
    """A block, note or field: where it is, what it is called, what it says."""

    index: int
    """Place in its sequence."""
    part: int
    """Number of its part in the document, `TITLE` for the title block."""
    kind: str
    """`paragraph`, `heading`, `table`, `note`, `field`, `row`."""
    anchor: str
    eid: str
    key: str
    """Identity inside its part; "" if the source gives none."""
    label: str
    text: str
    """Without label; spaces squeezed."""
    thing: Block | Note | MastheadField | None = field(default=None, compare=False)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words, for similarity."""
        return tuple(words(self.text))


def block_units(document: Document, first_ids: Mapping[str, str] = NO_IDS) -> list[Unit]:
    """Return the blocks of title and parts in reading order. `first_ids`: the wId of an eId, where a version
    renumbers.
    """
    found: list[Unit] = []
    sections: list[tuple[int, str, Sequence[Block]]] = [(TITLE, "", document.title)]
    sections += [(n, _prefix(part.eid), part.blocks) for n, part in enumerate(document.parts)]
    for part, prefix, blocks in sections:
        for block in blocks:
            found.append(block_unit(len(found), part, block, prefix, first_ids))
    return found


def block_unit(index: int, part: int, block: Block, prefix: str = "", first_ids: Mapping[str, str] = NO_IDS) -> Unit:
    """Return one block as a unit."""
    eid = block.eid
    key = first_ids.get(eid, eid).removeprefix(prefix) if eid else ""
    if isinstance(block, Table):
        text = squeezed(" ".join(table_texts(block)))
        return Unit(index, part, "table", block.anchor, eid, key, "", text, block)
    kind = "heading" if isinstance(block, Heading) else "paragraph"
    label = squeezed(plain_text(block.label))
    return Unit(index, part, kind, block.anchor, eid, key, label, words_of(block.inlines), block)


def note_units(document: Document) -> list[Unit]:
    """Return the notes, front notes first."""
    texts = [squeezed(" ".join(p.text for p in note.blocks)) for note in document.notes]
    return [
        Unit(n, 0, "note", note.id, note.eid, note.eid, note.mark, text, note)
        for n, (note, text) in enumerate(zip(document.notes, texts, strict=True))
    ]


def field_units(document: Document) -> list[Unit]:
    """Return the fields of the masthead; the identity of a field is its role."""
    fields = document.masthead.fields if document.masthead else ()
    return [Unit(n, 0, "field", f.anchor, "", f.role.value, "", words_of(f.inlines), f) for n, f in enumerate(fields)]


def table_texts(table: Table) -> Iterator[str]:
    """Yield the text of each cell, cell by cell."""
    for row in table.rows:
        for cell in row.cells:
            yield " ".join(p.text for p in cell.blocks)


def words_of(inlines: Iterable[Inline]) -> str:
    """Return the characters of inlines, spaces squeezed."""
    return squeezed([plain_text(inlines)])


def marks(inlines: Iterable[Inline]) -> Iterator[NoteMark]:
    """Return the note marks among inlines."""
    return (i for i in inlines if isinstance(i, NoteMark))


def marks_of(block: Block) -> Iterator[NoteMark]:
    """Yield the note marks of a block, label and cells included."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for paragraph in cell.blocks:
                    yield from marks_of(paragraph)
    else:
        yield from marks(block.label)
        yield from marks(block.inlines)


def paragraphs_of(block: Block) -> Iterator[Paragraph | Heading]:
    """Yield the block itself, or the paragraphs in a table's cells."""
    if isinstance(block, Table):
        yield from (p for row in block.rows for cell in row.cells for p in cell.blocks)
    else:
        yield block


def form_of(block: Paragraph | Heading) -> tuple[object, ...]:
    """Return what is not words: rank or role, level, alignment, direction."""
    if isinstance(block, Heading):
        return (block.rank, block.level, None, block.direction)
    return (block.role, block.level, block.align, block.direction)


def _prefix(eid: str) -> str:
    return f"{eid}__" if eid else ""
