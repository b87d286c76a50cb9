"""An editor's round trip: opened in LibreOffice, seven words replaced, saved, read again. Nothing else has changed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options, writer
from tests.versions.office import Office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = 7
TEXTS = {
    "the letter": "source/bamako-letter/fra@.xml",
    "tables and notes": "tests/data/documents/ga-resolution/en/A_RES_79_902-2499902E.xml",
    "Russian": "tests/data/documents/ga-resolution/ru/A_RES_78_908-2399908R.xml",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


class Reading:
    """Content of an editor's file: paragraphs with their styles, notes, bookmarks."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self._names = self._styles(package)
            body = etree.fromstring(package.read("word/document.xml"))[0]
            has_notes = "word/footnotes.xml" in package.namelist()  # LibreOffice writes none where no note is called
            notes = etree.fromstring(package.read("word/footnotes.xml")) if has_notes else ()
        filled = [p for p in body.iter(f"{W}p") if self._text(p)]  # LibreOffice ends a section by an empty paragraph
        self.body = [self._text(p) for p in filled]
        self.styles = [self._style(p) for p in filled]
        self.notes = [[self._text(p) for p in note.iter(f"{W}p")] for note in notes if not note.get(f"{W}type")]
        self.called = [e.get(f"{W}id") for e in body.iter(f"{W}footnoteReference")]
        self.bookmarks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}

    @staticmethod
    def _styles(package: zipfile.ZipFile) -> dict[str, str]:
        styles = etree.fromstring(package.read("word/styles.xml"))
        return {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in styles.iter(f"{W}style")}

    def _style(self, paragraph: etree._Element) -> str:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._names[found.get(f"{W}val")] if found is not None else ""

    @staticmethod
    def _text(paragraph: etree._Element) -> str:
        """Return letters, each tab and break a space; without marks of direction, which LibreOffice drops."""
        signs = {"tab": " ", "br": " ", "noBreakHyphen": "\u2011"}
        parts = (
            e.text or "" if e.tag == f"{W}t" else signs.get(etree.QName(e).localname, "") for e in paragraph.iter()
        )
        return re.sub("[\u200e\u200f]", "", "".join(parts)).strip()


def chosen(reading: Reading) -> dict[str, str]:
    """Return the seven words of the body, spread over it, each of which is in the whole file once."""
    everything = " ".join([*reading.body, *(line for note in reading.notes for line in note)])
    words = re.findall(r"\w+", everything)
    once = [w for w in words if len(w) > 4 and w.isalpha() and words.count(w) == 1 and everything.count(w) == 1]
    once = [w for w in once if any(w in line for line in reading.body)]
    step = len(once) // WORDS
    return {word: word[::-1] for word in once[step // 2 :: step][:WORDS]}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", TEXTS)
def test_words_replaced_in_libreoffice_are_all_that_changes(root, office, tmp_path, name):
    source = root / TEXTS[name]
    path = tmp_path / "ours.docx"
    path.write_bytes(writer("docx")(prepare(parse_file(source)), Options()).data)
    before = Reading(path)
    words = chosen(before)
    assert len(words) == WORDS
    after = Reading(office.edit(path, tmp_path / "edited.docx", words))
    expected = before.body
    for old, new in words.items():
        expected = [line.replace(old, new) for line in expected]
    assert sum(a != b for a, b in zip(expected, before.body, strict=True)) > 1
    assert after.body == expected
    assert after.notes == before.notes
    assert len(after.called) == len(before.called)
    assert after.bookmarks >= before.bookmarks
    assert after.styles == before.styles
