"""Tests of texts given by path, wherever they are."""

from __future__ import annotations

import pytest

from pipeline.errors import MissingInputError, OutputError
from pipeline.library.outside import works_of
from tests.publish.building import akn


@pytest.fixture
def folder(tmp_path):
    """Return two languages of one Work, a later version, and a file without identification."""
    texts = {
        "en.xml": akn("x"),
        "fr.XML": akn("x").replace("eng", "fra"),
        "later/en.xml": akn("x").replace("eng@", "eng@2023-01-01"),
        "bare.xml": '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc/></akomaNtoso>',
        ".hidden/en.xml": akn("x"),
        "notes.txt": "no",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_files_of_one_work_stand_together_by_language_and_version(folder):
    works = works_of([str(folder)])
    assert {work: [e.expression for e in members] for work, members in works.items()} == {
        "bare": [""],
        "statement-2022-11-21-77-18": ["eng@", "eng@2023-01-01", "fra@"],
    }


def test_a_file_that_is_named_twice_counts_once(folder):
    [[one]] = works_of([str(folder / "en.xml"), str(folder / "en.xml")]).values()
    assert one.path == folder / "en.xml"


def test_two_files_of_one_version_are_refused(folder):
    (folder / "again.xml").write_text(akn("y"))
    with pytest.raises(OutputError, match="this is the same version of a work as") as caught:
        works_of([str(folder / "en.xml"), str(folder / "again.xml")])
    assert caught.value.exit_status == 2


def test_a_name_stands_for_its_work_and_a_file_of_source_for_itself(root):
    assert list(works_of(["bamako-letter"])) == ["bamako-letter"]
    [[one]] = works_of([str(root / "source/bamako-letter/fra@.xml")]).values()
    assert one.name == "bamako-letter/fra@"


def test_an_empty_folder_and_an_unknown_name_are_refused(tmp_path):
    with pytest.raises(MissingInputError, match="no XML file"):
        works_of([str(tmp_path)])
    with pytest.raises(MissingInputError, match="no such file, folder or text"):
        works_of(["nowhere"])
