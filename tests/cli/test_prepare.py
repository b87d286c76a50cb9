"""Tests of the dump of the prepared document."""

from __future__ import annotations

import json

import pytest

from pipeline.cli.run import run
from pipeline.data import TEMPLATES
from pipeline.document.dump import as_plain
from pipeline.document.inlines import Link, Look, Text
from pipeline.errors import ExitStatus

LETTER = "bamako-letter/fra@"


def test_an_object_has_its_class_and_the_fields_that_are_not_as_always():
    text = Text("a", look=Look.BOLD | Look.ITALIC, link=Link("#para_1"))
    assert as_plain(text) == {
        "type": "Text", "text": "a", "look": ["italic", "bold"], "link": {"type": "Link", "target": "#para_1"},
    }  # fmt: skip
    assert as_plain(Text("a")) == {"type": "Text", "text": "a"}


def test_the_json_has_every_block_and_fits_its_schema(capsys):
    jsonschema = pytest.importorskip("jsonschema", reason="the extra `test` has jsonschema")
    assert run("prepare", name=LETTER, json=True) is ExitStatus.DONE
    facts = json.loads(capsys.readouterr().out)
    schema = json.loads((TEMPLATES / "cli" / "prepare.schema.json").read_text("utf-8"))
    jsonschema.validate(facts, schema, cls=jsonschema.Draft202012Validator)
    document = facts["document"]
    assert document["identity"]["language"] == "fr"
    assert [part["kind"] for part in document["parts"]] == ["main", "annex", "appendix"]
    blocks = [block for part in document["parts"] for block in part["blocks"]]
    labels = ["".join(run.get("text", "") for run in b.get("label", ())) for b in blocks if b.get("role") == "numbered"]
    assert labels[:2] == ["1.", "2."]


def test_the_outline_has_a_line_for_each_block(capsys):
    assert run("prepare", name=LETTER) is ExitStatus.DONE
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert all(len(row) == 3 for row in rows)
    kinds = [row[0] for row in rows]
    assert kinds.count("part annex") == 1
    assert any(kind.startswith("heading 1 ") for kind in kinds)
    assert any("J’ai l’honneur" in text for _, _, text in rows)


def test_what_cannot_be_read_has_status_two(tmp_path, capsys):
    (tmp_path / "a.xml").write_text("<akomaNtoso>")
    assert run("prepare", name=str(tmp_path / "a.xml")) is ExitStatus.COULD_NOT_RUN
    assert "not well-formed" in capsys.readouterr().err
