"""Notes that a format may count."""

from __future__ import annotations

from pipeline.document import NoteMark
from pipeline.write.pandoc.native import native_notes


def _called(make, *marks):
    notes = [make.note(f"n{i}", mark, "x") for i, mark in enumerate(marks)]
    return make.document(make.paragraph("p", *(NoteMark(n.id) for n in notes)), notes=notes)


def test_marks_that_follow_each_other_are_counted_and_others_are_not(make):
    assert native_notes(_called(make, "1", "2", "3")) == {"n0", "n1", "n2"}
    assert native_notes(_called(make, "*", "1", "3")) == {"n1"}
    assert native_notes(_called(make, "2", "3")) == set()


def test_marks_that_begin_anew_are_not_counted_again(make):
    assert native_notes(_called(make, "1", "2", "1", "2", "3")) == {"n0", "n1", "n4"}


def test_arabic_marks_in_brackets_are_counted(make):
    given = _called(make, "1")
    notes = (make.replace(given.notes[0], printed="(1)"),)
    assert native_notes(make.replace(given, notes=notes)) == {"n0"}
