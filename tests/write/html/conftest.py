"""Hand-made documents for the tests of the HTML writer."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from lxml import html

from pipeline.document import (
    Body,
    Direction,
    Document,
    Heading,
    Identity,
    Kind,
    LineBreak,
    Link,
    Look,
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
    Text,
)
from pipeline.write import Options
from pipeline.write.html import write

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
    running_title="Rights of the child",
    source_sha256="ab" * 32,
)
FIELDS = (
    (MastheadRole.ORGANIZATION, "United Nations"),
    (MastheadRole.SYMBOL, "A/RES/80/1*"),
    (MastheadRole.ORGAN, "General Assembly"),
    (MastheadRole.DISTRIBUTION, "Distr.: General"),
    (MastheadRole.SESSION, "Eightieth session"),
)


def paragraph(anchor, role, text, label="", level=0, *more):
    labels = (Text(label),) if label else ()
    return Paragraph(anchor=anchor, eid=anchor, role=role, inlines=(Text(text), *more), label=labels, level=level)


def heading(anchor, rank, level, text, label=""):
    labels = (Text(label),) if label else ()
    return Heading(anchor=anchor, eid=anchor, rank=rank, level=level, inlines=(Text(text),), label=labels)


def note(name, mark, *texts, front=False):
    blocks = tuple(paragraph(f"{name}_p{n}", Role.TEXT, text) for n, text in enumerate(texts))
    return Note(id=name, mark=mark, printed=mark, blocks=blocks, front=front)


MAIN = (
    Paragraph(anchor="formula", role=Role.FORMULA, inlines=(Text("The General Assembly", look=Look.ITALIC), Text(","))),
    paragraph("pre_1", Role.PREAMBULAR, "Recalling its resolution,", "", 0, NoteMark("note_1"), NoteMark("note_2")),
    heading("sec_1", Rank.FIRST, 2, "First section", "I."),
    paragraph("para_1", Role.OPERATIVE, "Decides to act;", "1.", 0, NoteMark("note_1")),
    paragraph("para_1__a", Role.ITEM, "first;", "(a)", 1),
    paragraph("para_1__a__i", Role.ITEM, "inner;", "(i)", 2),
    paragraph("para_1__b", Role.ITEM, "second.", "(b)", 1),
    heading("sec_2", Rank.FIRST, 2, "Second section", "II."),
    heading("sec_2__1", Rank.SECOND, 3, "Subsection"),
    Paragraph(anchor="close", role=Role.CLOSING, inlines=(Text("55th meeting"), LineBreak(), Text("5 December 2025"))),
)
RESOLUTION = Document(
    identity=IDENTITY,
    masthead=Masthead(
        fields=tuple(MastheadField(role=r, inlines=(Text(t),), anchor=f"masthead-{r}") for r, t in FIELDS)
    ),
    title=(heading("title", Rank.TITLE, 1, "Rights of the child", "80/1."),),
    parts=(
        Part(kind=PartKind.MAIN, anchor="main", blocks=MAIN),
        Part(
            kind=PartKind.ANNEX,
            anchor="att_1",
            label="Annex",
            new_page=True,
            blocks=(
                heading("att_1__label", Rank.ANNEX_LABEL, 2, "Annex"),
                heading("att_1__title", Rank.ANNEX_TITLE, 3, "List of States"),
                paragraph("att_1__para_1", Role.NUMBERED, "States of the region.", "1."),
            ),
        ),
    ),
    notes=(
        note("note_0", "*", "Reissued for technical reasons.", front=True),
        note("note_1", "1", "A/80/1.", "Second paragraph."),
        note("note_2", "2", "A/80/2."),
    ),
)


@pytest.fixture
def resolution() -> Document:
    """A resolution with masthead, notes called twice, two levels of items, an annex."""
    return RESOLUTION


@pytest.fixture
def page():
    """Writes a document and gives the parsed page."""
    return lambda document: html.document_fromstring(write(document, Options()).data.decode("utf-8"))


@pytest.fixture
def with_text():
    """A document whose only text stands in every place where text can stand."""

    def build(text: str) -> Document:
        inlines = (Text(text, link=Link("https://example.org/a")), Text(text, look=Look.BOLD, language="fr"))
        identity = replace(IDENTITY, title=text, symbol=text, symbol_printed=text, running_title=text, subjects=(text,))
        return Document(
            identity=replace(identity, unassigned=(text,), source_name=text),
            masthead=Masthead(fields=(MastheadField(role=MastheadRole.SYMBOL, inlines=(Text(text),)),)),
            title=(Heading(anchor="t", rank=Rank.TITLE, level=1, inlines=inlines, label=(Text(text),)),),
            parts=(
                Part(
                    kind=PartKind.MAIN,
                    anchor="m",
                    blocks=tuple(
                        Heading(anchor=f"h{n}", rank=Rank.FIRST, level=2, inlines=inlines, label=(Text(text),))
                        for n in range(3)
                    ),
                ),
            ),
            notes=(Note(id="n", mark=text, printed=text, blocks=(paragraph("np", Role.TEXT, text),)),),
        )

    return build
