"""Kinds of list."""

import pytest

from pipeline.document import Paragraph, Role, Text
from pipeline.layout.lists import Lists, hanging, numbering


@pytest.mark.parametrize(("label", "kind"), [
    ("i)", "roman"), ("(ii)", "roman"), ("–", "dash"), ("•", "dash"), ("(a)", ""), ("a)", ""), ("1.", ""),
    ("(أ)", ""), ("", ""),
])  # fmt: skip
def test_the_kind_is_that_of_the_label(label, kind):
    assert hanging(numbering((Text(label),)), 1) == kind


def item(label, level=1, role=Role.ITEM):
    return Paragraph(anchor="p", role=role, inlines=(Text("x"),), label=(Text(label),), level=level)


def test_a_list_keeps_the_kind_of_its_first_label():
    lists = Lists()
    assert [lists.take(item(label)) for label in ("(h)", "(i)", "(j)")] == ["", "", ""]


def test_a_dash_below_a_letter_hangs():
    lists = Lists()
    assert [lists.take(b) for b in (item("(a)"), item("–", 2), item("(b)"))] == ["", "dash", ""]


def test_body_text_ends_a_list():
    lists = Lists()
    lists.take(item("i)"))
    assert lists.take(Paragraph(anchor="p", role=Role.TEXT, inlines=())) == ""
    assert lists.take(item("(v)", role=Role.ITEM_TEXT)) == ""
