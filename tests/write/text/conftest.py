"""Hand-made documents for the tests of the text writer."""

from __future__ import annotations

import pytest

from pipeline.document import Align, Column, Document, LineBreak, NoteMark, PartKind, Role, Row, Table
from tests.makers import cell, document, heading, masthead, note, paragraph, part, title

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
    paragraph("The General Assembly,", Role.FORMULA),
    paragraph(("Recalling its resolution,", NoteMark("n1")), Role.PREAMBULAR),
    heading("Section", label="I."),
    paragraph((LONG, NoteMark("n2")), Role.OPERATIVE, "1."),
    paragraph(LONG, Role.ITEM, "(a)", level=1),
    paragraph(LONG, Role.ITEM, "(i)", level=2),
    paragraph("Text of the item.", Role.ITEM_TEXT, level=2),
    TABLE,
    paragraph(("55th plenary meeting", LineBreak(), "5 December 2025"), Role.CLOSING),
)
RESOLUTION = document(
    *MAIN,
    masthead=masthead(),
    title=title(),
    parts=(part(paragraph(("States.", NoteMark("n2")), Role.NUMBERED, "1."), kind=PartKind.ANNEX),),
    notes=(
        note("n0", "*", "Reissued for technical reasons.", front=True),
        note("n1", "1", "A/80/1."),
        note("n2", "2", "A/80/2.", "Second paragraph."),
        note("n3", "3", "Never called."),
    ),
)


@pytest.fixture
def resolution() -> Document:
    """Return a resolution with masthead, notes, items, a table, an annex."""
    return RESOLUTION
