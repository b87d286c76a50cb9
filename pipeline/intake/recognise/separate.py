"""Makes each document of a collection a document of its own.

Reads a recognised `Document` with its `Particulars`. Gives for each of several decisions or resolutions a document with
its titles, its text and annexes, the notes that they call, numbered from 1, and the masthead of the collection with its
own symbol.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from pipeline.document import (
    Document,
    Heading,
    Inline,
    Masthead,
    MastheadField,
    MastheadRole,
    Note,
    NoteMark,
    Part,
    PartKind,
    Text,
)  # fmt: skip
from pipeline.document.rewrite import rewritten
from pipeline.intake.build.particulars import Particulars


def separate(document: Document, card: Particulars) -> Iterator[tuple[Document, Particulars]]:
    """Yield each document of a collection that has a number of its own, as a document."""
    known = dict(card.parts)
    for place, part in enumerate(document.parts):
        if part.anchor in known:
            annexes = takewhile(
                lambda one: one.kind in (PartKind.ANNEX, PartKind.APPENDIX), document.parts[place + 1 :]
            )
            own = replace(known[part.anchor], parts=(), issued=card.issued)
            yield _numbered(_alone(document, part, tuple(annexes), own)), own


def _alone(document: Document, part: Part, annexes: tuple[Part, ...], card: Particulars) -> Document:
    titles = tuple(takewhile(lambda block: isinstance(block, Heading), part.blocks[:2]))
    fields = document.masthead.fields if document.masthead is not None else ()
    return replace(
        document,
        identity=replace(document.identity, title=card.title, symbol_printed=card.symbol),
        masthead=Masthead(tuple(_with_symbol(field, card.symbol) for field in fields)) if fields else None,
        title=titles,
        parts=(replace(part, kind=PartKind.MAIN, blocks=part.blocks[len(titles) :], label=""), *annexes),
    )


def _with_symbol(field: MastheadField, symbol: str) -> MastheadField:
    """Return a field of the masthead; the symbol of the document is in the place of that of the issue."""
    return replace(field, inlines=(Text(symbol),)) if field.role is MastheadRole.SYMBOL else field


def _numbered(document: Document) -> Document:
    """Return the document with only the notes that its text calls, numbered from 1."""
    called: dict[str, None] = {}

    def seen(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        called.update((inline.note, None) for inline in inlines if isinstance(inline, NoteMark))
        return inlines

    rewritten(replace(document, notes=()), seen)
    notes = {note.id: note for note in document.notes}
    counted = [note for name in called if (note := notes.get(name)) is not None]
    return replace(document, notes=tuple(_renumbered(counted)))


def _renumbered(notes: list[Note]) -> Iterator[Note]:
    number = 0
    for note in notes:
        number += note.mark.isdecimal()
        yield replace(note, mark=str(number), printed=str(number)) if note.mark.isdecimal() else note
