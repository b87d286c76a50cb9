"""The program pandoc."""

from __future__ import annotations

import datetime

import pytest

from pipeline.errors import ToolError
from pipeline.write.pandoc import ast, program

DAY = datetime.date(2000, 1, 1)


def test_what_pandoc_refuses_is_an_error_that_quotes_it():
    with pytest.raises(ToolError, match="pandoc failed"):
        program.pandoc(b"{}", "plain", DAY)
    with pytest.raises(ToolError, match="nothing"):
        program.pandoc(ast.pandoc_json([]), "nothing-like-this", DAY)


def test_pandoc_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(program, "_LONGEST", 0.0001)
    with pytest.raises(ToolError, match="stopped"):
        program.pandoc(ast.pandoc_json([]), "plain", DAY)


def test_pandoc_reads_no_file_that_a_document_names(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    image = {"t": "Image", "c": [ast.NO_ATTR, [], [str(secret), ""]]}
    data = program.pandoc(ast.pandoc_json([ast.para([image])]), "odt", DAY)
    assert b"secret words" not in data
    with pytest.raises(ToolError):
        program.pandoc(ast.pandoc_json([]), "html", DAY, ["--standalone", f"--include-in-header={tmp_path}/none"])
