"""Folder and zip of a work."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.distribution.copies import CopyOptions, make_copies, make_copy
from pipeline.errors import DocumentError, OutputError
from pipeline.library.expressions import Expression, expressions
from pipeline.lock import locked
from pipeline.read import parse_file
from pipeline.versions.amend.assign import assign
from pipeline.versions.life import steps


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
        make_copy("bamako-letter", every, CopyOptions(tmp_path / "out", final=True))
    assert not (tmp_path / "out").exists()


def test_a_final_copy_of_a_text_with_errors_is_refused_with_the_first_of_them(root, tmp_path):
    work = tmp_path / "letter" / "fra@.xml"
    work.parent.mkdir()
    work.write_bytes((root / "source" / "bamako-letter" / "fra@.xml").read_bytes())
    steps.assign(work, "A/62/9999", "08-99999 (F)", "2008-01-25", "en")
    data = work.read_bytes()
    work.write_bytes(data.replace(b"</paragraph>", b"</paragraph><paragraph/>", 1))
    expressions = [Expression("letter", "fra@", work)]
    with pytest.raises(DocumentError, match=r"fra@\.xml:\d+.* error.*, so there is no final copy; first: \S+ "):
        make_copy("letter", expressions, CopyOptions(tmp_path / "out", final=True))
    assert not (tmp_path / "out").exists()
    assert make_copy("letter", expressions, CopyOptions(tmp_path / "draft")).state == "final"


@pytest.fixture
def letters(root, tmp_path):
    """Return two works of one symbol: a letter, and the same letter in a folder of another name."""
    data = assign(parse_file(root / "source" / "bamako-letter" / "fra@.xml"), symbol="A/62/658")
    for work in ("letter", "another-letter"):
        (tmp_path / "source" / work).mkdir(parents=True)
        (tmp_path / "source" / work / "fra@.xml").write_bytes(data)
    return {e.work: [e] for e in expressions(tmp_path / "source")}


def test_two_works_of_one_symbol_are_refused_before_anything_is_written(letters, tmp_path):
    names = "A_62_658: the copies of two works would have this name: another-letter and letter"
    with pytest.raises(OutputError, match=names):
        list(make_copies(letters, CopyOptions(tmp_path / "out")))
    assert not (tmp_path / "out").exists()


def test_a_second_run_says_who_writes_into_the_folder(root, tmp_path):
    every = [e for e in expressions(root / "source") if e.work == "bamako-letter"]
    with locked(tmp_path), pytest.raises(OutputError, match=f"another command .* \\(process {os.getpid()}\\)"):
        make_copy("bamako-letter", every, CopyOptions(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_strange_file_in_an_earlier_copy_is_named_before_anything_is_built(copies, root, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.distribution.copies.build_document", None)
    folder = shutil.copytree(copies["bamako-letter"].folder, tmp_path / "bamako-letter")
    (folder / "notes.docx").write_text("mine")
    every = [e for e in expressions(root / "source") if e.work == "bamako-letter"]
    with pytest.raises(OutputError, match=r"bamako-letter: holds what this program did not put there: notes\.docx"):
        make_copy("bamako-letter", every, CopyOptions(tmp_path))
    assert (folder / "notes.docx").read_text() == "mine"
    assert len(list(folder.iterdir())) == len(copies["bamako-letter"].files) + 1


def test_a_copy_is_put_in_the_place_of_an_earlier_one_of_the_same_work(copies, root, tmp_path):
    copy = copies["bamako-letter"]
    folder = shutil.copytree(copy.folder, tmp_path / copy.name)
    archive = shutil.copy(copy.archive, tmp_path)
    every = [e for e in expressions(root / "source") if e.work == "bamako-letter"]
    made = make_copy("bamako-letter", every, CopyOptions(tmp_path))  # without a key
    assert (made.folder, made.archive) == (folder, Path(archive))
    assert sorted(path.name for path in folder.iterdir()) == sorted(set(copy.files) - {"SHA256SUMS.sig"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bamako-letter", "bamako-letter.zip"]


def test_the_letter_says_in_every_format_that_it_is_provisional(copies):
    import pypdfium2

    copy = copies["bamako-letter"]
    notice = "Provisoire. Non encore attribués"
    for format in ("html", "txt", "flow.txt", "md"):
        assert notice in copy.files[f"bamako-letter_F.{format}"].decode("utf-8")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(copy.files["bamako-letter_F.pdf"])]
    assert all(notice in page for page in pages)
    heads = {f"word/header{n}.xml" for n in (1, 2, 3)}
    assert all(notice in text for text in _parts(copy.files["bamako-letter_F.docx"], heads))
    styles = _parts(copy.files["bamako-letter_F.odt"], {"styles.xml"})[0]
    assert styles.count(notice) == styles.count("</style:header>") + styles.count("</style:header-left>") >= 2
    assert notice in _parts(copy.files["bamako-letter_F.epub"], {"EPUB/text/ch001.xhtml"})[0]


def _parts(data: bytes, names: set[str]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name).decode("utf-8") for name in sorted(names)]


def test_no_file_names_this_machine(copies, root):
    here = [str(root).encode(), str(Path.home()).encode() + b"/"]
    found = [name for copy in copies.values() for name, data in copy.files.items() if any(h in data for h in here)]
    assert found == []


def test_no_final_copy_while_the_line_original_or_a_place_in_the_text_is_open(root, tmp_path):
    work = tmp_path / "letter" / "fra@.xml"
    work.parent.mkdir()
    data = (root / "source" / "bamako-letter" / "fra@.xml").read_bytes()
    work.write_bytes(data)
    steps.assign(work, "A/62/9999", "08-99999 (F)", "2008-01-25")
    expressions = [Expression("letter", "fra@", work)]
    with pytest.raises(DocumentError, match="not assigned: original language"):
        make_copy("letter", expressions, CopyOptions(tmp_path / "out", final=True))
    steps.assign(work, original="en")
    assigned = work.read_bytes()
    work.write_bytes(assigned.replace(b'<FRBRnumber value="', b'<FRBRnumber value="tmp-'))
    with pytest.raises(DocumentError, match="not assigned: number tmp-A-62-9999"):
        make_copy("letter", expressions, CopyOptions(tmp_path / "out", final=True))
    work.write_bytes(assigned)
    assert make_copy("letter", expressions, CopyOptions(tmp_path / "out", final=True)).state == "final"
