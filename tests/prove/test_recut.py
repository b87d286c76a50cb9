"""Passages found letter by letter: only the borders of words move, never a letter."""

from __future__ import annotations

from pipeline.prove.recut import recut

PASSAGE = ["the", "general", "assembly", "250", "2022"]


def test_words_are_cut_as_the_passage_has_them():
    found = ["x", "the", "gene", "ral", "assembly2", "502022y", "z"]
    assert recut([PASSAGE], ["x", "the", "gene", "ral", "assembly", "2502022", "y"]) == ["x", *PASSAGE, "y"]
    assert recut([PASSAGE], found) == ["x", *PASSAGE, "y", "z"]


def test_letters_stay_the_same_whatever_is_looked_for():
    found = ["the", "general", "assembly", "25", "02022", "the", "generalassembly", "2502022"]
    passages = [PASSAGE, PASSAGE, PASSAGE, ["general", "assembly", "25", "02022"]]
    assert "".join(recut(passages, found)) == "".join(found)


def test_a_passage_without_one_of_its_letters_is_not_found():
    found = ["the", "general", "assembly", "2502", "22"]
    assert recut([PASSAGE], found) == found


def test_a_short_passage_is_not_looked_for():
    assert recut([["250"]], ["1250"]) == ["1250"]


def test_each_of_two_passages_alike_is_cut_at_its_own_place():
    assert recut([PASSAGE, PASSAGE], ["".join(PASSAGE), "and", "".join(PASSAGE)]) == [*PASSAGE, "and", *PASSAGE]
