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


def test_indents_grow_where_a_list_of_dashes_is_in_another():
    lists = Lists()
    found = [lists.take(b) for b in (item("•"), item("–", 2), item("•", 3), item("–", 2), item("•"))]
    assert found == ["dash", "3", "4", "3", "dash"]


def test_a_list_of_dashes_is_not_left_of_the_fourth_level_around_it():
    lists = Lists()
    assert [lists.take(b) for b in (item("(a)"), item("(1)", 4), item("–", 5), item("–", 5))] == ["", "", "", ""]
