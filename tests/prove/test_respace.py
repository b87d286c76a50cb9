"""Tests of what a layout does to words without losing them."""

from __future__ import annotations

from collections import Counter

from pipeline.prove.respace import by_letters, respace, unglue


def test_a_figure_joined_with_a_note_mark_is_found():
    missing, extra = Counter({"2022": 1, "1": 1}), Counter({"20221": 1})
    assert respace(["in", "2022", "1", "it"], extra, missing) == 1
    assert (missing, extra) == (Counter(), Counter())


def test_a_figure_joined_with_a_note_mark_is_found_though_the_mark_seems_to_be_there():
    missing, extra = Counter({"2022": 1}), Counter({"20221": 1})
    assert unglue(["in", "2022", "1", "it"], missing, extra) == {"20221": ["2022", "1"]}
    assert (missing, +extra) == (Counter(), Counter({"1": 1}))


def test_a_figure_with_other_figures_behind_it_is_missing():
    missing, extra = Counter({"2022": 1}), Counter({"20225": 1})
    assert unglue(["in", "2022", "1"], missing, extra) == {}
    assert missing == Counter({"2022": 1})


def test_a_broken_word_is_found_in_its_pieces():
    missing, extra = Counter({"determination": 1}), Counter({"determina": 1, "tion": 1})
    assert respace(["self", "determina", "tion"], missing, extra) == 1
    assert (missing, extra) == (Counter(), Counter())


def test_pieces_that_do_not_stand_together_make_no_word():
    missing, extra = Counter({"determination": 1}), Counter({"determina": 1, "tion": 1})
    assert respace(["determina", "self", "tion"], missing, extra) == 0


def test_one_word_serves_only_once():
    missing, extra = Counter({"ab": 2}), Counter({"a": 1, "b": 1})
    assert respace(["a", "b", "a", "b"], missing, extra) == 1
    assert missing == Counter({"ab": 1})


def test_arabic_letters_in_another_order_are_counted_apart():
    missing, extra = Counter({"الأمم": 1}), Counter({"األمم": 1})
    assert by_letters(["األمم"], missing, extra) == 1
    assert not missing


def test_arabic_words_cut_otherwise_are_counted_apart():
    missing, extra = Counter({"كتاب": 1, "جديد": 1}), Counter({"كتابجد": 1, "يد": 1})
    assert by_letters(["كتابجد", "يد"], missing, extra) == 2


def test_an_arabic_word_whose_letters_are_not_there_is_lost():
    missing, extra = Counter({"كتاب": 1}), Counter({"جديد": 1})
    assert by_letters(["جديد"], missing, extra) == 0
    assert missing == Counter({"كتاب": 1})


def test_latin_words_are_never_proved_by_their_letters():
    missing, extra = Counter({"listen": 1}), Counter({"silent": 1})
    assert by_letters(["silent"], missing, extra) == 0
