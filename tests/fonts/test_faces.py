"""Faces, the choice among them, and glyphs put together."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts.compound import Compound
from pipeline.fonts.faces import Face
from pipeline.fonts.fallback import choice
from pipeline.write.pdf.lines.ink import FontContext, TextLook


def words(text: str, language: str = "en", rtl: bool = False):
    return choice(language, False, False).words(text, rtl, True)


def test_every_character_of_a_word_is_the_text_of_exactly_one_glyph():
    (word,), _ = words("Assembly")
    assert "".join(glyph.text for glyph in word.drawn) == "Assembly"


def test_a_substituted_character_keeps_its_own_text():
    (word,), missing = words("non\u2011post")
    hyphen, _ = words("-")
    assert [glyph.text for glyph in word.drawn] == list("non\u2011post")
    assert word.drawn[3].shape == hyphen[0].drawn[0].shape
    assert missing == ""


def test_a_character_without_glyph_is_named_and_drawn_as_a_box():
    found, missing = words("a\U0001f600")
    box, _ = words("\u25a1")
    assert missing == "\U0001f600"
    assert found[-1].drawn[-1].shape == box[0].drawn[0].shape


def test_a_joiner_between_characters_without_glyph_keeps_the_text_after_it():
    found, missing = words("\U0001f469\u200d\U0001f467\u201d")
    drawn = "".join(glyph.text for word in found for glyph in word.drawn)
    assert drawn.replace("\u200d", "") == "\U0001f469\U0001f467\u201d"
    assert found[-1].drawn[-1].text == "\u201d"
    assert missing == "\U0001f469\U0001f467"


def test_an_arabic_letter_with_its_marks_is_one_glyph_with_all_of_their_text():
    (word,), _ = words("بَعدُ", "ar", True)
    assert sorted("".join(glyph.text for glyph in word.drawn)) == sorted("بَعدُ")
    assert all(glyph.text[0] not in "\u064e\u064f" for glyph in word.drawn)


def test_chinese_quotation_marks_are_set_by_the_chinese_face():
    chinese, _ = words("“", "zh")
    latin, _ = words("“", "en")
    assert chinese[0].face is not latin[0].face


def test_compound_glyphs_are_written_into_the_embedded_font():
    face = words("a")[0][0].face
    a, acute = (words(char)[0][0].drawn[0].shape for char in "a´")
    compound = Compound(((a, 0, 0), (acute, 100, 50)), 909)
    data, numbers = face.subset([a, acute, compound])
    font = TTFont(io.BytesIO(data))
    glyph = font["glyf"][font.getGlyphName(numbers[compound])]
    assert glyph.isComposite()
    assert [(c.x, c.y) for c in glyph.components] == [(0, 0), (100, 50)]
    assert font["hmtx"][font.getGlyphName(numbers[compound])][0] == 909


def test_a_mirrored_bracket_has_a_code_of_its_own():
    inks = FontContext()
    ink = inks.ink(TextLook(10.0, language="ar"))
    opening, closing = ink.pieces("(", True)[0], ink.pieces(")")[0]
    assert opening.codes != closing.codes


@pytest.mark.parametrize("kerning", [True, False])
def test_kerning_moves_glyphs_only_where_the_form_says_so(kerning: bool):
    inks = FontContext()
    plain = inks.ink(TextLook(10.0, kerning=kerning)).pieces("To")[0].width
    assert (plain < 10.0 * (1251 + 1024) / 2048) is kerning


def test_a_space_is_shown_with_the_word_before_it():
    segment = FontContext().ink(TextLook(10.0)).segments["word "]
    assert len(segment.pieces) == 1
    assert segment.pieces[0].space
    assert segment.pieces[0].width == pytest.approx(segment.width + segment.gap)


@pytest.mark.parametrize(("text", "rtl"), [("AVATAR", False), ("resolution", False), ("الأمم", True), ("دورة", True)])
def test_the_short_way_to_a_word_and_the_long_one_agree(text: str, rtl: bool, monkeypatch: pytest.MonkeyPatch):
    (word,), _ = words(text, "ar" if rtl else "en", rtl)
    monkeypatch.setattr(Face, "_plain_word", lambda *given: None)
    assert word.face.word(text, text, rtl, True) == word


def test_a_character_that_another_face_sets_parts_the_word():
    parts, missing = words("ab\u2611c")
    assert ["".join(glyph.text for glyph in part.drawn) for part in parts] == ["ab", "\u2611", "c"]
    assert missing == ""


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
@pytest.mark.parametrize(
    "text", ["AVATAR, 1 000", "كانون الثاني/يناير A/RES/1", "中文 English，", "e\u0301 «\u202f»", "\u2011"]
)
def test_a_measured_text_is_as_wide_as_the_words_that_draw_it(language: str, text: str) -> None:
    for rtl in (False, True):
        drawn, _ = choice(language, False, False).words(text, rtl, True)
        assert choice(language, False, False).width(text, rtl) == sum(word.width for word in drawn)
