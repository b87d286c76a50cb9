"""Hand-made documents for the tests of the HTML writer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from pipeline.document import (
    Document,
    Heading,
    LineBreak,
    Link,
    Look,
    Masthead,
    MastheadRole,
    NoteMark,
    PartKind,
    Rank,
    Role,
    Text,
)
from pipeline.write import Options
from pipeline.write.html.page import write
from tests import makers
from tests.makers import IDENTITY, note


def paragraph(anchor, words, role, label="", level=0):
    return makers.paragraph(words, role, label, anchor, eid=anchor, level=level)


def heading(anchor, rank, level, words, label=""):
    return makers.heading(words, rank, level, label, anchor, eid=anchor)


MAIN = (
    paragraph("formula", (Text("The General Assembly", look=Look.ITALIC), ","), Role.FORMULA),
    paragraph("pre_1", ("Recalling its resolution,", NoteMark("note_1"), NoteMark("note_2")), Role.PREAMBULAR),
    heading("sec_1", Rank.FIRST, 2, "First section", "I."),
    paragraph("para_1", ("Decides to act;", NoteMark("note_1")), Role.OPERATIVE, "1."),
    paragraph("para_1__a", "first;", Role.ITEM, "(a)", 1),
    paragraph("para_1__a__i", "inner;", Role.ITEM, "(i)", 2),
    paragraph("para_1__b", "second.", Role.ITEM, "(b)", 1),
    heading("sec_2", Rank.FIRST, 2, "Second section", "II."),
    heading("sec_2__1", Rank.SECOND, 3, "Subsection"),
    paragraph("close", ("55th meeting", LineBreak(), "5 December 2025"), Role.CLOSING),
)
ANNEX = (
    heading("att_1__label", Rank.ANNEX_LABEL, 2, "Annex"),
    heading("att_1__title", Rank.ANNEX_TITLE, 3, "List of States"),
    paragraph("att_1__para_1", "States of the region.", Role.NUMBERED, "1."),
)
RESOLUTION = makers.document(
    *MAIN,
    masthead=makers.masthead(symbol="A/RES/80/1*", date="", agenda_item=""),
    title=(heading("title", Rank.TITLE, 1, "Rights of the child", "80/1."),),
    parts=(makers.part(*ANNEX, kind=PartKind.ANNEX, anchor="att_1", label="Annex", new_page=True),),
    notes=(
        note("note_0", "*", "Reissued for technical reasons.", front=True),
        note("note_1", "1", "A/80/1.", "Second paragraph."),
        note("note_2", "2", "A/80/2."),
    ),
)


@pytest.fixture
def resolution() -> Document:
    """Return a resolution with masthead, notes called twice, two levels of items, an annex."""
    return RESOLUTION


@pytest.fixture
def page():
    """Return a function that writes a document and gives the parsed page."""
    return lambda document: html.document_fromstring(write(document, Options()).data.decode("utf-8"))


@pytest.fixture
def with_text():
    """Return a document whose only text is in every place where text can be."""

    def build(text: str) -> Document:
        inlines = (Text(text, link=Link("https://example.org/a")), Text(text, look=Look.BOLD, language="fr"))
        identity = replace(IDENTITY, title=text, symbol=text, symbol_printed=text, running_title=text, subjects=(text,))
        return makers.document(
            *(
                Heading(anchor=f"h{n}", rank=Rank.FIRST, level=2, inlines=inlines, label=(Text(text),))
                for n in range(3)
            ),
            identity=replace(identity, unassigned=(text,), source_name=text),
            masthead=Masthead((makers.field(MastheadRole.SYMBOL, text),)),
            title=(Heading(anchor="t", rank=Rank.TITLE, level=1, inlines=inlines, label=(Text(text),)),),
            notes=(note("n", text, text),),
        )

    return build
