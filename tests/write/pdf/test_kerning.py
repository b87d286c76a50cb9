"""Spaces are kerned like letters ([form widths]: kerning of Times New Roman)."""

from __future__ import annotations

import pytest

from pipeline.write import Options
from pipeline.write.pdf.lines.ink import FontContext, TextLook
from pipeline.write.pdf.lines.itemize import TextSpan, units
from pipeline.write.pdf.writer import write
from tests.write.pdf.write_pdf_tools import document, page_texts, paragraph

EM = 10.0 * 1.03
PAIR, QUOTE = 113 / 2048, 152 / 2048  # of Liberation Serif, as of Times New Roman


def gaps(text: str, kerning: bool = True) -> list[float]:
    """Return the spaces after the words of a text, in ems, less that of an ordinary space."""
    ink = FontContext().ink(TextLook(10.0, 1.03, 0.2, kerning=kerning))
    made = units([TextSpan(text, ink, [])], "en", False, "/")
    return [(gap - ink.space.width) / EM for gap in made.gaps]


def test_a_space_before_a_capital_with_a_slope_is_narrower():
    assert gaps("by the Assembly of States") == pytest.approx([0.0, -PAIR, 0.0, 0.0, -0.25 - 0.2 / EM], abs=0.001)


def test_a_space_after_an_apostrophe_or_such_a_capital_is_narrower_too():
    assert gaps("States’ rights")[0] == pytest.approx(-QUOTE, abs=0.001)
    assert gaps("annex A Annex")[1] == pytest.approx(-2 * PAIR, abs=0.001)


def test_without_kerning_all_spaces_are_alike():
    assert gaps("the Assembly of A States", kerning=False)[:4] == [0.0] * 4


def test_words_are_kerned_over_a_change_of_colour_but_not_of_font():
    inks = FontContext()
    black = TextLook(10.0, 1.03, 0.2)
    for look, kern in [(black._replace(colour=(0.0, 0.0, 1.0)), PAIR), (black._replace(italic=True), 0.0)]:
        made = units([TextSpan("see ", inks.ink(black), []), TextSpan("A/80/1", inks.ink(look), [])], "en", False, "/")
        assert (made.gaps[0] - inks.ink(black).space.width) / EM == pytest.approx(-kern, abs=0.001)


def test_kerned_words_are_read_as_they_are_written():
    words = "Advisory Committee on Administrative and Budgetary Questions, A and A: The Assembly’s VAT, two  Annexes"
    (page,) = page_texts(write(document(paragraph(1, words)), Options()).data)
    assert " ".join(words.split()) in " ".join(page.split())
