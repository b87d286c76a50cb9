"""Tests of folding and cutting into words."""

from __future__ import annotations

import pytest

from pipeline.prove.fold import _TOKEN, fold, tokens, without_vowel_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The General Assembly,", ["the", "general", "assembly"]),
        ("A/RES/62/7", ["a", "res", "62", "7"]),
        ("72e session", ["72", "e", "session"]),
        ("l’État", ["l", "état"]),
        ("大会决议77", ["大", "会", "决", "议", "77"]),
        ("الأمم المتحدة", ["الأمم", "المتحدة"]),
        ("с уважением", ["с", "уважением"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_a_word_is_a_run_of_letters_a_run_of_digits_or_one_chinese_character(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("e\u0301tat", "état"),
        ("ﬁn", "fin"),
        ("１２", "12"),
        ("co\u00adoperation", "cooperation"),
        ("الأمــم", "الأمم"),
        ("\u2067A/62/1\u2069", "A/62/1"),
        ("ﻻ", "لا"),
    ],
)
def test_what_a_reader_does_not_see_as_a_difference_is_folded_away(one, other):
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize("text", ["the Assembly", "موحّد بشأن", "a ّ b"])
def test_words_without_vowel_marks_are_those_of_a_text_without_them(text):
    assert without_vowel_marks(tokens(text)) == tokens(text, vowel_marks=False)


def test_ideographs_are_cut_without_a_search_as_with_one():
    ideographs = "".join(map(chr, range(0x4E00, 0xA000)))
    for text in (
        ideographs,
        "2022年，大会（第77/1号决议）：a\u0301bc“决定”。\u0301《文》",
        "か\u3099\u4e00\u4e00\u4e00\u4e00\u3099",
    ):
        assert tokens(text) == _TOKEN.findall(fold(text))


def test_different_letters_stay_different():
    assert fold("a") != fold("а")  # Latin and Cyrillic


def test_arabic_vowel_marks_count_unless_a_format_cannot_give_them_back():
    assert tokens("موحّد") != tokens("موحد")
    assert tokens("موحّد", vowel_marks=False) == tokens("موحد")


def test_vowel_marks_are_left_out_of_every_form_of_presentation():
    marks = tokens("".join(f"ب{chr(mark)} " for mark in (*range(0x64B, 0x653), 0x670)), vowel_marks=False)
    assert set(marks) == {"ب"}
    for char in map(chr, (*range(0x600, 0x700), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))):
        assert tokens(f"ب{char}", vowel_marks=False) == without_vowel_marks(tokens(f"ب{char}")), hex(ord(char))
