"""Hand-made documents for the tests of the text writer."""

from __future__ import annotations

import datetime

import pytest

from pipeline.document import (
    Align,
    Body,
    Cell,
    Column,
    Direction,
    Document,
    Heading,
    Identity,
    Kind,
    LineBreak,
    Masthead,
    MastheadField,
    MastheadRole,
    Note,
    NoteMark,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Row,
    Table,
    Text,
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
IDENTITY = Identity(
    title="Rights of the child",
    kind=Kind.RESOLUTION,
    body=Body.GENERAL_ASSEMBLY,
    language="en",
    language_code="eng",
    direction=Direction.LTR,
    date=datetime.date(2025, 12, 5),
    symbol="A/RES/80/1",
    symbol_printed="A/RES/80/1",
)


def paragraph(role, text, label="", level=0, *more):
    labels = (Text(label),) if label else ()
    return Paragraph(anchor="p", role=role, inlines=(Text(text), *more), label=labels, level=level)


def note(name, mark, *texts, front=False):
    return Note(id=name, mark=mark, printed=mark, blocks=tuple(paragraph(Role.TEXT, t) for t in texts), front=front)


def cell(column, text, **more):
    return Cell(column=column, blocks=(paragraph(Role.TEXT, text),) if text else (), **more)


TABLE = Table(
    anchor="t",
    columns=(Column(), Column()),
    rows=(
        Row(cells=(cell(0, "State"), cell(1, "Amount", align=Align.END)), header=True),
        Row(cells=(cell(0, "Mali"), cell(1, "92 383 700", align=Align.END))),
        Row(cells=(cell(0, "Total"), cell(1, "92 383 700", align=Align.END)), total=True),
    ),
)
LONG = "Decides to remain seized of the matter and to consider it again at its next session;"
MAIN = (
    paragraph(Role.FORMULA, "The General Assembly,"),
    paragraph(Role.PREAMBULAR, "Recalling its resolution,", "", 0, NoteMark("n1")),
    Heading(anchor="h", rank=Rank.FIRST, level=2, label=(Text("I."),), inlines=(Text("Section"),)),
    paragraph(Role.OPERATIVE, LONG, "1.", 0, NoteMark("n2")),
    paragraph(Role.ITEM, LONG, "(a)", 1),
    paragraph(Role.ITEM, LONG, "(i)", 2),
    paragraph(Role.ITEM_TEXT, "Text of the item.", "", 2),
    TABLE,
    paragraph(Role.CLOSING, "55th plenary meeting", "", 0, LineBreak(), Text("5 December 2025")),
)
RESOLUTION = Document(
    identity=IDENTITY,
    masthead=Masthead(fields=tuple(MastheadField(role=r, inlines=(Text(t),)) for r, t in FIELDS)),
    title=(
        Heading(anchor="t", rank=Rank.TITLE, level=1, label=(Text("80/1."),), inlines=(Text("Rights of the child"),)),
    ),
    parts=(
        Part(kind=PartKind.MAIN, anchor="m", blocks=MAIN),
        Part(kind=PartKind.ANNEX, anchor="a", blocks=(paragraph(Role.NUMBERED, "States.", "1.", 0, NoteMark("n2")),)),
    ),
    notes=(
        note("n0", "*", "Reissued for technical reasons.", front=True),
        note("n1", "1", "A/80/1."),
        note("n2", "2", "A/80/2.", "Second paragraph."),
        note("n3", "3", "Never called."),
    ),
)


@pytest.fixture
def resolution() -> Document:
    """A resolution with masthead, notes, items, a table, an annex."""
    return RESOLUTION


@pytest.fixture
def table_of():
    """A table from rows of texts, the first one a head."""

    def build(*rows: tuple[str, ...], box: bool = False) -> Table:
        made = [
            Row(cells=tuple(cell(c, text) for c, text in enumerate(texts)), header=number == 0 and not box)
            for number, texts in enumerate(rows)
        ]
        return Table(anchor="t", columns=(Column(),) * len(rows[0]), rows=tuple(made), box=box)

    return build
