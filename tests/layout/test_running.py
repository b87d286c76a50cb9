"""The title in running heads keeps to the space of the form."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.forms import form_named
from pipeline.layout.measure import SAFETY, Measure
from pipeline.layout.running import head_title, running_title
from tests import makers

FORM = form_named("new-york")
USUAL = FORM.running.title_width


def lines(text: str, width: float) -> int:
    """Return lines of five points a letter, words whole."""
    count, room = 1, width
    for word in text.split(" "):
        if room < 5 * len(word) and room < width:
            count, room = count + 1, width
        room -= 5 * len(word) + 5
    return count


def test_a_title_that_has_room_stays_as_it_is():
    assert running_title("Rights of the child", 50.0, FORM, lines) == ("Rights of the child", USUAL)


def test_a_title_too_long_for_its_column_gets_a_wider_one():
    title = " ".join(["words"] * 40)
    found = running_title(title, 50.0, FORM, lines)
    assert found.text == title
    assert found.width > USUAL
    assert lines(title, found.width) == FORM.running.title_lines


def test_a_title_too_long_for_any_column_is_cut_at_a_word():
    found = running_title("Having considered, " * 60 + "end", 50.0, FORM, lines)
    assert found.text.endswith(("considered …", "Having …"))
    assert lines(found.text, found.width) == FORM.running.title_lines


@given(st.lists(st.text("abc", min_size=1, max_size=20), min_size=1, max_size=200), st.floats(0, 200))
def test_a_title_never_takes_more_lines_than_the_form_has_room_for(words: list[str], symbol: float):
    found = running_title(" ".join(words), symbol, FORM, lines)
    assert lines(found.text, found.width) <= FORM.running.title_lines


def test_a_title_that_other_programs_set_has_two_per_cent_to_spare():
    for words in range(20, 40):
        title = "Strengthening international cooperation against crimes committed by means of " + "systems " * words
        identity = replace(makers.resolution(language="en").identity, running_title=title.strip())
        found = head_title(identity, FORM)
        count = Measure("en", False).lines(found.text, FORM.style("running-head"), found.width / SAFETY)
        assert count <= FORM.running.title_lines
