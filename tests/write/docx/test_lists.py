"""Kinds of list."""

import pytest

from pipeline.document import Paragraph, Role, Text
from pipeline.write.docx.body.lists import Lists, kind_of


@pytest.mark.parametrize(("label", "kind"), [
    ("i)", "roman"), ("(ii)", "roman"), ("–", "dash"), ("•", "dash"), ("(a)", ""), ("a)", ""), ("1.", ""),
    ("(أ)", ""), ("", ""),
])  # fmt: skip
def test_the_kind_is_that_of_the_label(label, kind):
    assert kind_of((Text(label),)) == kind


def item(label, level=1, role=Role.ITEM):
    return Paragraph(anchor="p", role=role, inlines=(Text("x"),), label=(Text(label),), level=level)


def test_a_list_keeps_the_kind_of_its_first_label():
    lists = Lists()
    assert [lists.kind(item(label)) for label in ("(h)", "(i)", "(j)")] == ["", "", ""]


def test_a_dash_below_a_letter_hangs():
    lists = Lists()
    assert [lists.kind(b) for b in (item("(a)"), item("–", 2), item("(b)"))] == ["", "dash", ""]


def test_body_text_ends_a_list():
    lists = Lists()
    lists.kind(item("i)"))
    assert lists.kind(Paragraph(anchor="p", role=Role.TEXT, inlines=())) == ""
    assert lists.kind(item("(v)", role=Role.ITEM_TEXT)) == ""
