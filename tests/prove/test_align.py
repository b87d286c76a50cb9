"""Tests of the alignment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.prove.align import Places, in_order, matched

_words = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def longest(a, b):
    """Return the length of the longest common subsequence, by the textbook."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = row
        row = [0]
        for j, y in enumerate(b):
            row.append(before[j] + 1 if x == y else max(row[-1], before[j + 1]))
    return row[-1]


@given(_words, _words)
def test_matches_are_a_common_subsequence(a, b):
    found = matched(a, b)
    assert found == sorted(set(found))
    assert in_order([a[i] for i in found], b)
    assert len(found) == longest(a, b)


@given(_words, _words, st.integers(0, 30))
def test_words_in_order_are_matched_in_full_whatever_stands_between(a, extra, at):
    assert matched(a, a[:at] + extra + a[at:]) == list(range(len(a)))


def test_one_lost_word_is_the_only_one_not_matched():
    a = ["the", "assembly", "the", "council", "the", "court", "and", "the", "assembly"]
    assert set(range(len(a))) - set(matched(a, a[:4] + a[5:])) <= {4, 6}
    assert len(matched(a, a[:4] + a[5:])) == len(a) - 1


def test_two_passages_that_changed_places_lose_only_one_of_them():
    a = [f"w{i}" for i in range(1000)]
    assert len(matched(a, a[:100] + a[200:] + a[100:200])) == 900


def test_a_long_text_of_few_different_words_is_aligned_without_being_compared_pair_by_pair():
    a = ["x", "y"] * 20_000
    assert len(matched(a, ["y", *a[:-3]])) >= len(a) - 5


@given(_words, _words)
def test_a_short_sequence_is_in_order_in_a_long_one_as_it_is_without_an_index(a, b):
    places = Places(b)
    assert places.in_order(a) == in_order(a, b)
    found = places.matched(a)
    assert in_order([a[i] for i in found], b) and found == sorted(set(found))


def test_a_note_with_a_lost_word_is_found_where_its_rarest_word_stands():
    text = ["see", "the", "report"] * 5000 + ["see", "the", "harbour", "report"] + ["see", "the", "report"] * 5000
    note = ["see", "also", "the", "harbour", "report"]
    assert Places(text).matched(note) == [0, 2, 3, 4]
    assert Places(text).matched(["nowhere"]) == []


def test_a_long_text_of_few_different_words_is_aligned_though_a_tenth_is_lost():
    import random

    choose = random.Random(4)
    a = choose.choices("abcdefgh", k=12_000)
    b = [word for word in a if choose.random() > 0.1]
    assert len(matched(a, b)) == len(b)
