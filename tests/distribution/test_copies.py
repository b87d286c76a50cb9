"""Folder and zip of a work."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.distribution.copies import Wish, _write_folder, make_copy
from pipeline.errors import DocumentError, OutputError
from pipeline.library.expressions import expressions


def test_the_zip_holds_the_folder_and_nothing_else(copies):
    for copy in copies.values():
        with zipfile.ZipFile(copy.archive) as archive:
            inside = {name: archive.read(name) for name in archive.namelist()}
        assert inside == {f"{copy.name}/{path.name}": path.read_bytes() for path in copy.folder.iterdir()}


def test_every_format_and_the_xml_as_it_is_are_there(copies, root):
    copy = copies["bamako-declaration"]
    kinds = {name.removeprefix("bamako-declaration_F_unofficial-1.") for name in copy.files}
    assert {"pdf", "docx", "html", "txt", "flow.txt", "md", "epub", "odt", "xml"} <= kinds
    source = root / "source" / "bamako-declaration" / "fra@unofficial-1.xml"
    assert copy.files["bamako-declaration_F_unofficial-1.xml"] == source.read_bytes()
    assert copy.files["verify.py"] == (root / "templates" / "distribution" / "verify.py").read_bytes()


def test_a_final_copy_of_a_provisional_document_is_refused_with_what_is_missing(root, tmp_path):
    every = [e for e in expressions(root / "source") if e.work == "bamako-letter"]
    with pytest.raises(DocumentError, match="not assigned: symbol, date, job number"):
        make_copy("bamako-letter", every, Wish(tmp_path / "out", final=True))
    assert not (tmp_path / "out").exists()


def test_a_folder_is_put_in_the_place_of_an_earlier_copy_and_of_nothing_else(tmp_path):
    folder = tmp_path / "work"
    _write_folder(folder, {"manifest.json": b"1", "old.txt": b"1"})
    _write_folder(folder, {"manifest.json": b"2"})
    assert [p.name for p in folder.iterdir()] == ["manifest.json"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("kept")
    with pytest.raises(OutputError, match="is none"):
        _write_folder(tmp_path / "mine", {"manifest.json": b"3"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "work"]
    assert (tmp_path / "mine" / "letter.txt").read_text() == "kept"


def test_the_letter_says_in_every_format_that_it_is_provisional(copies):
    import pypdfium2

    copy = copies["bamako-letter"]
    said = "Provisoire. Non encore attribués"
    for format in ("html", "txt", "flow.txt", "md"):
        assert said in copy.files[f"bamako-letter_F.{format}"].decode("utf-8")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(copy.files["bamako-letter_F.pdf"])]
    assert all(said in page for page in pages)
    heads = {f"word/header{n}.xml" for n in (1, 2, 3)}
    assert all(said in text for text in _parts(copy.files["bamako-letter_F.docx"], heads))
    assert _parts(copy.files["bamako-letter_F.odt"], {"styles.xml"})[0].count(said) == 2
    assert said in _parts(copy.files["bamako-letter_F.epub"], {"EPUB/text/ch001.xhtml"})[0]


def _parts(data: bytes, names: set[str]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name).decode("utf-8") for name in sorted(names)]


def test_no_file_names_this_machine(copies, root):
    here = [str(root).encode(), str(Path.home()).encode() + b"/"]
    found = [name for copy in copies.values() for name, data in copy.files.items() if any(h in data for h in here)]
    assert found == []
