"""Files that are not documents: one finding or one error in one line, and the right exit status."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.errors import ExitStatus, MissingInputError
from pipeline.validate import check, fix
from pipeline.validate.report.render import FORMATS, conformance, render
from tests.own import documents

AKN = b'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
CASES = {
    "not Akoma Ntoso": (b"<html/>", "FILE-002", "the root element is"),
    "another version": (b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/2.0"/>', "FILE-002", "root"),
    "empty": (b"", "AKN-NC-001", "the file is empty"),
    "white space": (b" \n", "AKN-NC-001", "the file is empty"),
    "binary": (bytes(range(256)) * 20, "AKN-NC-001", "this is not XML"),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "/etc/passwd">]><a>&b;&d;</a>', "FILE-001", "DOCTYPE"),
    "laughs": (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>', "FILE-001", "DOCTYPE"),
    "deep": (b"<akomaNtoso " + AKN + b">" + b"<doc>" * 400 + b"</doc>" * 400 + b"</akomaNtoso>", "FILE-001", "limit"),
    "two roots": (b"<a/><b/>", "AKN-NC-001", "not well-formed"),
    "cut off": (b"<akomaNtoso " + AKN + b"><doc><meta>", "AKN-NC-001", "is never closed"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_not_a_document_is_one_clear_finding(name: str, tmp_path: Path) -> None:
    data, rule, words = CASES[name]
    file = tmp_path / "x.xml"
    file.write_bytes(data)
    report = check([file])
    assert report.exit_status is ExitStatus.FINDINGS
    assert report.findings[0].rule == rule
    assert words in report.findings[0].message
    for form in FORMATS:
        assert render(report, form)
    assert "level 0" in conformance(report)
    assert fix([file])[0].refused
    assert file.read_bytes() == data


def test_a_file_of_500_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.xml"
    with file.open("wb") as stream:
        os.truncate(stream.fileno(), 500 * 1024 * 1024)
    findings = check([file]).findings
    assert [finding.rule for finding in findings] == ["FILE-001"]
    assert "524,288,000 bytes" in findings[0].message


def test_a_missing_path_and_a_folder_without_xml_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no XML", "utf-8")
    with pytest.raises(MissingInputError, match="no XML file in this folder") as folder:
        check([tmp_path])
    with pytest.raises(MissingInputError, match="no such file") as path:
        check([tmp_path / "missing.xml"])
    assert folder.value.exit_status == path.value.exit_status == ExitStatus.COULD_NOT_RUN


def test_a_document_with_next_to_nothing_in_it_breaks_no_rule(tmp_path: Path) -> None:
    for n, inner in enumerate((b"", b"<doc/>", b'<doc name="x"><meta/><mainBody/></doc>', b"<p>x</p>", b"<!-- x -->")):
        (tmp_path / f"{n}.xml").write_bytes(b"<akomaNtoso " + AKN + b">" + inner + b"</akomaNtoso>")
    report = check([tmp_path])
    assert len(report.results) == 5
    assert all(result.findings for result in report.results)


def test_the_other_files_of_a_folder_are_still_checked(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"\x00")
    (tmp_path / "b.xml").write_bytes(b"<html/>")
    assert [finding.rule for finding in check([tmp_path]).findings] == ["AKN-NC-001", "FILE-002"]


def _closed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Refuse to read the file of this name (the superuser could read it, so the refusal is made here)."""
    kept = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return kept(path)

    monkeypatch.setattr(Path, "read_bytes", read)


def test_an_unreadable_file_of_a_folder_is_a_finding_and_the_others_are_checked(tmp_path, monkeypatch) -> None:
    for name in ("a.xml", "b.XML", "c.xml"):
        (tmp_path / name).write_bytes(b"<html/>")
    (tmp_path / "c.xml").unlink()
    os.mkfifo(tmp_path / "c.xml")
    _closed(monkeypatch, "a.xml")
    report = check([tmp_path])
    assert [(Path(f.file).name, f.rule) for f in report.findings] == [("a.xml", "FILE-001"), ("b.XML", "FILE-002")]
    assert "cannot read: Permission denied" in report.findings[0].message
    assert report.exit_status is ExitStatus.FINDINGS


def test_an_unreadable_file_given_by_name_cannot_be_checked(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.xml").write_bytes(b"<html/>")
    _closed(monkeypatch, "a.xml")
    with pytest.raises(MissingInputError, match="Permission denied"):
        check([tmp_path / "a.xml"])


@pytest.mark.parametrize("source", documents("ga-resolution/en"), ids=lambda path: path.stem)
def test_a_date_of_the_work_that_is_not_a_date_stops_no_rule(source: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_bytes(re.sub(rb'(<FRBRdate\b[^>]*date=")\d{4}-', rb"\g<1>202B-", source.read_bytes()))
    assert any("202B-" in finding.message for finding in check([file]).findings)
