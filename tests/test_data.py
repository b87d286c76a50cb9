"""The invented documents are what their README says: valid or broken, in published form, and no published file."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from lxml import etree

from pipeline.validate.model.schema import is_valid
from tests import published
from tests.own import BROKEN, DATA, DOCUMENTS, broken, documents

INVENTED = b"<!--Invented for the tests of this project; no document of the United Nations-->"


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_an_invented_document_is_valid(path: Path) -> None:
    assert is_valid(etree.fromstring(path.read_bytes()))


@pytest.mark.parametrize("path", [*documents(), *broken()], ids=lambda path: path.stem)
def test_a_file_says_that_it_is_invented_and_is_written_as_published_files_are(path: Path) -> None:
    data = path.read_bytes()
    assert INVENTED in data
    assert data.startswith(b"<akomaNtoso ")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_readme_names_every_folder_and_every_broken_file() -> None:
    text = (DATA / "README.md").read_text("utf-8")
    assert [path.name for path in DOCUMENTS.iterdir() if f"{path.name}/" not in text] == []
    assert [path.stem for path in BROKEN.iterdir() if f"| {path.stem} |" not in text] == []


def test_no_published_file_is_among_them() -> None:
    rows = csv.DictReader((DATA / "published.tsv").read_text("utf-8").splitlines(), delimiter="\t")
    known = {row["sha256"] for row in rows}
    assert len(known) == 101
    assert known.isdisjoint(hashlib.sha256(path.read_bytes()).hexdigest() for path in DATA.rglob("*.xml"))


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Yield a folder that is said to hold published documents."""
    published.sample.cache_clear()
    monkeypatch.delenv(published.NEVER, raising=False)
    monkeypatch.setenv(published.FOLDER, str(tmp_path))
    monkeypatch.setenv(published.SIZE, "4")
    yield tmp_path
    published.sample.cache_clear()


def test_the_sample_is_spread_over_the_folder_without_what_git_keeps(clones: Path) -> None:
    for number in range(9):
        (clones / "repository" / f"{number}.xml").parent.mkdir(exist_ok=True)
        (clones / "repository" / f"{number}.xml").touch()
    (clones / ".git").mkdir()
    (clones / ".git" / "0.xml").touch()
    assert [path.name for path in published.sample()] == ["0.xml", "3.xml", "6.xml"]


def test_with_the_variable_there_are_no_published_documents(clones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert published.folder() == clones
    monkeypatch.setenv(published.NEVER, "1")
    assert published.folder() is None
    assert published.sample() == ()
