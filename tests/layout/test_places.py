"""Where blocks are on pages: decided once, titles and notes of wide tables at the edge of their table."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from pipeline.document import Places, Role
from pipeline.layout import landscape
from pipeline.layout.places import laid_out, places
from pipeline.write import FORMATS, Options
from tests.layout.test_landscape import FORM, LONG, WIDE, document, table, text

TITLE, NOTE = text("title", "Table 1", Role.TABLE_TITLE), text("note", "Note: in thousands.", Role.TABLE_NOTE)


def test_places_are_decided_once_for_all_formats_of_a_document(monkeypatch):
    made = laid_out(document(LONG, WIDE), FORM)
    assert made.places == Places(landscape=frozenset({"wide"}))
    monkeypatch.setattr(landscape, "fits", lambda form, columns: pytest.fail("measured again"))
    assert laid_out(made, FORM) is made
    for name in ("pdf", "docx", "html", "odt"):
        FORMATS[name].write(made, Options())
    with pytest.raises(BaseException, match="measured again"):
        laid_out(replace(made, places=None), FORM)


@pytest.mark.parametrize(("columns", "found"), [(3, set()), (11, {"title", "note"})])
def test_titles_and_notes_of_a_table_wider_than_the_text_begin_at_its_edge(columns: int, found: set[str]):
    made = document(text("before"), TITLE, table("t", columns), NOTE, text("after"))
    assert places(made, FORM).at_edge == found


def test_what_is_not_beside_the_table_stays_at_the_edge_of_text():
    made = document(TITLE, text("between"), table("t", 11), text("words"), NOTE)
    assert places(made, FORM).at_edge == frozenset()


def test_titles_of_a_narrow_table_on_a_landscape_page_begin_with_it():
    narrow = document(LONG, replace(TITLE, landscape=True), table("t", 2), NOTE)
    assert places(narrow, FORM) == Places(landscape=frozenset({"title", "t", "note"}))
    assert places(document(LONG, TITLE, WIDE, NOTE), FORM).at_edge == {"title", "note"}


def begins(columns: int) -> dict[str, float]:
    """Return how far from the margin the note of a table of so many columns begins: points in PDF and Word."""
    made = document(LONG, TITLE, table("t", columns), NOTE)
    pdf, docx = (FORMATS[name].write(made, Options()).data for name in ("pdf", "docx"))
    page = PdfDocument(pdf)[0].get_textpage()
    printed = page.get_charbox(page.get_text_range().index(NOTE.text))[0]
    xml = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    before, _ = xml.split(NOTE.text)
    own = re.search(r'w:left="(\d+)"', before.rpartition("<w:p>")[2])
    return {"pdf": round(printed - FORM.page.left), "docx": int(own[1]) / 20 if own else FORM.page.indent_left}


def test_a_note_begins_at_the_edge_of_its_table_in_pdf_and_word():
    assert all(edge >= FORM.page.indent_left for edge in begins(3).values())
    assert all(edge < 20 for edge in begins(11).values())
