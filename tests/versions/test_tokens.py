"""Tokens: nothing is lost, and each language is cut where its readers would cut it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.versions.comparison.tokens import folded, tokens, words


@given(st.text())
def test_tokens_joined_are_the_text(text):
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à l’exercer leurs", ["à", " ", "l’", "exercer", " ", "leurs"]),
        ("don't stop", ["don'", "t", " ", "stop"]),
        ("356 413 100 dollars", ["356\u00a0413\u00a0100", " ", "dollars"]),
        ("大会决议", ["大", "会", "决", "议"]),
        ("Etat; oui", ["Etat", ";", " ", "oui"]),
        ("الثمانون، في", ["الثمانون", "،", " ", "في"]),
        ("inter-régional", ["inter-régional"]),
    ],
)
def test_words_end_where_readers_end_them(text, expected):
    assert tokens(text.replace("356 413 100", "356\u00a0413\u00a0100")) == expected


def test_similarity_does_not_see_case_accents_and_apostrophes():
    assert words("L'État ŒUVRE") == words("l’etat oeuvre")
    assert folded("État") == "etat"


def test_marks_over_arabic_letters_belong_to_the_word():
    assert tokens("مقدَّر") == ["مقدَّر"]
