"""Tracked changes in Word: accepting gives the new text, rejecting the old one; two independent readers agree."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypandoc
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.document import Document
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.versions import compare
from pipeline.versions.redline.files import redline
from pipeline.write import Options, writer
from tests.own import DOCUMENTS
from tests.versions.editing import edited, reformed
from tests.versions.office import Office
from tests.versions.settled import Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASES = {
    "tables and notes in English": ("ga-resolution/en/A_RES_79_902-2499902E.xml", 3),
    "many notes in English": ("ga-resolution/en/A_RES_78_907-2399907E.xml", 9),
    "row spans in French": ("ga-resolution/fr/A_RES_75_904-2199904F.xml", 5),
    "Arabic": ("ga-resolution/ar/A_RES_78_903-2399903A.xml", 4),
    "Chinese": ("ga-resolution/zh/A_RES_79_902-2499902C.xml", 2),
    "Russian": ("ga-resolution/ru/A_RES_78_908-2399908R.xml", 6),
    "a collection": ("ga-collection/es/GA_decision_78_991_A_and_B_S.xml", 1),
}


@pytest.fixture(scope="module")
def yearly() -> tuple[Document, Document]:
    """Return two resolutions on one subject, of 2021 and 2025."""
    names = ("A_RES_75_904-2199904F.xml", "A_RES_79_904-2599904F.xml")
    first, second = (prepare(parse_file(DOCUMENTS / "ga-resolution" / "fr" / name)) for name in names)
    return first, second


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def files(old: Document, new: Document, folder: Path) -> tuple[Path, Path, Path]:
    """Return the redline, the old and the new version as Word files."""
    made = {"redline": redline(compare(old, new), "docx")}
    made |= {name: writer("docx")(document, Options()).data for name, document in (("old", old), ("new", new))}
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    return folder / "redline.docx", folder / "old.docx", folder / "new.docx"


def read(path: Path, changes: str = "all") -> tuple[str, list[str]]:
    """Return what pandoc reads: the letters of the text, and of each note. Spaces and invisible marks are left out.

    U+200D is LibreOffice's own: it puts one into rows that come or go as a whole.
    """
    tree = json.loads(pypandoc.convert_file(str(path), "json", "docx", extra_args=[f"--track-changes={changes}"]))
    text: list[str] = []
    notes: list[str] = []
    _walk(tree["blocks"], text, notes)
    return _letters(text), sorted(notes)


def _walk(node: object, text: list[str], notes: list[str]) -> None:
    if isinstance(node, list):
        for child in node:
            _walk(child, text, notes)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            text.append(str(content))
        elif kind == "Note":
            own: list[str] = []
            _walk(content, own, notes)
            notes.append(_letters(own))
        elif kind == "Table":  # without its caption, which is the description for assistive technology
            _walk(content[3:], text, notes)
        else:
            _walk(content, text, notes)


def _letters(text: list[str]) -> str:
    return re.sub(r"[\s\u00ad\u2011\u200d-\u200f\u202a-\u202e\u2066-\u2069]", "", "".join(text))


def assert_settles(old: Document, new: Document, folder: Path) -> Path:
    changed, before, after = files(old, new, folder)
    assert read(changed, "accept") == read(after)
    assert read(changed, "reject") == read(before)
    return changed


def assert_valid(path: Path) -> None:
    found = OpenXmlValidator().validate(str(path))
    assert not found.errors, [str(error) for error in found.errors[:3]]
    ids = []
    with zipfile.ZipFile(path) as package:
        for name in ("word/document.xml", "word/footnotes.xml"):
            tree = etree.fromstring(package.read(name))
            ids += [e.get(f"{W}id") for tag in ("ins", "del", "moveFrom", "moveTo") for e in tree.iter(f"{W}{tag}")]
    assert len(ids) == len(set(ids)), "ids of revisions repeat"


def test_the_two_french_texts_settle_to_either(official, unofficial, tmp_path):
    path = assert_settles(official, unofficial, tmp_path)
    assert_valid(path)
    with zipfile.ZipFile(path) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    starts = [e.get(f"{W}name") for tag in ("moveFromRangeStart", "moveToRangeStart") for e in tree.iter(f"{W}{tag}")]
    assert starts == ["move1", "move1"]


def test_two_yearly_resolutions_settle_to_either(yearly, tmp_path):
    assert_valid(assert_settles(*yearly, tmp_path))


@pytest.mark.parametrize("case", CASES)
def test_edited_copies_settle_to_either(tmp_path, case):
    name, seed = CASES[case]
    document = prepare(parse_file(DOCUMENTS / name))
    assert_valid(assert_settles(document, edited(document, seed), tmp_path))


@pytest.mark.parametrize("case", CASES)
def test_looks_links_and_properties_settle_to_those_of_either_version(tmp_path, case):
    """Words, looks, links, alignments, numbers all changed: each run and paragraph has its own properties again."""
    name, seed = CASES[case]
    document = prepare(parse_file(DOCUMENTS / name))
    changed, before, after = files(document, reformed(edited(document, seed), seed), tmp_path)
    assert Reading(changed, accept=True).story() == Reading(after, accept=True).story()
    assert Reading(changed, accept=False).story() == Reading(before, accept=True).story()
    assert_valid(changed)


def test_properties_of_two_yearly_resolutions_settle_to_those_of_either(yearly, tmp_path):
    changed, before, after = files(*yearly, tmp_path)
    assert Reading(changed, accept=True).story() == Reading(after, accept=True).story()
    assert Reading(changed, accept=False).story() == Reading(before, accept=True).story()


def test_notes_that_either_version_counts_from_another_number_are_counted_by_word(tmp_path):
    """Notes 2, 3, 4 in the old version, 1 and 2 in the new one: where the count begins is a tracked property."""
    old = prepare(parse_file(DOCUMENTS / "hrc-resolution" / "en" / "A_HRC_RES_56_911E.xml"))
    assert [note.mark for note in old.notes] == ["2", "3", "4"]
    changed, before, after = files(old, _without_first_note(old), tmp_path)
    assert read(changed, "reject") == read(before)
    assert read(changed, "accept") == read(after)
    assert [_begins(changed, accept=accept) for accept in (False, True)] == ["2", ""]
    assert _begins(before, accept=True) == "2"
    assert_valid(changed)


def test_marks_that_word_cannot_count_are_those_of_either_version(tmp_path):
    """Notes 2, 3, 4 in the old version, 2 and 4 in the new one: the marks are text."""
    old = prepare(parse_file(DOCUMENTS / "hrc-resolution" / "en" / "A_HRC_RES_56_911E.xml"))
    new = _without_first_note(old)
    gap = [replace(n, mark=k, printed=k) for n, k in zip(new.notes, ("2", "4"), strict=True)]
    changed, _, _ = files(old, replace(new, notes=tuple(gap)), tmp_path)
    assert [n[0] for n in read(changed, "reject")[1]] == ["2", "3", "4"]
    assert [n[0] for n in read(changed, "accept")[1]] == ["2", "4"]


def _without_first_note(old: Document) -> Document:
    """Return the notes after the first, counted from 1."""
    gone = old.notes[0].id
    return replace(
        old,
        notes=tuple(replace(n, mark=str(k), printed=str(k)) for k, n in enumerate(old.notes[1:], 1)),
        parts=tuple(replace(p, blocks=tuple(_without(b, gone) for b in p.blocks)) for p in old.parts),
    )


def _begins(path: Path, *, accept: bool) -> str:
    """Return the number from which the last section counts its notes; "" if it does not say."""
    properties = "".join(str(row) for row in Reading(path, accept=accept).story()[-1:])
    found = re.search(r'numStart[^>]*w:val="(\d+)"', properties)
    return found[1] if found else ""


def _without(block, note: str):
    inlines = getattr(block, "inlines", ())
    return replace(block, inlines=tuple(i for i in inlines if getattr(i, "note", "") != note)) if inlines else block


def test_changes_carry_author_and_date_and_nothing_else_makes_files_differ(official, unofficial):
    first, second = (redline(compare(official, unofficial), "docx") for _ in range(2))
    assert first == second
    text = zipfile.ZipFile(BytesIO(first)).read("word/document.xml").decode()
    assert set(re.findall(r'w:date="([^"]+)"', text)) == {f"{unofficial.identity.date}T00:00:00Z"}
    assert set(re.findall(r'w:author="([^"]+)"', text)) == {"pipeline"}


def test_a_document_without_changes_has_no_revisions(official):
    text = zipfile.ZipFile(BytesIO(redline(compare(official, official), "docx")))
    assert b"<w:ins " not in text.read("word/document.xml")


@pytest.mark.libreoffice
@pytest.mark.parametrize("texts", ["yearly", "french"])
def test_libreoffice_settles_to_either(texts, yearly, official, unofficial, office, tmp_path):
    changed, before, after = files(*(yearly if texts == "yearly" else (official, unofficial)), tmp_path)
    for accept, version in ((True, after), (False, before)):
        settled = office.settle(changed, tmp_path / "settled.docx", accept=accept)
        expected = office.settle(version, tmp_path / "wanted.docx", accept=True)
        assert read(settled) == read(expected), accept


def looks(path: Path, changes: str = "all") -> list[tuple[str, str, frozenset[str]]]:
    """Return each letter that pandoc reads with the link and the looks around it."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", "docx", extra_args=[f"--track-changes={changes}"]))
    return list(_looks(tree["blocks"], "", frozenset()))


