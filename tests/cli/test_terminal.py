"""Standard streams of every kind: encodings without the characters, closed, and read by other programs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from pipeline.cli import terminal

LETTER = "source/bamako-letter/fra@.xml"


def output_of(root, *words, encoding):
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words], cwd=root, capture_output=True, check=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
def test_json_is_utf8_in_every_terminal(root, encoding):
    facts = json.loads(output_of(root, "prepare", LETTER, "--json", encoding=encoding).decode("utf-8"))
    assert facts["document"]["identity"]["title"].startswith("Lettre datée")


@pytest.mark.parametrize("encoding", ["cp437", "cp1252"])
def test_an_outline_is_legible_in_a_terminal_of_windows(root, encoding):
    text = output_of(root, "prepare", LETTER, encoding=encoding).decode(encoding)
    assert "Lettre datée du 18 janvier 2008" in text
    assert "J'ai l'honneur" in text.replace("’", "'")
    assert "\\u" not in text, "letters that cp437 does not have (À) are escaped, as names of files must not change"


@pytest.fixture
def written(monkeypatch):
    """Make standard output a stream with an encoding; return what was written to it."""

    def stream(encoding, terminal_of_its_own=False):
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding=encoding)
        out.isatty = lambda: terminal_of_its_own
        monkeypatch.setattr(sys, "stdout", out)
        terminal.make_streams_usable()
        print("“a…” ☃ \udcff", end="")
        sys.stdout.flush()
        return raw.getvalue()

    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    return stream


def test_what_an_encoding_does_not_have_is_written_in_ascii(written):
    assert written("cp437") == b'"a..." \\u2603 \\udcff'


def test_on_windows_a_file_gets_utf8_and_a_terminal_what_it_can_show(written, monkeypatch):
    monkeypatch.setattr(terminal, "_WINDOWS", True)
    assert written("cp1252").startswith("“a…” ☃".encode())
    assert written("cp437", terminal_of_its_own=True).startswith(b'"a..."')
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    assert written("cp1252").startswith("“a…”".encode("cp1252"))


def test_a_stream_that_is_closed_takes_everything(monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    terminal.make_streams_usable()
    print("x")
    assert sys.stdin.read() == ""
