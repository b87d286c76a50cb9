"""Words in brackets of the text: those for a picture, brackets in them included, and changes."""

from __future__ import annotations

import pytest

from pipeline.write.reading import Sort
from pipeline.write.text.read import read


@pytest.mark.parametrize("words", ["A map", "A map [draft]", "Planned: [a] 3, [b] 4"])
def test_the_words_of_a_picture_are_read_back_with_their_brackets(words: str) -> None:
    assert read(f"See [{words}] here.".encode()).counted(Sort.PICTURE) == (words,)


def test_changes_in_columns_beside_each_other_are_read_back_each() -> None:
    text = "[-one   [-two {+a+}\nthree-]  four-]\n[-five-]"
    assert len(read(text.encode()).counted(Sort.DELETION)) == 3
    assert read(text.encode()).counted(Sort.INSERTION) == ("a",)


def test_a_sign_without_its_end_is_not_a_change() -> None:
    assert read(b"[-one-] and [-two").counted(Sort.DELETION) == ("one",)
