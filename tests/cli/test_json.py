"""Tests of output for machines: one document, with its schema, whatever the result of the command."""

from __future__ import annotations

import json
import shutil

import pytest

from pipeline.cli.run import run
from pipeline.cli.table import COMMANDS
from pipeline.data import TEMPLATES
from pipeline.errors import ExitStatus

jsonschema = pytest.importorskip("jsonschema", reason="the extra `test` has jsonschema")

WITH_JSON = [name for name, command in COMMANDS.items() if any(option.name == "json" for option in command.options)]


def schema(name):
    return json.loads((TEMPLATES / "cli" / f"{name}.schema.json").read_text("utf-8"))


@pytest.fixture
def document(capsys):
    """Run a command with --json, and return its status and its document, held against the schema."""

    def call(name, **options):
        capsys.readouterr()
        status = run(name, json=True, **options)
        facts = json.loads(capsys.readouterr().out)
        jsonschema.validate(facts, schema(name), cls=jsonschema.Draft202012Validator)
        return status, facts

    return call


@pytest.mark.parametrize("name", WITH_JSON)
def test_every_command_with_json_has_a_schema_that_is_one_and_is_documented(name, root):
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"undocs-{name}/1"
    assert f"(../templates/cli/{name}.schema.json)" in (root / "docs" / "json.md").read_text("utf-8")


def test_the_list_has_what_is_not_assigned(document):
    status, facts = document("list")
    assert status is ExitStatus.DONE
    assert [text["text"] for text in facts["texts"]] == ["bamako-declaration/fra@unofficial-1", "bamako-letter/fra@"]
    assert "symbol" in facts["texts"][1]["not_assigned"]


def test_a_history_has_events(document):
    status, facts = document("history", work="bamako-letter")
    assert (status, facts["work"]) == (ExitStatus.DONE, "bamako-letter")
    assert facts["events"]


def test_a_build_has_files_and_failures(document, root, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(root / "source/bamako-letter/fra@.xml", tmp_path / "in" / "good.xml")
    (tmp_path / "in" / "bad.xml").write_text("<akomaNtoso>")
    options = {"source": [str(tmp_path / "in")], "out": str(tmp_path / "out"), "formats": "txt,html", "jobs": 1}
    status, facts = document("build", **options)
    assert status is ExitStatus.FINDINGS
    bad, good = facts["documents"]
    assert (bad["state"], good["state"]) == ("failed", "built")
    assert "not well-formed" in bad["error"]["message"]
    assert {file["format"]: file["proof"]["recall"] for file in good["files"]} == {"txt": 1.0, "html": 1.0}
    assert facts["totals"] == {"built": 1, "unchanged": 0, "failed": 1}
    assert document("build", **options)[1]["totals"] == {"built": 0, "unchanged": 1, "failed": 1}


def test_copies_have_their_files_and_a_verdict(document, tmp_path):
    _, facts = document("dist", work=["bamako-declaration"], out=str(tmp_path))
    [copy] = facts["copies"]
    assert {file["path"] for file in copy["files"]} >= {"manifest.json", "SHA256SUMS", "verify.py"}
    status, facts = document("verify", path=copy["archive"])
    assert (status, facts["faults"]) == (ExitStatus.DONE, [])
    (tmp_path / copy["name"] / "manifest.json").unlink()
    status, facts = document("verify", path=copy["folder"])
    assert status is ExitStatus.FINDINGS
    assert "manifest.json" in [fault["file"] for fault in facts["faults"]]


def test_an_import_has_its_doubts(document, tmp_path):
    (tmp_path / "a.txt").write_text("A heading\n\n1. First paragraph.\n\n2. Second paragraph.\n", "utf-8")
    _, facts = document("import", file=str(tmp_path / "a.txt"), out=str(tmp_path / "a.xml"))
    assert facts["schema_valid"] is True
    assert facts["doubts"]
    assert facts["arrived"]["words"] == {"file": 8, "xml": 8, "missing": []}


def test_a_command_that_could_not_run_prints_no_document(capsys):
    assert run("build", json=True, source=["nowhere"]) is ExitStatus.COULD_NOT_RUN
    assert capsys.readouterr().out == ""
