"""Tests of the alignment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.prove.align import in_order, matched

_words = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def longest(a, b):
    """Length of the longest common subsequence, by the textbook."""
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
    assert len(found) <= longest(a, b)


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
