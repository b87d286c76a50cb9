"""Notes [corpus notes]."""

from __future__ import annotations

import pytest

from pipeline.document import Document
from tests.prepare.samples import document, lines
from tests.prepare.words import words


def noted(body: str, marker: str = "7", language: str = "eng", before: str = "", after: str = "") -> Document:
    note = f"<authorialNote marker='{marker}' placement='bottom' eId='n'><p>{body}</p></authorialNote>"
    return document(f"<mainBody><p>Text{before}{note}{after}</p></mainBody>", language=language)


@pytest.mark.parametrize(
    ("body", "marker", "shown"),
    [
        ("\t\tSee A/80/1.", "7", "See A/80/1."),
        ("7\tVoir.", "7", "Voir."),
        ("<sup>7</sup> Voir.", "7", "Voir."),
        ("7 May 2020.", "7", "7 May 2020."),
        ("72\tVoir.", "7", "72 Voir."),
        ("*\tReissued.", "1", "* Reissued."),
        ("7", "7", "7"),
    ],
)
def test_a_note_shows_its_text_without_its_own_mark(body: str, marker: str, shown: str):
    note = noted(body, marker).notes[0]
    assert (note.mark, note.printed) == (marker, marker)
    assert [words(p.inlines) for p in note.blocks] == [shown]


@pytest.mark.parametrize(("body", "typed"), [("7\tVoir.", True), ("Voir.", False), ("7 May 2020.", False)])
def test_a_note_says_whether_its_number_was_text(body: str, typed: bool):
    assert noted(body).notes[0].typed is typed


@pytest.mark.parametrize("body", ["\t()\tانظر", "()انظر", "( ) انظر"])
@pytest.mark.parametrize(
    ("before", "after"), [("<sup>(</sup>", "<sup>)</sup>،"), ("", "<sup>)</sup>،"), ("<sup>(</sup>", ")،"), ("", "،")]
)
def test_arabic_brackets_stand_once_in_the_printed_mark(body: str, before: str, after: str):
    made = noted(body, "1", "ara", before, after)
    assert (made.notes[0].printed, words(made.notes[0].blocks[0].inlines)) == ("(1)", "انظر")
    assert lines(made.parts[0].blocks) == ["text 0 | Text[^n]،".replace("Text", "«Text»")]


def test_raised_brackets_elsewhere_stay():
    assert lines(noted("x", after="<sup>)</sup>").parts[0].blocks) == ["text 0 | Text[^n]<r:)>"]


def test_notes_stand_in_the_order_of_their_marks_wherever_they_are_called():
    note = "<authorialNote marker='{0}' eId='n{0}'><p>{0}</p></authorialNote>"
    made = document(
        f"<preface><p><docTitle>T{note.format(1)}</docTitle></p></preface><mainBody><paragraph class='H1'><heading>H"
        f"{note.format(2)}</heading></paragraph><table><tr><td><p>C{note.format(3)}</p></td></tr></table></mainBody>"
    )
    assert [n.id for n in made.notes] == ["n1", "n2", "n3"]


def test_a_note_to_the_reader_in_the_metadata_is_a_front_note():
    made = document(
        "<mainBody><p>x</p></mainBody>",
        meta="<notes source='#x'><note eId='note_1'><p>*\tReissued for technical reasons.</p></note></notes>",
    )
    note = made.notes[0]
    assert (note.id, note.mark, note.printed, note.front) == ("note_1", "*", "*", True)
    assert words(note.blocks[0].inlines) == "Reissued for technical reasons."


def test_equal_ids_of_notes_get_apart():
    note = "<authorialNote marker='1' eId='n'><p>a</p></authorialNote>"
    made = document(f"<mainBody><p>x{note}</p><p>y{note}</p></mainBody>")
    assert [n.id for n in made.notes] == ["n", "n.2"]
