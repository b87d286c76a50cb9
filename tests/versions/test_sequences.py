"""Two sequences of words, compared as a whole and in pieces."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.versions.comparison import sequences

WORDS = st.lists(st.sampled_from("abcdefghij "), max_size=40)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the list that gets the length of the shorter side of everything that is compared as a whole."""
    lengths: list[int] = []
    real = sequences.Indel

    class Recorder:
        @staticmethod
        def opcodes(old, new):
            lengths.append(min(len(old), len(new)))
            return real.opcodes(old, new)

        @staticmethod
        def distance(old, new):
            lengths.append(min(len(old), len(new)))
            return real.distance(old, new)

        normalized_similarity = staticmethod(real.normalized_similarity)

    monkeypatch.setattr(sequences, "Indel", Recorder)
    return lengths


@given(WORDS, WORDS, st.integers(1, 5))
def test_steps_lead_from_one_sequence_to_the_other(old: list[str], new: list[str], whole: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequences, "WHOLE", whole)
        steps = list(sequences.steps(old, new))
    assert [word for s in steps for word in old[s.old_start : s.old_end]] == old
    assert [word for s in steps for word in new[s.new_start : s.new_end]] == new
    assert all(old[s.old_start : s.old_end] == new[s.new_start : s.new_end] for s in steps if s.kept)


def test_no_more_is_compared_as_a_whole_than_a_piece(compared: list[int]) -> None:
    old = [f"a{n // 2}" if n % 2 else " " for n in range(30_000)]
    new = [f"b{n // 2}" if n % 2 else " " for n in range(30_000)]
    list(sequences.steps(old, new))
    sequences.likeness(old, new)
    assert compared
    assert max(compared) <= sequences.WHOLE


def test_in_a_long_text_the_words_are_found_that_were_changed() -> None:
    random.seed(1)
    old = [f"w{random.randrange(4000)}" for _ in range(30_000)]
    new = [*old[:9000], *("new",) * 700, *old[9000:20_000], *old[21_000:]]
    steps = list(sequences.steps(old, new))
    assert sum(s.old_end - s.old_start for s in steps if s.kept) == 29_000
    assert sequences.likeness(old, new) == pytest.approx(2 * 29_000 / (30_000 + 29_700))


def test_long_texts_without_a_word_in_common_are_not_alike() -> None:
    old, new = [f"a{n}" for n in range(9000)], [f"b{n}" for n in range(9000)]
    assert sequences.likeness(old, new, 0.3) == 0.0
