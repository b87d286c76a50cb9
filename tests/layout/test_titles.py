"""Titles: breaks of the print, last words."""

from __future__ import annotations

import pytest

from pipeline.document import LineBreak, Look, NoteMark, Text, plain_text
from pipeline.layout.titles import broken, tied

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
