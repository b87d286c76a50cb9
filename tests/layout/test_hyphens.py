"""Text cut for columns too narrow for its words."""

from __future__ import annotations

import pytest

from pipeline.document import LineBreak, Link, Look, Text
from pipeline.layout.frames import Parting
from pipeline.layout.hyphens import NO_WIDTH, SOFT, hyphenated, parts, softened, syllables

WIDE = 10.0


def width(run: Text) -> float:
    """Return the width of a text if every letter is one point wide."""
    return float(len(run.text))


def lines(*inlines: Text, room: float = WIDE, language: str = "en") -> list[str]:
    """Return the text of a hyphenated run, cut at its breaks."""
    found = hyphenated(inlines, room, width, language)
    return "".join(i.text if isinstance(i, Text) else "\n" for i in found).split("\n")


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("intergovernmental", "en", ["in", "ter", "gov", "ern", "ment", "al"]),
        ("(Continuation),", "en", ["(Con", "tinu", "ation),"]),
        ("développement", "fr", ["dé", "ve", "lop", "pe", "ment"]),
        ("administración", "es", ["ad", "mi", "nis", "tra", "ción"]),
        ("организация", "ru", ["ор", "га", "ни", "за", "ция"]),
    ],
)
def test_words_are_cut_between_their_syllables(word: str, language: str, found: list[str]):
    assert syllables(word, language) == found


@pytest.mark.parametrize(("word", "language"), [("1234567890", "en"), ("الأمم", "ar"), ("联合国", "zh"), ("of", "en")])
def test_numbers_short_words_and_languages_without_patterns_have_no_syllables(word: str, language: str):
    assert syllables(word, language) == [word]


def test_only_words_too_wide_are_hyphenated_and_with_as_few_hyphens_as_can_be():
    assert lines(Text("of intergovernmental bodies")) == ["of intergov-", "ernmental bodies"]


def test_a_hyphen_is_marked_as_generated_and_what_stands_around_keeps_its_look():
    run = Text("intergovernmental", look=Look.BOLD, link=Link("#a"))
    first, hyphen, line_break, last = hyphenated((run,), WIDE, width, "en")
    assert (hyphen.text, hyphen.generated) == ("-", True)
    assert isinstance(line_break, LineBreak)
    assert {first.look, last.look} == {Look.BOLD}
    assert {first.link, last.link} == {Link("#a")}


def test_no_letter_is_lost_or_added_but_hyphens():
    words = "Unconstitutionality of telecommunications, A/RES/80/1234567890 and intergovernmental 12,345,678,901"
    found = hyphenated((Text(words),), 6.0, width, "en")
    assert "".join(i.text for i in found if isinstance(i, Text) and not i.generated) == words


def test_formats_that_set_lines_themselves_get_soft_hyphens():
    (run, rest) = softened((Text("intergovernmental body"),), WIDE, width, "en", Parting.HYPHENS)
    assert run.text + rest.text == SOFT.join(("in", "ter", "gov", "ern", "ment", "al ")) + "body"


def test_lines_end_after_slashes_before_words_are_parted():
    assert parts("S/RES/1674 and", "en", Parting.NONE) == ["S/RES/1674 ", "and"]
    assert parts("S/RES/1674 and", "en", Parting.SLASHES) == ["S/", "RES/", "1674 ", "and"]
    assert parts("continuation", "en", Parting.HYPHENS) == ["con-", "tinu-", "ation"]


def test_formats_that_set_lines_themselves_may_end_them_after_slashes():
    found = softened((Text("see A/HRC/RES/59/14 and/or"),), WIDE, width, "en", Parting.SLASHES)
    assert "".join(i.text for i in found).replace(NO_WIDTH, "|") == "see A/|HRC/|RES/|59/|14 and/or"
