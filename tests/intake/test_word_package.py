"""A package is opened safely: what is dangerous or no Word file is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import MalformedError, PipelineError, RefusedInputError
from pipeline.intake.word.package import open_package
from tests.intake.wordfile import W, WordFile, archive, p

PATH = Path("text.docx")


def test_a_word_file_is_opened(word_file: WordFile) -> None:
    package = open_package(word_file(p("Text")), PATH)
    assert package.main == "word/document.xml"
    assert package.part("numbering") is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", b"%PDF-1.7"])
def test_what_is_not_a_zip_is_reported_as_no_word_file(data: bytes) -> None:
    with pytest.raises(MalformedError, match="not a Word file"):
        open_package(data, PATH)


def test_a_zip_without_text_is_reported_as_no_word_file() -> None:
    with pytest.raises(MalformedError, match="no text in it"):
        open_package(archive({"a.txt": "a"}), PATH)


def test_an_old_or_protected_file_is_reported() -> None:
    with pytest.raises(MalformedError, match="old kind"):
        open_package(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), PATH)


def test_a_truncated_file_is_reported(word_file: WordFile) -> None:
    data = word_file(p("Text"))
    with pytest.raises(MalformedError):
        open_package(data[: len(data) // 2], PATH)


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "word\\..\\..\\evil", "C:evil"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    data = archive({name: "x", "word/document.xml": f"<w:document {W}/>"})
    with pytest.raises(RefusedInputError, match="leads out"):
        open_package(data, PATH)


def test_a_part_packed_too_well_is_refused() -> None:
    data = archive({"word/document.xml": b" " * 8_000_000})
    with pytest.raises(RefusedInputError, match="smaller"):
        open_package(data, PATH)


def test_too_many_parts_are_refused() -> None:
    data = archive({f"x{n}": "" for n in range(4_100)})
    with pytest.raises(RefusedInputError, match="parts"):
        open_package(data, PATH)


def test_sizes_are_added_up_before_anything_is_unpacked() -> None:
    """The archive lies about its sizes: its directory claims four parts of 60 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for n in range(4):
            package.writestr(f"word/{n}.xml", b"x")
            package.filelist[-1].file_size = package.filelist[-1].compress_size = 60_000_000
    with pytest.raises(RefusedInputError, match="unpacked"):
        open_package(out.getvalue(), PATH)


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels"])
def test_a_doctype_in_a_part_is_refused(word_file: WordFile, part: str) -> None:
    files = _unpacked(word_file(p("Text")))
    files[part] = b'<!DOCTYPE x [<!ENTITY e "boom">]>' + files[part]
    with pytest.raises(RefusedInputError, match="DOCTYPE"):
        open_package(archive(files), PATH).relations("word/document.xml")


def test_malformed_xml_in_a_part_is_reported(word_file: WordFile) -> None:
    files = _unpacked(word_file(p("Text")))
    files["word/document.xml"] = b"<w:document"
    with pytest.raises(MalformedError, match=r"word/document\.xml"):
        open_package(archive(files), PATH)


def test_strict_office_open_xml_is_read(word_file: WordFile) -> None:
    files = _unpacked(word_file(p("Text")))
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    files["word/document.xml"] = files["word/document.xml"].replace(transitional, strict)
    root = open_package(archive(files), PATH).tree("word/document.xml")
    assert root is not None
    assert root.tag.startswith("{http://schemas.openxmlformats.org/")


def test_a_protected_part_is_refused(word_file: WordFile) -> None:
    data = bytearray(word_file(p("Text")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    with pytest.raises(PipelineError, match="password"):
        open_package(bytes(data), PATH)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
