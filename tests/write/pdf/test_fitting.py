"""Texts that run over page 1 by little (un-format 17)."""

from __future__ import annotations

import ctypes
import datetime
from dataclasses import replace

import pypdfium2
import pytest

from pipeline.document import Role
from pipeline.forms import FittingMeasures
from pipeline.write import Options
from pipeline.write.pdf import write
from pipeline.write.pdf.fitting import fitted
from pipeline.write.pdf.pages import Area, Strip
from tests.write.pdf.write_pdf_tools import NoteMark, document, note, paragraph

AREA = Area(top=0, top_first=0, bottom=100, bottom_first=100, bottom_notes=90, bottom_notes_first=90)
MEASURES = FittingMeasures(take_in=0.6)


def lines(count: int, **more) -> list[Strip]:
    return [Strip(8.0, 2.0, elastic=True, **more) for _ in range(count)]


def test_a_text_that_needs_half_a_line_more_is_taken_in_to_one_page_and_ends_at_its_foot():
    strips = [Strip(5.0, 0.0), *lines(9), Strip(8.0, 0.0)]
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


def test_page_1_reaches_lower_where_rules_on_widows_keep_a_line_from_it():
    held = [*lines(9), Strip(8.0, 2.0), Strip(8.0, 2.0, may_begin=False), *lines(3)]
    first, second = fitted(held, AREA, {}, (), FittingMeasures(lower_foot=(12.0,)))
    assert (len(first.strips), first.lower, second.lower) == (11, 12.0, 0.0)
    full = fitted(lines(14), AREA, {}, (), FittingMeasures(lower_foot=(12.0,)))
    assert (len(full[0].strips), full[0].lower) == (10, 0.0)


def test_the_foot_stays_where_it_is_for_what_opens_a_page():
    strips = [*lines(3), *lines(1, opens_page=True)]
    assert [page.lower for page in fitted(strips, AREA, {}, (), FittingMeasures(lower_foot=(12.0,)))] == [0.0, 0.0]


def test_notes_stand_lower_with_the_foot():
    strips = [*lines(7), Strip(8.0, 2.0), Strip(8.0, 2.0, may_begin=False), *lines(3)]
    strips[0].notes = ["a"]
    (first, _) = fitted(strips, AREA, {"a": [10.0]}, (), FittingMeasures(lower_foot=(12.0,)))
    assert (len(first.strips), first.note_lines) == (9, 1)


def test_the_foot_is_lowered_no_further_than_it_helps_and_not_at_all_where_nothing_does():
    held = [*lines(9), Strip(8.0, 2.0), *(Strip(8.0, 2.0, may_begin=False) for _ in range(2)), *lines(3)]
    assert (
        fitted(
            held,
            AREA,
            {},
            (),
            FittingMeasures(
                lower_foot=(
                    12.0,
                    24.0,
                    36.0,
                )
            ),
        )[0].lower
        == 24.0
    )
    assert (
        fitted(
            held,
            AREA,
            {},
            (),
            FittingMeasures(
                lower_foot=(
                    3.0,
                    6.0,
                )
            ),
        )[0].lower
        == 0.0
    )


def lowest_word(data: bytes, word: str) -> float:
    """Distance of the baseline of the last `word` on page 1 from the top of the paper."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    start = page.get_text_range().rindex(word)
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(page.raw, start, x, y)
    return 792.0 - y.value


@pytest.mark.parametrize(("day", "foot"), [("2023-12-11", 718.0), ("2023-12-21", 703.7)])
def test_the_last_note_of_page_1_stands_where_the_set_up_of_the_day_has_it(day: str, foot: float):
    blocks = [paragraph(1, "Recalls its resolution.", Role.OPERATIVE, NoteMark("fn_1"))]
    blocks += [paragraph(n, "encourages all Member States " * 8) for n in range(2, 11)]  # of three lines each
    made = document(*blocks, notes=(note(1, "Imprint of the first."),))
    made = replace(made, identity=replace(made.identity, date=datetime.date.fromisoformat(day)))
    assert lowest_word(write(made, Options()).data, "Imprint") == pytest.approx(foot, abs=0.2)
