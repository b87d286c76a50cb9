"""The text file as a whole, wrapped and unwrapped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Body, Change, Kind, Look, NoteMark, Picture, Rank, Role, Text
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options
from pipeline.write.text.file import write, write_flow
from pipeline.write.text.lines import display_width
from tests.makers import IDENTITY, document, heading, masthead, note, paragraph
from tests.own import documents
from tests.prepare.oracle import tokens

WRAPPED = """\
United Nations                                                    A/RES/80/1
----------------------------------------------------------------------------
General Assembly                                  Distr.: General
                                                  11 December 2025
============================================================================
Eightieth session
Agenda item 25

[*]  Reissued for technical reasons.


80/1. Rights of the child
=========================

    The General Assembly,

    Recalling its resolution,[1]


I. Section
----------

1.  Decides to remain seized of the matter and to consider it again at its
    next session;[2]

    (a) Decides to remain seized of the matter and to consider it again at
        its next session;

        (i) Decides to remain seized of the matter and to consider it again
            at its next session;

            Text of the item.

-----------------
State      Amount
-----------------
Mali   92 383 700
-----------------
Total  92 383 700
-----------------

                                                        55th plenary meeting
                                                             5 December 2025

------------------

[1]  A/80/1.
[2]  A/80/2.
     Second paragraph.

----------------------------------------------------------------------------

1.  States.[2]

------------------

[3]  Never called.

----------------------------------------------------------------------------

Source: United Nations. Unofficial copy.
"""
FLOWING = """\
United Nations
A/RES/80/1
General Assembly
Distr.: General
11 December 2025
Eightieth session
Agenda item 25

[*] Reissued for technical reasons.

80/1. Rights of the child

The General Assembly,

Recalling its resolution,[1]

I. Section

1. Decides to remain seized of the matter and to consider it again at its next session;[2]

(a) Decides to remain seized of the matter and to consider it again at its next session;

(i) Decides to remain seized of the matter and to consider it again at its next session;

Text of the item.

State\tAmount
Mali\t92 383 700
Total\t92 383 700

55th plenary meeting 5 December 2025

------------------

[1] A/80/1.

[2] A/80/2.
Second paragraph.

1. States.[2]

------------------

[3] Never called.

Source: United Nations. Unofficial copy.
"""


def text(given, writer=write):
    return writer(given, Options()).data.decode("utf-8")


def test_a_resolution_is_set_as_it_should_be(resolution):
    assert text(resolution) == WRAPPED


def test_the_unwrapped_form_has_one_paragraph_per_line(resolution):
    assert text(resolution, write_flow) == FLOWING


def test_a_note_is_listed_once_with_the_part_that_calls_it_first(resolution):
    assert text(resolution).count("A/80/2.") == 1


def test_a_mark_with_brackets_of_its_own_keeps_them(resolution):
    notes = tuple(replace(n, printed=f"({n.mark})") for n in resolution.notes)
    result = text(replace(resolution, notes=notes))
    assert "resolution,(1)" in result
    assert "\n(1)  A/80/1." in result


def test_a_provisional_or_recovered_document_says_so_first(resolution):
    identity = replace(resolution.identity, unassigned=("symbol",), recovered=True)
    first, _, second = text(replace(resolution, identity=identity)).splitlines()[:3]
    assert first == "[Provisional. Not yet assigned: symbol.]"
    assert second == "[Made from a damaged source file.]"


def test_a_marked_document_shows_what_is_new_and_old():
    runs = (Text("old", change=Change.DELETED), Text(" "), Text("new", change=Change.INSERTED))
    assert "[-old-] {+new+}" in text(document(paragraph(runs)))


def test_a_picture_is_on_a_line_of_its_own():
    shown = paragraph(("The figure shows it.", Picture("", "Tide")), Role.OPERATIVE, "1.")
    lines = text(document(shown)).splitlines()
    assert "1.  The figure shows it." in lines
    assert lines[lines.index("1.  The figure shows it.") + 1].strip() == "[Tide]"


def test_control_characters_do_not_reach_the_file():
    result = text(document(paragraph("\u200fنص\u202b \x1b[31m\u2066A/1\u2069\u2028")))
    assert "نص [31mA/1" in result
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028\u200e\u200f\u202a-\u202e\u2066-\u2069]", result)


words = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60)
BLOCKS = st.lists(
    st.one_of(
        st.builds(
            lambda role, words, label, level: paragraph((words, NoteMark("n")), role, label, level=level),
            st.sampled_from(Role),
            words,
            st.sampled_from(["", "1.", "(xviii)", "第一百二十三条", "a" * 90]),
            st.integers(0, 40),
        ),
        st.builds(
            lambda rank, words: heading(words, rank, label="I."),
            st.sampled_from(Rank),
            words,
        ),
    ),
    max_size=8,
)


@settings(max_examples=150)
@given(BLOCKS, words)
def test_no_line_is_wider_than_76_columns_or_ends_with_a_space(blocks, symbol):
    head = masthead(symbol=symbol, organ=symbol * 2, date=symbol)
    result = text(document(*blocks, masthead=head, notes=(note("n", "1"),)))
    assert all(display_width(line) <= 76 for line in result.split("\n"))
    assert not re.search(r" \n", result)
    assert result.endswith("\n") and not result.endswith("\n\n")


@pytest.mark.parametrize("language", ["ar", "zh-Hans", "fr"])
def test_a_nearly_empty_document_makes_a_file(language):
    empty = document(identity=replace(IDENTITY, language=language, kind=Kind("other"), body=Body.OTHER))
    assert text(empty).count("\n") == 3
    assert text(empty, write_flow).count("\n") == 1


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_documents_in_the_form_of_published_ones_keep_every_word_and_the_width(path):
    given = prepare(parse_file(path))
    result = text(given)
    assert all(display_width(line) <= 76 for line in result.split("\n"))
    for block in given.paragraphs():
        assert set(tokens(block.text)) <= set(tokens(result))


@pytest.mark.parametrize(
    ("raised", "shown"),
    [("a", "2024ᵃ"), ("2", "2024²"), ("a, b", "2024ᵃ, ᵇ"), ("12", "2024¹²"), ("ème", "2024ème"), ("A", "2024A")],
)
def test_raised_marks_stay_raised_where_there_are_signs_for_it(raised, shown):
    assert f"{shown}\n" in text(document(paragraph(("2024", Text(raised, look=Look.RAISED)))))


def test_a_text_of_no_united_nations_document_does_not_name_them_as_source(resolution):
    assert "Source: United Nations" in text(resolution)
    other = replace(resolution, identity=replace(resolution.identity, official=False), masthead=None)
    found = text(other)
    assert "United Nations" not in found
    assert not found.rstrip().endswith("-")


def test_a_note_called_twice_in_a_part_is_listed_once():
    block = paragraph(("Here", NoteMark("n1"), " there", NoteMark("n1")))
    found = text(document(block, notes=(note("n1", "1", "A/80/1."),)))
    assert "Here[1] there[1]" in found
    assert len(re.findall(r"^\[1\] ", found, re.MULTILINE)) == 1
