"""Display width, breaking and wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from pipeline.write.text import lines
from pipeline.write.text.lines import display_width, padded, wrap

ALPHABET = "abc déж  日本，。《》（）「ا ل\u0301[]1-/:;«»🇲\U00020000"
texts = st.text(st.sampled_from(ALPHABET), max_size=120)
printed = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9)
widths = st.integers(min_value=8, max_value=40)


@given(printed, printed)
def test_what_is_joined_is_as_wide_as_its_parts(before, after):
    assert display_width(before + after) == display_width(before) + display_width(after)


@given(texts, widths, widths)
def test_no_line_is_wider_than_its_room(text, first, rest):
    lines = wrap(text, first, rest)
    assert display_width(lines[0]) <= first
    assert all(display_width(line) <= rest for line in lines[1:])


@given(texts, widths)
def test_wrapping_loses_and_adds_nothing_but_spaces(text, width):
    assert "".join(wrap(text, width, width)).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=30), widths)
def test_words_that_fit_a_line_are_never_parted(words, width):
    assert " ".join(wrap(" ".join(words), width, width)).split() == words


def test_wide_characters_count_two_columns_and_marks_none():
    assert display_width("大会") == 4
    assert display_width("e\u0301") == 1
    assert display_width("كتّاب") == 4


def test_chinese_lines_do_not_begin_with_a_closing_mark_or_end_with_an_opening_one():
    text = "大会，回顾其决议（《决议》），重申“联合国”的作用。" * 8
    lines = wrap(text, 20, 20)
    assert len(lines) > 8
    assert not any(line[0] in "，。》）”" or line[-1] in "（《“" for line in lines)


def test_a_double_dash_of_chinese_stays_together():
    for width in range(8, 30, 2):
        assert not any(
            line.startswith("―") and not line.startswith("――") for line in wrap("重申――联合国" * 6, width, width)
        )


def test_numbers_inside_chinese_are_not_parted():
    lines = wrap("第78/100号决议" * 10, 20, 20)
    assert "".join(lines).count("78/100") == sum(line.count("78/100") for line in lines)


def test_a_line_does_not_break_at_a_hyphen():
    assert wrap("aaaa bbbb-cccc", 10, 10) == ["aaaa", "bbbb-cccc"]


def test_a_narrow_cell_may_break_after_a_hyphen_or_slash():
    assert wrap("aaaa bbbb-cccc/dd", 10, 10, narrow=True) == ["aaaa bbbb-", "cccc/dd"]


def test_french_marks_cling_to_their_words_across_spaces():
    assert wrap("aaa bbb : « ccc » ; ddd", 9, 9) == ["aaa bbb :", "« ccc » ;", "ddd"]


def test_an_address_longer_than_the_line_is_cut_after_a_slash():
    assert wrap("https://example.org/one/two", 22, 22) == ["https://example.org/", "one/two"]


def test_a_no_break_space_does_not_break():
    assert wrap("aaaa 7\u00a0December", 12, 12) == ["aaaa", "7\u00a0December"]


def test_a_forced_break_breaks():
    assert wrap("a b\nc", 20, 20) == ["a b", "c"]


@pytest.mark.parametrize(("align", "expected"), [("start", "大  "), ("end", "  大"), ("centre", " 大 ")])
def test_padding_counts_display_columns(align, expected):
    assert padded("大", 4, align) == expected


def test_a_number_in_groups_stays_on_one_line():
    assert wrap("amount of 56 126 600 dollars", 14, 14) == ["amount of", "56 126 600", "dollars"]
    assert wrap("مبلغ قدره 600 126 56 دولار", 14, 14) == ["مبلغ قدره", "600 126 56", "دولار"]
    assert wrap("in 2025 30 posts", 8, 8) == ["in 2025", "30 posts"]


_WORDS = st.sampled_from(
    ["the", "of", ":", "»", "«", "(", "قرار", "12", "456 789", "well-known/so", "éß", "Ж", "", " ", "中文", "x" * 30]
)


@given(st.lists(_WORDS).map(" ".join), st.integers(-2, 40), st.integers(1, 40), st.booleans())
def test_a_plain_text_is_laid_as_every_other_text_is_filled(text, first, rest, narrow):
    plain = lines._plain(text, narrow)
    laid = None if plain is None else lines._laid(plain, first, rest)
    if laid is not None:
        assert laid == lines._filled(lines._pieces(text, narrow), first, rest)


def test_what_counts_as_narrow_takes_one_column():
    narrow = [chr(code) for code in range(0x10000) if lines._NARROW_LETTERS.fullmatch(chr(code))]
    assert len(narrow) > 500
    assert {wcwidth(letter) for letter in narrow} == {1}
