"""Titles: breaks of the print, last words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Direction, LineBreak, Look, NoteMark, Text, plain_text
from pipeline.layout.titles import bracketed, broken, tied, untied
from tests import makers

ADOPTION = r"(?<=General\sAssembly)\s(?=on\s\d)"


@pytest.mark.parametrize(
    "runs",
    [
        ("Adopted by the General Assembly on 5 March",),
        ("Adopted by the General\u00a0Assembly on 5 March",),
        ("Adopted by the General Assembly on ", "5 March"),
        ("Adopted by the General Assembly", " ", "on", " 5 March"),
    ],
)
def test_a_title_breaks_where_the_print_does_however_its_runs_are_cut(runs):
    found = broken([Text(run, look=Look(n % 2)) for n, run in enumerate(runs)], ADOPTION)
    at = found.index(LineBreak())
    assert plain_text(found[:at]).endswith("Assembly")
    assert plain_text(found[at + 1 :]) == "on 5 March"


def test_a_title_without_the_words_is_left_as_it_is():
    title = (Text("Adopted by the General Assembly"), NoteMark("n"))
    assert broken(title, ADOPTION) == title
    assert broken(title, None) == title


def test_the_last_two_words_of_a_long_title_are_tied():
    words = "Financing of the International Residual Mechanism for Criminal Tribunals"
    assert tied([Text(words)]) == (Text(words.replace("Criminal ", "Criminal\u00a0")),)


@pytest.mark.parametrize("words", ["Criminal Tribunals", "One " + "w" * 40, "a b " + "w" * 31, "قرار " * 12])
def test_short_titles_long_words_and_arabic_are_not_tied(words):
    assert tied([Text(words)]) == (Text(words),)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("Model Strategies on Reducing Reoffending (the Kyoto Model Strategies)", "(the~Kyoto~Model~Strategies)"),
        ("Treaty on the South-East Asia Nuclear-Weapon-Free Zone (Bangkok Treaty)", "(Bangkok~Treaty)"),
    ],
)
def test_brackets_at_the_end_of_a_title_are_held_together_and_nothing_before_them(words: str, held: str):
    kept = words[: words.index("(")] + held.replace("~", "\u00a0")
    assert bracketed([Text(words)]) == (Text(kept),)
    assert tied([Text(words)]) == (Text(kept),)


@pytest.mark.parametrize(
    "words",
    [
        "(the Kyoto Model Strategies)",
        "Strategies (the first) and others of the same kind",
        "A title (" + "w " * 30 + ")",
    ],
)
def test_brackets_elsewhere_short_titles_and_long_brackets_stay_as_they_are(words: str):
    assert bracketed([Text(words)]) == (Text(words),)


def test_only_arabic_titles_are_without_no_break_spaces_in_files_for_word_processors():
    title = makers.title("22\u00a0كانون")
    text = makers.paragraph("22\u00a0كانون", anchor="text")
    arabic = replace(makers.IDENTITY, language="ar", direction=Direction.RTL, running_title="22\u00a0كانون")
    given = makers.document(text, identity=arabic, title=title)
    loose = untied(given)
    assert (loose.title[0].text, loose.identity.running_title) == ("80/1. 22 كانون", "22 كانون")
    assert next(loose.paragraphs()).text == text.text
    assert untied(replace(given, identity=makers.IDENTITY)).title == title
