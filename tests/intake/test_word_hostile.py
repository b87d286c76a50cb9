"""Files of other kinds, dangerous ones, and texts of others: one clear line, nothing fetched, nothing made up."""

from __future__ import annotations

import io
import socket
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.cli.run import run
from pipeline.errors import ExitStatus
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from tests.intake.wordfile import archive, p, word_file_of

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAR = "http://192.0.2.1/far"
"""An address for documentation (RFC 5737), where nobody answers."""


def compound(*streams: str) -> bytes:
    """Return what begins as a compound file and names these streams in its directory."""
    names = b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<H", 0x3E) + bytes(500) + names


def bomb() -> bytes:
    files = _files(word_file_of(p("Text.")))
    files["word/document.xml"] = b"<w:document>" + b" " * 40_000_000
    return archive(files)


def _files(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def entity() -> bytes:
    files = _files(word_file_of(p("Text.")))
    inner = files["word/document.xml"]
    assert isinstance(inner, bytes)
    files["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + inner
    return archive(files)


REFUSED = {
    "password": (compound("EncryptionInfo", "EncryptedPackage"), "protected by a password"),
    "old": (compound("WordDocument"), "a Word file of the old kind (.doc)"),
    "empty": (b"", "not a Word file"),
    "text": (b"Dear Sir, the lamps are lit.", "not a Word file"),
    "pdf": (b"%PDF-1.7 renamed", "not a Word file"),
    "page": (b"<html><body>lamps</body></html>", "not a Word file"),
    "zip": (archive({"a.txt": "lamps"}), "there is no text in it"),
    "sheet": (archive({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}), "there is no text in it"),
    "cut": (word_file_of(p("Text."))[:-40], "not a Word file"),
    "bomb": (bomb(), "smaller"),
    "entity": (entity(), "DOCTYPE"),
    "way out": (archive({"../evil": "x", "word/document.xml": "<x/>"}), "leads out"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_a_word_file_or_dangerous_is_refused_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reason = REFUSED[name]
    source, out = tmp_path / "text.docx", tmp_path / "out.xml"
    source.write_bytes(data)
    assert run("import", file=str(source), out=str(out)) is not ExitStatus.DONE
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and reason in lines[0] and "text.docx" in lines[0]
    assert "Traceback" not in lines[0]
    assert [path.name for path in tmp_path.iterdir()] == ["text.docx"]


def related(body: str, *relations: tuple[str, str], outside: bool = True) -> bytes:
    """Return a Word file whose text has further relationships, kind and target."""
    files = _files(word_file_of(body))
    mode = ' TargetMode="External"' if outside else ""
    made = "".join(
        f'<Relationship Id="far{n}" Type="{_TYPE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(relations, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{space}">{made}</Relationships>'
    return archive(files)


def imported(data: bytes) -> Imported:
    return import_bytes(data, Path("text.docx"))


def test_nothing_outside_the_file_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an address was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    kinds = ("image", "attachedTemplate", "oleObject", "subDocument", "frame", "header", "styles", "numbering",
             "footnotes", "settings", "comments")  # fmt: skip
    body = p("Text.") + '<w:p><w:subDoc r:id="far4"/></w:p><w:altChunk r:id="far3"/>'
    done = imported(related(body, *((kind, FAR) for kind in kinds)))
    assert FAR.encode() not in done.data
    left = [doubt for doubt in done.doubts if doubt.met == "another file inside this one"]
    assert len(left) == 2


def test_macros_are_left_out_and_reported() -> None:
    files = _files(related(p("Text."), ("vbaProject", "vbaProject.bin"), outside=False))
    files["word/vbaProject.bin"] = compound("VBA")
    done = import_bytes(archive(files), Path("text.docm"))
    assert [d.chosen for d in done.doubts if d.met == "macros"] == ["left out"]
    assert not done.media


@pytest.mark.parametrize(
    "body",
    [
        p("Invoice 2025-117") + p("Lamp oil, 12 barrels") + p("Total: 480.00"),
        p("My holidays") + p("We went to the coast and saw the lamps."),
        "<w:tbl><w:tr><w:tc>" + p("Keeper") + "</w:tc><w:tc>" + p("Anna") + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_a_text_that_is_not_of_the_united_nations_is_imported_as_what_it_is(body: str) -> None:
    done = imported(word_file_of(body))
    identity = prepare(parse_bytes(done.data, Path("text.xml"))).identity
    assert "/un/" in identity.work and "un-ga" not in identity.work
    assert not identity.official and identity.body.value == "other" and identity.kind == "other"
    assert b'FRBRauthoritative value="false"' in done.data and b"United Nations</docAuthority>" not in done.data
    assert any("nothing says that this is a document of the United Nations" in doubt.met for doubt in done.doubts)


def test_a_text_that_mentions_the_general_assembly_is_not_its_document() -> None:
    done = imported(word_file_of(p("My letter") + p("The General Assembly of the club meets on Monday.")))
    assert b"un-ga" not in done.data
