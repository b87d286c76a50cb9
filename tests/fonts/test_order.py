"""Break opportunities, bidi levels and visual order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fonts import order


def pieces(text: str, language: str) -> list[str]:
    ends = order.opportunities(text, language, "/")
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def test_lines_end_after_spaces_hyphens_and_en_dashes_but_not_after_slashes():
    assert pieces("A/RES/80 procès-verbaux 2020–2030 and/or", "fr") == [
        "A/RES/80 ",
        "procès-",
        "verbaux ",
        "2020–",
        "2030 ",
        "and/or",
    ]


def test_days_of_a_month_are_not_parted_years_are():
    assert pieces("Janeiro, 3–14 June 1992", "en") == ["Janeiro, ", "3–14 ", "June ", "1992"]
    assert pieces("18–22 March, 1 August 2015–31 December", "en")[:2] == ["18–22 ", "March, "]
    assert "2015–" in pieces("18–22 March, 1 August 2015–31 December", "en")


def test_no_line_ends_after_a_hyphen_that_is_excluded():
    assert order.opportunities("follow-up to it", "en", "/-") == [10, 13, 15]


def test_a_dash_between_spaces_ends_no_piece_of_its_own_before_the_space():
    assert pieces("text – more", "en") == ["text ", "– ", "more"]


def test_no_break_spaces_and_hyphens_hold():
    assert pieces("1\u00a0000 non\u2011post", "en") == ["1\u00a0000 ", "non\u2011post"]


def test_chinese_breaks_between_ideographs_but_not_before_closing_marks():
    assert pieces("大会，决定", "zh") == ["大", "会，", "决", "定"]


def test_characters_beyond_the_basic_plane_do_not_shift_the_offsets():
    assert pieces("\U00020000 ab cd", "zh")[-1] == "cd"


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [("abc", False, [0, 0, 0]), ("قرار 20", True, [1, 1, 1, 1, 1, 2, 2]), ("a ق", False, [0, 0, 1])],
)
def test_levels_follow_the_bidirectional_algorithm(text, rtl, expected):
    assert order.levels(text, rtl) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 0], [0, 1]),
        ([1, 1, 1], [2, 1, 0]),
        ([1, 2, 1], [2, 1, 0]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
    ],
)
def test_runs_are_reversed_level_by_level(levels, expected):
    assert order.visual(levels) == expected


@given(st.lists(st.integers(0, 4), max_size=12))
def test_visual_order_is_a_permutation(levels):
    assert sorted(order.visual(levels)) == list(range(len(levels)))


@pytest.mark.parametrize("number", ["25 634 100", "100 634 25", "(8 898 000)"])
def test_no_line_ends_inside_a_number_in_groups(number: str):
    text = f"مبلغ {number} دولار"
    ends = order.outside_numbers(text, order.opportunities(text, "ar", ""))
    assert not [e for e in ends if text.index(number) < e < text.index(number) + len(number)]
    assert text.index(number) in ends
