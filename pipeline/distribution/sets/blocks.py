"""Blocks of the pages that a set adds: headings, paragraphs, tables of words and links.

Gives parts of a prepared document, which the writers of all formats take as they take those of a source.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from pipeline.document import (
    Align,
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
    LineBreak,
    Link,
    Look,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Row,
    Table,
    Text,
)
from pipeline.languages.codes import direction, terminology_code

Lines = Sequence[Sequence[Inline]]
"""Paragraphs of a cell."""


def page(title: str, blocks: Iterable[Block], identity: Identity, parts: Sequence[Part] = ()) -> Document:
    """Return a document with this title and text; `parts` follow it."""
    head = Heading(rank=Rank.TITLE, level=1, inlines=words(title), anchor="set__title")
    own = tuple(blocks)
    main = (Part(kind=PartKind.MAIN, anchor="set__text", blocks=own),) if own else ()
    return Document(identity=identity, title=(head,), parts=(*main, *parts))


def identity(
    title: str,
    language: str,
    date: datetime.date,
    name: str,
    unassigned: Sequence[str] = (),
    signs: frozenset[str] = frozenset(),
) -> Identity:
    """Return the identity of a page of a set: no United Nations document, and of the newest date in the set."""
    return Identity(
        title=title,
        kind=Kind("other"),
        body=Body.OTHER,
        language=language,
        language_code=terminology_code(language),
        direction=direction(language),
        date=date,
        official=False,
        unassigned=tuple(unassigned),
        signs=signs,
        source_name=name,
    )


def words(text: str, target: str = "", language: str = "", look: Look = Look.PLAIN) -> tuple[Text, ...]:
    """Return a run; symbols and file names run from left to right in every language."""
    isolate = Direction.LTR if text.isascii() and not language else direction(language) if language else None
    return (Text(text, look, Link(target) if target else None, language, isolate),)


def heading(text: str, level: int, anchor: str) -> Heading:
    """Return a heading, its look by its level."""
    rank = {2: Rank.FIRST}.get(level, Rank.SECOND)
    return Heading(rank=rank, level=level, inlines=words(text), anchor=anchor)


def paragraph(inlines: Sequence[Inline], anchor: str, role: Role = Role.NUMBERED) -> Paragraph:
    """Return a paragraph at the text edge."""
    return Paragraph(role=role, inlines=tuple(inlines), anchor=anchor, align=Align.START)


def lines(*each: str) -> list[Inline]:
    """Return lines of one paragraph; empty ones are left out."""
    found: list[Inline] = []
    for line in filter(None, each):
        found += [LineBreak(), *words(line)] if found else words(line)
    return found


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[Lines]],
    shares: Sequence[float],
    anchor: str,
    summary: str,
    figures: frozenset[int] = frozenset(),
) -> Table:
    """Return a list in columns of the full measure, with heads that repeat; `shares` in hundredths, `figures` the
    columns of numbers.
    """
    head = tuple(_head(n, text, f"{anchor}__h_{n}") for n, text in enumerate(heads))
    body = tuple(
        Row(tuple(_body(n, cell, f"{anchor}__r_{r}_{n}", n in figures) for n, cell in enumerate(row)))
        for r, row in enumerate(rows)
    )
    columns = tuple(Column(share) for share in shares)
    every = (Row(head, header=True), *body)
    return Table(anchor=anchor, columns=columns, rows=every, width_share=1.0, summary=summary, stacks=True)


def _head(column: int, text: str, anchor: str) -> Cell:
    return Cell(column=column, header=True, scope="col", anchor=anchor, blocks=_cell([words(text)], f"{anchor}__p"))


def _body(column: int, cell: Lines, anchor: str, figure: bool) -> Cell:
    align = Align.END if figure else Align.START
    return Cell(column=column, anchor=anchor, align=align, blocks=_cell(cell, f"{anchor}__p"))


def _cell(cell: Lines, anchor: str) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(role=Role.TEXT, inlines=tuple(line), anchor=f"{anchor}_{n}") for n, line in enumerate(cell)
    )  # fmt: skip
