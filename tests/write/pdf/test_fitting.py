"""Texts that run over page 1 by little [form distances.taken-in]."""

from __future__ import annotations

import ctypes
import datetime
from dataclasses import replace

import pypdfium2
import pytest

from pipeline.document import Cell, Column, Role, Row, Table
from pipeline.forms import FittingMeasures, form_named
from pipeline.write import Options
from pipeline.write.pdf.pages.copyfit import fitted
from pipeline.write.pdf.pages.paginate import Area, LineBox
from pipeline.write.pdf.writer import _fitted, _laid, write
from tests.write.pdf.write_pdf_tools import NoteMark, document, note, page_texts, paragraph

AREA = Area(top=0, top_first=0, bottom=100, bottom_first=100, bottom_notes=90, bottom_notes_first=90)
MEASURES = FittingMeasures(take_in=0.6)


def lines(count: int, **more) -> list[LineBox]:
    return [LineBox(8.0, 2.0, elastic=True, **more) for _ in range(count)]


def test_a_text_that_needs_half_a_line_more_is_taken_in_to_one_page_and_ends_at_its_foot():
    strips = [LineBox(5.0, 0.0), *lines(9), LineBox(8.0, 0.0)]
    (page,) = fitted(strips, AREA, {}, (), MEASURES)
    assert page.bottom == pytest.approx(100.0)
    assert len(page.strips) == 11


def test_lines_never_stand_closer_than_the_form_allows():
    assert len(fitted(lines(11), AREA, {}, (), MEASURES)) == 2
    assert len(fitted(lines(11), AREA, {}, (), FittingMeasures(take_in=1.0))) == 1


def test_without_measures_nothing_is_taken_in():
    assert len(fitted(lines(11), AREA, {}, (), FittingMeasures())) == 2


def test_notes_count_with_the_text():
    strips = lines(9)
    strips[0].notes = ["a"]
    assert len(fitted(strips, AREA, {"a": [4.0]}, (), MEASURES)) == 1
    assert len(fitted(strips, AREA, {"a": [8.0]}, (), MEASURES)) == 2


def test_a_text_with_a_page_of_its_own_keeps_it():
    strips = [*lines(3), *lines(1, opens_page=True)]
    assert len(fitted(strips, AREA, {}, (), MEASURES)) == 2


def test_the_source_of_the_strips_is_left_as_it_is():
    strips = lines(11)
    fitted(strips, AREA, {}, (), FittingMeasures(take_in=1.0))
    assert {strip.up for strip in strips} == {8.0}


def lowest_word(data: bytes, word: str) -> float:
    """Return the distance of the baseline of the last `word` on page 1 from the top of the paper."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    start = page.get_text_range().rindex(word)
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(page.raw, start, x, y)
    return 792.0 - y.value


@pytest.mark.parametrize("day", ["2023-12-11", "2023-12-21"])
def test_the_last_note_of_page_1_stands_at_one_place_in_all_of_session_78(day: str):
    blocks = [paragraph(1, "Recalls its resolution.", Role.OPERATIVE, NoteMark("fn_1"))]
    blocks += [paragraph(n, "encourages all Member States " * 8) for n in range(2, 11)]  # of three lines each
    made = document(*blocks, notes=(note(1, "Imprint of the first."),))
    made = replace(made, identity=replace(made.identity, date=datetime.date.fromisoformat(day)))
    assert lowest_word(write(made, Options()).data, "Imprint") == pytest.approx(703.7, abs=0.2)


def _with_a_short_last_line() -> str:
    """Return the text of a paragraph that ends in a short line, which a little less space between its letters saves."""
    for count in range(30, 60):
        text = "matters " * count + "ended."
        page = page_texts(write(document(paragraph(1, text, Role.TEXT)), Options()).data)[0].split("\n")
        if "ended." in page:
            return text
    raise AssertionError("no text of this kind ends in a line of one word")


@pytest.mark.parametrize("boxed", [True, False])
def test_only_a_text_with_boxes_saves_a_last_page_of_few_lines(boxed: bool):
    text, form = _with_a_short_last_line(), form_named("new-york-t3")
    box = Table(anchor="b", columns=(Column(300.0),), rows=(Row((Cell(column=0),)),), box=boxed, width=300.0)
    saved = 0
    for fill in range(1, 46, 4):
        last = [paragraph(100 + n, "One line.", Role.TEXT) for n in range(fill)]
        made = document(box, *(paragraph(n, text, Role.TEXT) for n in range(1, 21)), *last)
        saved += len(_laid(made, form).pages) - len(_fitted(made, form).pages)
    assert (saved > 0) is boxed


def test_a_condensed_paragraph_has_as_little_taken_off_as_saves_a_line():
    made = document(paragraph(1, _with_a_short_last_line(), Role.TEXT))
    form = form_named("new-york-t3")
    normal, closer = _laid(made, form), _laid(made, form, frozenset({"para_1"}))
    assert len(closer.flow.strips) == len(normal.flow.strips) - 1
    spacing = {ink.look.spacing for ink in closer.setting.inks._inks.values()}
    usual = form.style("text").spacing
    assert any(usual - form.fitting.condense_most <= found < usual for found in spacing - {-0.2})
