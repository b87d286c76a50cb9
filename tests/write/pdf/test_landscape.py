"""Pages turned on their side for tables that fit in no other way."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from pipeline.document import Cell, Column, Link, NoteMark, Paragraph, Role, Row, Table, Text
from pipeline.write import Options
from pipeline.write.pdf.writer import write
from tests import makers
from tests.write.pdf.write_pdf_tools import document, opened, page_texts

TURNED, UPRIGHT = (792.0, 612.0), (612.0, 792.0)
WORDS = "The tide was measured at noon in every harbour of the coast. " * 14


def cell(column: int, text: str, *extra) -> Cell:
    block = Paragraph(anchor=f"c{column}-{text}", role=Role.TEXT, inlines=(Text(text), *extra))
    return Cell(column=column, blocks=(block,))


def wide(rows: int = 2, *extra) -> Table:
    """Return a table of 16 columns with numbers that no upright page has space for."""
    made = tuple(Row(tuple(cell(n, f"98765{r:02}{n:02}", *extra) for n in range(16))) for r in range(rows))
    return Table(anchor="wide", columns=tuple(Column() for _ in range(16)), rows=made)


def text(anchor: str, words: str = WORDS) -> Paragraph:
    return makers.paragraph(words, anchor=anchor)


def sizes(data: bytes) -> list[tuple[float, float]]:
    return [page.get_size() for page in pypdfium2.PdfDocument(data)]


def test_the_page_of_a_wide_table_lies_on_its_side_and_those_around_it_stand():
    written = write(document(text("a"), wide(), text("b")), Options())
    assert sizes(written.data) == [UPRIGHT, TURNED, UPRIGHT]
    assert written.warnings == ()


def test_a_table_of_25_columns_is_printed_whole():
    rows = tuple(Row(tuple(cell(n, f"{10000 + 31 * n + r}") for n in range(25))) for r in range(3))
    made = Table(anchor="wide", columns=tuple(Column() for _ in range(25)), rows=rows)
    written = write(document(text("a"), made, text("b")), Options())
    shown = " ".join(page_texts(written.data)).split()
    assert written.warnings == ()
    assert all(f"{10000 + 31 * n + r}" in shown for n in range(25) for r in range(3))


def test_a_wide_table_goes_on_over_landscape_pages():
    assert set(sizes(write(document(text("a"), wide(60)), Options()).data)[1:]) == {TURNED}


def test_page_1_keeps_its_masthead_upright():
    assert sizes(write(document(wide()), Options()).data) == [UPRIGHT, TURNED]


def test_a_text_without_masthead_may_begin_on_a_landscape_page():
    made = document(wide())
    untitled = replace(made, masthead=None, title=(), parts=tuple(replace(p, new_page=False) for p in made.parts))
    assert sizes(write(untitled, Options()).data) == [TURNED]


def places(data: bytes, page: int, word: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a word of a page."""
    found = pypdfium2.PdfDocument(data)[page].get_textpage()
    at = found.search(word).get_next()
    boxes = [found.get_charbox(n) for n in range(at[0], at[0] + at[1])]
    return tuple(f(box[n] for box in boxes) for n, f in enumerate((min, min, max, max)))


@pytest.mark.parametrize(("before", "begins"), [(1, True), (6, False)])
def test_the_symbol_runs_down_the_right_side_as_on_a_sheet_that_was_turned(before: int, begins: bool):
    data = write(document(*(text(f"a{n}") for n in range(before)), wide()), Options()).data
    page = len(sizes(data)) - 1
    left, bottom, right, top = places(data, page, "A/RES/80/1")
    assert page % 2 == (1 if begins else 0)
    assert top - bottom > 3 * (right - left)
    assert left == pytest.approx(792 - 51.7, abs=3)
    assert (top > 540) if begins else (bottom < 72)


def test_a_note_called_on_a_landscape_page_stands_there():
    note = makers.note("fn_1", "1", "Words of the note.")
    made = document(text("a"), wide(1, NoteMark("fn_1")), text("b"), notes=(note,))
    assert "Words of the note." in page_texts(write(made, Options()).data)[1]


def test_links_lead_to_their_place_on_a_landscape_page():
    link = makers.paragraph((Text("see the table", link=Link("#wide")),), anchor="l")
    data = write(document(link, text("a"), wide()), Options()).data
    pdf = opened(data)
    names = pdf.Root.Names.Dests.Kids[0].Names
    found = dict(zip([str(n) for n in names[::2]], names[1::2], strict=True))["wide"]
    assert float(found[3]) == pytest.approx(612 - 59.75, abs=1)
    assert found[0].objgen == pdf.pages[1].objgen


def test_arabic_text_on_a_landscape_page_begins_at_the_right():
    made = document(text("a"), wide(), language="ar")
    data = write(made, Options()).data
    left, _, right, _ = places(data, 1, "987650000")
    assert sizes(data)[1] == TURNED
    assert left > 600
    assert right <= 720 + 1
