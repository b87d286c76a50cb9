"""Notes whose last line would be a few characters [form condensed.2]."""

from __future__ import annotations

import pytest

from pipeline.document import NoteMark, Role
from pipeline.forms import form_named
from pipeline.write.pdf.flow.blocks import Flow
from pipeline.write.pdf.flow.notes import NoteSetter
from pipeline.write.pdf.flow.typesetter import Typesetter
from tests.write.pdf.write_pdf_tools import document, note, paragraph

FULL = "Official Records of the General Assembly, Sixtieth Session, Supplement No. 33 (A/60/33), {}."


def ends(form: str, last: str) -> list[float]:
    """Return the widths of the lines of a note; at its natural space between letters `last` is alone on the second."""
    made = document(
        paragraph(1, "Decides so", Role.OPERATIVE, NoteMark("fn_1")), notes=(note(1, FULL.format(f"para.s {last}")),)
    )
    setting = Typesetter(made, form_named(form))
    notes = NoteSetter(setting)
    flow = Flow(setting, notes)
    flow.open(setting.tree.root)
    for block in made.parts[0].blocks:
        flow.add(block)
    return [line.width for strip in notes.strips["fn_1"] for line, _, _ in strip.lines]


@pytest.mark.parametrize("form", ["new-york-t1", "new-york-t2", "new-york-t3"])
def test_a_note_is_condensed_if_that_saves_a_last_line_of_a_few_characters(form):
    (only,) = ends(form, "77")
    assert 360 < only < 366


@pytest.mark.parametrize("form", ["new-york-t1", "new-york-t2"])
def test_a_word_on_the_last_line_of_a_note_stays_there(form):
    *_, last = ends(form, "annexes")
    assert last > 16


def test_notes_of_older_forms_keep_their_last_line():
    assert len(ends("new-york-2008", "77")) == 2
