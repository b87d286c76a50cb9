"""Words for a picture in brackets of the text, brackets in them included."""

from __future__ import annotations

import pytest

from pipeline.write.reading import Sort
from pipeline.write.text.read import read


@pytest.mark.parametrize("words", ["A map", "A map [draft]", "Planned: [a] 3, [b] 4"])
def test_the_words_of_a_picture_are_read_back_with_their_brackets(words: str) -> None:
    assert read(f"See [{words}] here.".encode()).counted(Sort.PICTURE) == (words,)
