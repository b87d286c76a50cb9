"""Tests of the names of texts."""

from __future__ import annotations

import pytest

from pipeline.errors import MissingInputError
from pipeline.library.expressions import expressions, find


@pytest.fixture
def shelf(tmp_path):
    """Return a source folder with two works and what is not an expression."""
    for name in ("b/fra@.xml", "b/eng@2.xml", "a/fra@unofficial-1.xml", "schema/x.xsd", "a/notes.xml", "a/FRA@.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<a/>")
    return tmp_path


def test_an_expression_is_a_file_named_language_at_version(shelf):
    assert [e.name for e in expressions(shelf)] == ["a/fra@unofficial-1", "b/eng@2", "b/fra@"]


def test_a_work_stands_for_all_its_expressions(shelf):
    assert [e.name for e in find("b", shelf)] == ["b/eng@2", "b/fra@"]


def test_the_outputs_are_named_after_work_and_expression(shelf):
    assert [e.file_name for e in expressions(shelf)] == ["a.fra@unofficial-1", "b.eng@2", "b.fra"]


@pytest.mark.parametrize("name", ["c", "b/deu@", "fra@", "/akn/nothing"])
def test_a_name_that_stands_for_nothing_is_refused(shelf, name):
    for path in shelf.glob("*/*@*.xml"):
        path.write_text('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>')
    with pytest.raises(MissingInputError, match=name):
        find(name, shelf)
