"""Codes of text: the same for a word in all documents, and bytes that depend on the document alone."""

from __future__ import annotations

import pytest

from pipeline.document import Look, Role, Text
from pipeline.write import Options
from pipeline.write.pdf.lines import ink, shaped
from pipeline.write.pdf.writer import write
from tests.write.pdf.write_pdf_tools import document, opened, page_texts, paragraph

WORDS = "Takes note of VAT, To\u2011do lists, \u20ac 5 and \u05d0 \u2603 \U0001f600 AV"
"""With kerned pairs, a sign that is drawn by the glyph of another, other faces, and a sign that no face has."""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    shaped.shaped_words.cache_clear()


def test_the_bytes_do_not_depend_on_what_was_written_before():
    texts, other = document(paragraph(1, WORDS)), document(paragraph(1, f"AV VAT Other words {WORDS[::-1]}"))
    first = write(texts, Options()).data
    shaped.shaped_words.cache_clear()
    write(other, Options())
    assert write(texts, Options()).data == first
    assert write(texts, Options()).data == first


def test_a_word_has_the_same_codes_in_all_documents():
    one, other = (ink.FontContext().ink(ink.TextLook(10.0)) for _ in range(2))
    other.pieces("xyz")
    assert one.pieces("quorum")[0].codes == other.pieces("quorum")[0].codes


@pytest.mark.parametrize("words", ["fit", "2008", "it 8", "I"])
def test_the_usual_width_of_a_font_is_a_whole_number(words: str):
    """The letters t, f and i are 277.83 wide."""
    bold = Text(words, Look.BOLD | Look.ITALIC)
    made = opened(write(document(paragraph(1, "Notes ", Role.OPERATIVE, bold)), Options()).data)
    fonts = [font for page in made.pages for font in page.Resources.Font.values()]
    assert {type(font.DescendantFonts[0].DW) for font in fonts} == {int}


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ar"])
def test_all_text_is_read_as_it_is_written(language: str):
    words = {
        "en": "To\u2011do \u20ac five",
        "zh-Hans": "\u5927\u4f1a\u51b3\u5b9a",
        "ar": "\u0627\u0644\u0623\u0645\u0645",
    }
    text = " ".join(page_texts(write(document(paragraph(1, words[language]), language=language), Options()).data))
    assert all(word in text or word[::-1] in text for word in words[language].split())


def test_a_document_is_the_same_when_no_more_words_are_kept(monkeypatch: pytest.MonkeyPatch):
    texts = document(paragraph(1, "one two three four five six seven"))
    whole = write(texts, Options()).data
    shaped.shaped_words.cache_clear()
    monkeypatch.setattr(shaped, "_MOST", 2)
    assert write(texts, Options()).data == whole
