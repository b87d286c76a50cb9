"""Makers of small documents, for the tests of everything that reads a `Document`.

Gives blocks, notes and documents with sensible values for what a test does not name. A text is a string,
or a tuple of strings and inlines.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from pipeline.document import (
    Block,
    Body,
    Cell,
    Column,
    Direction,
    Document,
    Heading,
    Identity,
    Inline,
    Kind,
    Masthead,
    MastheadField,
    MastheadRole,
    Note,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Row,
    Table,
    Text,
)

Words = str | tuple[Inline | str, ...]

IDENTITY = Identity(
    title="Rights of the child",
    kind=Kind("resolution"),
    body=Body.GENERAL_ASSEMBLY,
    language="en",
    language_code="eng",
    direction=Direction.LTR,
    date=datetime.date(2025, 12, 5),
    symbol="A/RES/80/1",
    symbol_printed="A/RES/80/1",
    running_title="Rights of the child",
    work="/akn/un/statement/deliberation/unga/2025-12-05/80-1",
    expression="/akn/un/statement/deliberation/unga/2025-12-05/80-1/eng@",
    signs=frozenset({"MercuryDocument", "untabbed title"}),
    source_name="A_RES_80_1.xml",
    source_sha256="ab" * 32,
)
FIELDS = (
    (MastheadRole.ORGANIZATION, "United Nations"),
    (MastheadRole.SYMBOL, "A/RES/80/1"),
    (MastheadRole.ORGAN, "General Assembly"),
    (MastheadRole.DISTRIBUTION, "Distr.: General"),
    (MastheadRole.DATE, "11 December 2025"),
    (MastheadRole.SESSION, "Eightieth session"),
    (MastheadRole.AGENDA_ITEM, "Agenda item 25"),
)


def inlines(words: Words) -> tuple[Inline, ...]:
    """Return the runs of a text; none of an empty string."""
    if isinstance(words, str):
        return (Text(words),) if words else ()
    return tuple(Text(run) if isinstance(run, str) else run for run in words)


def paragraph(words: Words, role: Role = Role.TEXT, label: str = "", anchor: str = "p", **more: Any) -> Paragraph:
    """Return a paragraph; documents whose anchors must differ name each."""
    return Paragraph(anchor=anchor, role=role, inlines=inlines(words), label=inlines(label), **more)


def heading(
    words: Words, rank: Rank = Rank.FIRST, level: int = 2, label: str = "", anchor: str = "h", **more: Any
) -> Heading:
    """Return a heading; a section of the first rank if nothing else is said."""
    return Heading(anchor=anchor, rank=rank, level=level, inlines=inlines(words), label=inlines(label), **more)


def cell(column: int, words: Words, **more: Any) -> Cell:
    """Return a cell with one paragraph, or none if it has no words."""
    blocks = (paragraph(words, anchor=f"c_{column}_{words}"),) if words else ()
    return Cell(column=column, blocks=blocks, **more)


def table(*rows: tuple[str, ...], heads: int = 1, **more: Any) -> Table:
    """Return a table from rows of texts, the first `heads` of them heads."""
    made = (
        Row(tuple(cell(column, words, header=number < heads) for column, words in enumerate(row)), number < heads)
        for number, row in enumerate(rows)
    )
    return Table(anchor="t", columns=(Column(),) * len(rows[0]), rows=tuple(made), **more)


def note(name: str, mark: str, *texts: Words, printed: str = "", **more: Any) -> Note:
    """Return a note of one paragraph for each text."""
    blocks = tuple(paragraph(words, anchor=f"{name}_p{number}") for number, words in enumerate(texts))
    return Note(id=name, mark=mark, printed=printed or mark, blocks=blocks, **more)


def field(role: MastheadRole, words: str) -> MastheadField:
    """Return a field of a masthead."""
    return MastheadField(role=role, inlines=inlines(words), anchor=f"masthead-{role}")


def masthead(**fields: str) -> Masthead:
    """Return the masthead of a resolution, with other words for the roles named ("agenda_item")."""
    words = {role: fields.pop(role.name.lower(), given) for role, given in FIELDS}
    words |= {MastheadRole[name.upper()]: given for name, given in fields.items()}
    return Masthead(tuple(field(role, given) for role, given in words.items() if given))


def part(*blocks: Block, kind: PartKind = PartKind.MAIN, anchor: str = "", **more: Any) -> Part:
    """Return a part; the main text if nothing else is said."""
    return Part(kind=kind, anchor=anchor or kind.value, blocks=blocks, **more)


def title(words: str = IDENTITY.title, label: str = "80/1.") -> tuple[Heading, ...]:
    """Return the title block of a resolution."""
    return (heading(words, Rank.TITLE, 1, label, "title"),)


def document(*blocks: Block, identity: Identity = IDENTITY, parts: tuple[Part, ...] = (), **more: Any) -> Document:
    """Return a document of these blocks, followed by these parts; without masthead, title and notes unless they are
    given.
    """
    main = (part(*blocks),) if blocks or not parts else ()
    return Document(identity=identity, parts=(*main, *parts), **more)


def resolution(*blocks: Block, **identity: Any) -> Document:
    """Return a document of these blocks with masthead and title of a resolution; `identity` changes fields of its
    identity.
    """
    return document(*blocks, identity=replace(IDENTITY, **identity), masthead=masthead(), title=title())
