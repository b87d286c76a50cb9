"""Words of letters that are kerned in pairs at most are as HarfBuzz shapes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data import TEMPLATES
from pipeline.fonts.faces import Face

FACES = {path.name: Face(path) for path in sorted((TEMPLATES / "fonts").glob("*.ttf"))}
LETTERS = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.characters(min_codepoint=0xA1, max_codepoint=0x52F),
    st.characters(min_codepoint=0x2010, max_codepoint=0x205E),
)


def shaped(face: Face, text: str, kerning: bool):
    return face._plain_word(face._shaped(text, False, kerning), text, text, False)


@pytest.mark.parametrize("name", FACES)
@settings(max_examples=300, deadline=None)
@given(text=st.text(LETTERS, min_size=1, max_size=9), kerning=st.booleans())
def test_a_word_of_pairs_is_what_the_whole_word_is(name: str, text: str, kerning: bool):
    paired = FACES[name]._paired_word(text, text, kerning)
    assert paired is None or paired == shaped(FACES[name], text, kerning)


@pytest.mark.parametrize("text", ["AVAST", "To, Toy.", "L’État", "Генеральная", "Ταύρος", "A/RES/80/1", "fi ffl 1/2"])
@pytest.mark.parametrize("kerning", [True, False])
def test_words_of_the_usual_face_are_pairs(text: str, kerning: bool):
    face = FACES["LiberationSerif-Regular.ttf"]
    assert face._paired_word(text, text, kerning) == shaped(face, text, kerning)
    assert face.width(text, False, kerning) == pytest.approx(shaped(face, text, kerning).width)


@pytest.mark.parametrize("text", ["e\u0301", "a\u200db", "\u0915\u093f", "\u05d0", "\ufb01\u0300"])
def test_marks_joiners_and_other_scripts_are_shaped(text: str):
    face = FACES["LiberationSerif-Regular.ttf"]
    assert face._paired_word(text, text, True) is None


def test_a_face_for_letters_that_join_has_no_pairs(tmp_path: Path):
    """Its full stop and slash change by their neighbours."""
    assert FACES["NotoNaskhArabic-Regular.ttf"]._paired_word("A/64/19.", "A/64/19.", True) is None