def _looks(node: object, link: str, around: frozenset[str]) -> Iterator[tuple[str, str, frozenset[str]]]:
    if isinstance(node, list):
        for child in node:
            yield from _looks(child, link, around)
    elif isinstance(node, dict):
        kind, content = str(node.get("t")), node.get("c")
        if kind == "Str":
            yield from ((letter, link, around) for letter in _letters([str(content)]))
        elif kind in ("Emph", "Strong", "Superscript", "SmallCaps"):
            yield from _looks(content, link, around | {kind})
        elif kind == "Link":
            assert isinstance(content, list)
            yield from _looks(content[1], "#" if content[2][0].startswith("#") else content[2][0], around)
        elif kind not in ("Note", "Header", "Table"):
            yield from _looks(content, link, around)


@pytest.fixture(scope="module")
def reworked() -> tuple[Document, Document]:
    """Return a Russian resolution, and a copy with other words, looks and links."""
    name, seed = CASES["Russian"]
    document = prepare(parse_file(DOCUMENTS / name))
    return document, reformed(edited(document, seed), seed)


def test_pandoc_settles_links_to_those_of_either(reworked, tmp_path):
    changed, before, after = files(*reworked, tmp_path)
    for how, expected in (("accept", after), ("reject", before)):
        assert [row[:2] for row in looks(changed, how)] == [row[:2] for row in looks(expected)]
    assert {row[1] for row in looks(before)} != {row[1] for row in looks(after)}


@pytest.mark.libreoffice
def test_libreoffice_settles_looks_to_those_of_either(reworked, office, tmp_path):
    """Not its links: LibreOffice 7.4 keeps the looks of linked words, and extends a link that goes."""
    changed, before, after = files(*reworked, tmp_path)
    for accept, version, other in ((True, after, before), (False, before, after)):
        settled = office.settle(changed, tmp_path / "settled.docx", accept=accept)
        expected_file = office.settle(version, tmp_path / "wanted.docx", accept=True)
        found, expected = looks(settled), looks(expected_file)
        assert [row[0] for row in found] == [row[0] for row in expected]
        plain = [number for number, (_, link, _) in enumerate(expected) if not link]
        assert [found[n][2] for n in plain] == [expected[n][2] for n in plain], accept
        assert [row[2] for row in found] != [row[2] for row in looks(other)]
