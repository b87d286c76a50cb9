"""Messages without the paths of the machine on which they were made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.data import ROOT, TEMPLATES
from pipeline.publish.job import DocumentResult, FileResult, State
from pipeline.publish.one_document import failure
from pipeline.publish.public import places, public, source_name
from pipeline.publish.record import OutputRecord
from tests.publish.building import build, folder_of, report

KNOWN = places("/srv/our papers/x/y.xml", "x/y.xml", "/srv/out")


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("/srv/our papers/x/y.xml:3:4: not valid", "x/y.xml:3:4: not valid"),
        ("cannot read: /srv/our papers/x/picture.png", "cannot read: x/picture.png"),
        ("there is no XML file in /srv/our papers", "there is no XML file in our papers"),
        ("/srv/out/x/y.pdf: cannot write", "x/y.pdf: cannot write"),
        ("/srv/output/x.pdf: cannot write", "x.pdf: cannot write"),
        (f'File "{ROOT}/pipeline/files.py", line 3', 'File "pipeline/files.py", line 3'),
        (f"{TEMPLATES}/site/words.toml: cannot read", "templates/site/words.toml: cannot read"),
        (f'File "{json.__file__}", line 3', 'File "json/__init__.py", line 3'),
        ("[Errno 2] No such file: '/srv/somewhere/else.ttf'", "[Errno 2] No such file: 'else.ttf'"),
        (r"C:\Users\officer\paper.xml: locked", "paper.xml: locked"),
        ("/akn/un/doc/letter/2008/!main is not an IRI", "/akn/un/doc/letter/2008/!main is not an IRI"),
        ("s3://papers/tmp/x.xml and https://un.org/tmp", "s3://papers/tmp/x.xml and https://un.org/tmp"),
        ("A/62/658 and/or </p>", "A/62/658 and/or </p>"),
    ],
)
def test_a_message_names_files_and_no_folder_of_the_machine(message: str, shown: str) -> None:
    assert public(message, KNOWN) == shown


@pytest.mark.parametrize(
    ("source", "name", "shown"),
    [
        ("/srv/in/x/y.xml", "x/y.xml", "x/y.xml"),
        ("/srv/source/letter/fra@.xml", "letter/fra@", "letter/fra@.xml"),
        ("s3://papers/x.xml", "x.xml", "s3://papers/x.xml"),
    ],
)
def test_a_source_is_named_as_it_lies_in_its_folder(source: str, name: str, shown: str) -> None:
    assert source_name(source, name) == shown


def test_a_source_given_from_here_or_by_a_link_is_known_by_its_whole_path_too(tmp_path, monkeypatch) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.xml").write_text("x")
    (tmp_path / "link.xml").symlink_to(tmp_path / "far" / "a.xml")
    monkeypatch.chdir(tmp_path)
    message = f"link.xml: {tmp_path}/link.xml: {tmp_path}/far/a.xml"
    assert public(message, places("link.xml", "link.xml")) == "link.xml: link.xml: link.xml"


def test_the_report_of_a_build_holds_no_path_of_the_machine(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    (source / "broken.xml").write_text("<a>")
    invalid = (source / "doc-00.xml").read_text("utf-8").replace("<mainBody>", '<mainBody class="a" eId="a b">')
    (source / "invalid.xml").write_text(invalid, "utf-8")
    first = build(source, tmp_path / "out")
    text = (tmp_path / "out" / "build-report.json").read_text("utf-8")
    assert str(tmp_path) not in text
    found = {entry["document"]: entry for entry in report(tmp_path / "out")["documents"]}
    assert found["broken.xml"]["source"] == "broken.xml"
    assert found["broken.xml"]["error"]["message"].startswith("broken.xml:1:")
    assert found["invalid.xml"]["warnings"][0].startswith("invalid.xml:1:")
    again = build(source, tmp_path / "out")
    warning = next(line for line in first.stderr.splitlines() if line.startswith("warning:"))
    assert f"{source}/invalid.xml:1:" in warning
    assert warning in again.stderr.splitlines()


def test_the_traceback_of_a_bug_holds_no_path_of_the_machine_in_the_report(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Expecting") as raised:
        json.loads("{")
    found = failure(raised.value, str(tmp_path / "a.xml"))
    assert str(ROOT) in found.traceback
    file = FileResult("pdf", str(tmp_path / "out" / "a.pdf"), State.FAILED, failure=found)
    record = OutputRecord(str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    record.note(DocumentResult("a.xml", str(tmp_path / "a.xml"), failure=found, files=(file,)), {})
    text = json.dumps(record.documents) + (tmp_path / "out" / ".build-journal.jsonl").read_text("utf-8")
    assert str(tmp_path) not in text
    assert str(ROOT) not in text
    assert "tests/publish/test_public.py" in text
