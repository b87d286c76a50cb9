"""Tests of what a layout does to words without losing them."""

from __future__ import annotations

from collections import Counter

from pipeline.prove.respace import (
    Spelled,
    by_base_letters,
    by_letters,
    joined,
    parted,
    rejoined,
    respace,
)
from pipeline.prove.scatter import scattered


def test_a_figure_joined_with_a_note_mark_is_found():
    missing, extra = Counter({"2022": 1, "1": 1}), Counter({"20221": 1})
    assert joined(["in", "2022", "1", "it"], missing, extra, marks_touch=False) == [("20221", 1, 2)]
    assert (missing, extra) == (Counter(), Counter())


def test_a_figure_joined_with_a_note_mark_is_found_though_the_mark_seems_to_be_there():
    missing, extra = Counter({"2022": 1}), Counter({"20221": 1})
    assert joined(["in", "2022", "1", "it"], missing, extra, marks_touch=False) == []
    assert joined(["in", "2022", "1", "it"], missing, extra, marks_touch=True) == [("20221", 1, 2)]
    assert (missing, +extra) == (Counter(), Counter({"1": 1}))


def test_a_figure_with_other_figures_behind_it_is_missing():
    missing, extra = Counter({"2022": 1}), Counter({"20225": 1})
    assert joined(["in", "2022", "1"], missing, extra, marks_touch=True) == []
    assert missing == Counter({"2022": 1})


def test_a_broken_word_is_found_in_its_pieces():
    missing, extra = Counter({"determination": 1}), Counter({"determina": 1, "tion": 1})
    assert respace(["self", "determina", "tion"], missing, extra) == [("determination", 1, 2)]
    assert (missing, extra) == (Counter(), Counter())


def test_the_longest_word_that_pieces_spell_is_found():
    missing, extra = Counter({"self": 1, "selfless": 1}), Counter({"se": 2, "lf": 2, "less": 1})
    assert [found.word for found in respace(["se", "lf", "less", "se", "lf"], missing, extra)] == ["selfless", "self"]


def test_pieces_that_do_not_stand_together_make_no_word():
    missing, extra = Counter({"determination": 1}), Counter({"determina": 1, "tion": 1})
    assert respace(["determina", "self", "tion"], missing, extra) == []


def test_one_word_serves_only_once():
    missing, extra = Counter({"ab": 2}), Counter({"a": 1, "b": 1})
    assert respace(["a", "b", "a", "b"], missing, extra) == [("ab", 0, 2)]
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


def test_a_word_over_many_lines_is_found():
    long = "x" * 900
    pieces = ["x" * 90] * 10
    missing, extra = Counter({long: 1}), Counter(pieces)
    assert respace(pieces, missing, extra) == [(long, 0, 10)]
    assert rejoined(["a", *pieces, "b"], [Spelled(long, 1, 10)]) == ["a", long, "b"]


def test_words_that_the_layout_joined_are_parted_again():
    source = ["one", "x", "y", "two"]
    assert parted(["one", "xy", "two"], source, [Spelled("xy", 1, 2)]) == source


def test_words_that_the_layout_joined_are_found_though_one_seems_to_be_there():
    missing, extra = Counter({"x": 1}), Counter({"xa": 1})
    assert joined(["one", "x", "a"], missing, extra, marks_touch=False) == [("xa", 1, 2)]
    assert (+missing, +extra) == (Counter(), Counter({"a": 1}))


def test_a_word_broken_in_a_narrow_column_is_found_between_the_words_of_the_next():
    missing, extra = Counter({"developed": 1}), Counter({"develo": 1, "ped": 1})
    assert scattered(["develo", "not", "ped", "applicable"], missing, extra) == (1, ["developed", "not", "applicable"])
    assert not missing


def test_a_lost_figure_is_not_made_up_of_page_numbers():
    missing, extra = Counter({"12": 1}), Counter({"1": 1, "2": 1})
    assert scattered(["1", "text", "2"], missing, extra) == (0, ["1", "text", "2"])
    assert missing == Counter({"12": 1})


def test_pieces_serve_one_word_only_and_a_wrong_beginning_hides_no_right_one():
    found = ["de", "x", "develo", "de", "ped", "velo", "ped"]
    missing, extra = Counter({"developed": 3}), Counter(found)
    assert scattered(found, missing, extra) == (2, ["developed", "x", "developed", "de"])
    assert (missing, extra) == (Counter({"developed": 1}), Counter({"x": 1, "de": 1}))


def test_a_composed_letter_without_its_mark_is_counted():
    missing, extra = Counter({"café": 1}), Counter({"cafe": 1})
    assert by_base_letters(missing, extra) == 1
    assert not missing
