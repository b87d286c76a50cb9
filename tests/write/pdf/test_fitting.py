"""Texts that run over page 1 by little (un-format 17)."""

from __future__ import annotations

import pytest

from pipeline.write.pdf.fitting import fitted
from pipeline.write.pdf.pages import Area, Strip

AREA = Area(top=0, top_first=0, bottom=100, bottom_first=100, bottom_notes=90, bottom_notes_first=90)
MEASURES = {"take_in": 0.6}


def lines(count: int, **more) -> list[Strip]:
    return [Strip(8.0, 2.0, elastic=True, **more) for _ in range(count)]


def test_a_text_that_needs_half_a_line_more_is_taken_in_to_one_page_and_ends_at_its_foot():
    strips = [Strip(5.0, 0.0), *lines(9), Strip(8.0, 0.0)]
    (page,) = fitted(strips, AREA, {}, (), MEASURES)
    assert page.bottom == pytest.approx(100.0)
    assert len(page.strips) == 11


def test_lines_never_stand_closer_than_the_form_allows():
    assert len(fitted(lines(11), AREA, {}, (), MEASURES)) == 2
    assert len(fitted(lines(11), AREA, {}, (), {"take_in": 1.0})) == 1


def test_without_measures_nothing_is_taken_in():
    assert len(fitted(lines(11), AREA, {}, (), {})) == 2


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
    fitted(strips, AREA, {}, (), {"take_in": 1.0})
    assert {strip.up for strip in strips} == {8.0}


def test_page_1_reaches_lower_where_rules_on_widows_keep_a_line_from_it():
    held = [*lines(9), Strip(8.0, 2.0), Strip(8.0, 2.0, may_begin=False), *lines(3)]
    first, second = fitted(held, AREA, {}, (), {"lower_foot": [12.0]})
    assert (len(first.strips), first.lower, second.lower) == (11, 12.0, 0.0)
    full = fitted(lines(14), AREA, {}, (), {"lower_foot": [12.0]})
    assert (len(full[0].strips), full[0].lower) == (10, 0.0)


def test_the_foot_stays_where_it_is_for_what_opens_a_page():
    strips = [*lines(3), *lines(1, opens_page=True)]
    assert [page.lower for page in fitted(strips, AREA, {}, (), {"lower_foot": [12.0]})] == [0.0, 0.0]


def test_notes_stand_lower_with_the_foot():
    strips = [*lines(7), Strip(8.0, 2.0), Strip(8.0, 2.0, may_begin=False), *lines(3)]
    strips[0].notes = ["a"]
    (first, _) = fitted(strips, AREA, {"a": [10.0]}, (), {"lower_foot": [12.0]})
    assert (len(first.strips), first.note_lines) == (9, 1)


def test_the_foot_is_lowered_no_further_than_it_helps_and_not_at_all_where_nothing_does():
    held = [*lines(9), Strip(8.0, 2.0), *(Strip(8.0, 2.0, may_begin=False) for _ in range(2)), *lines(3)]
    assert fitted(held, AREA, {}, (), {"lower_foot": [12.0, 24.0, 36.0]})[0].lower == 24.0
    assert fitted(held, AREA, {}, (), {"lower_foot": [3.0, 6.0]})[0].lower == 0.0
