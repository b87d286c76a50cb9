"""A new kind of document is one table of classes.toml and its words: shown with a kind that the project has not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.languages.strings import strings
from pipeline.read import akn

CLASS = """
[kinds.survey]
element = "doc"
name = "survey"
subtype = "paper"
date = "presentation"
skeleton = ["text"]
"""
NAME = "Survey paper"
TEXT = "Survey of the Secretary-General\n\nThe present report is submitted pursuant to a resolution.\n"


@pytest.fixture(scope="module")
def program(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program whose data have one kind more."""
    copy = tmp_path_factory.mktemp("program")
    shutil.copytree(root / "pipeline", copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "templates", copy / "templates", ignore=shutil.ignore_patterns("fonts"))
    (copy / "templates" / "fonts").symlink_to(root / "templates" / "fonts")
    (copy / "source").mkdir()
    (copy / "source" / "schema").symlink_to(root / "source" / "schema")
    _add(copy / "templates" / "akn" / "classes.toml", "", CLASS)
    _add(copy / "templates" / "languages" / "en.toml", "[recognise.kinds]", 'survey = ["Survey of the"]\n')
    _add(copy / "templates" / "languages" / "en.toml", "[site.kinds]", f'survey = "{NAME}"\n')
    return copy


def _add(path: Path, table: str, lines: str) -> None:
    """Add lines at the beginning of a table, or at the end of the file."""
    text = path.read_text("utf-8")
    assert f"\n{table}" in text
    end = text.index("\n", text.index(f"\n{table}") + 1) + 1 if table else len(text)
    path.write_text(text[:end] + lines + text[end:], "utf-8")


def run(program: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(program), "SOURCE_DATE_EPOCH": "1767225600"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words], cwd=program, env=environment, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def document_element(path: Path) -> etree._Element:
    return etree.parse(path).getroot()[0]


def test_new_writes_a_skeleton_of_the_kind_and_the_site_shows_its_name(program: Path, tmp_path: Path) -> None:
    source = tmp_path / "work" / "fra@.xml"
    source.parent.mkdir()
    run(program, "new", "survey", "--out", str(source), "--language", "fr", "--date", "2026-01-31")
    top = document_element(source)
    assert (top.tag, top.get("name")) == (akn("doc"), "survey")
    this = top.find(f".//{akn('FRBRWork')}/{akn('FRBRuri')}")
    assert this is not None
    assert this.get("value", "").startswith("/akn/un/doc/paper/un-ga/2026-01-31/")
    run(program, "site", "--source", str(source), "--out", str(tmp_path / "site"), "--formats", "html")
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert '"legislationType": "survey"' in pages
    assert f"<span>{NAME}</span>" in pages
    assert f"<span>{strings('es').site.kinds['other']}</span>" in pages, "a language without its name"


def test_an_import_recognises_the_kind_by_its_words(program: Path, tmp_path: Path) -> None:
    text, out = tmp_path / "report.txt", tmp_path / "report.xml"
    text.write_text(TEXT, "utf-8")
    run(program, "import", str(text), "--out", str(out))
    assert document_element(out).get("name") == "survey"
    assert "“survey”, by the words of its first lines" in (tmp_path / "report.xml.doubts.md").read_text("utf-8")


def test_a_kind_that_the_table_has_not_is_refused_with_those_it_has(program: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(program)}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "new", "poem", "--out", str(tmp_path / "x.xml"), "--date", "2026-01-31",
         "--language", "en", "--symbol", "", "--title", ""],
        cwd=program, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "letter" in done.stderr
    assert "survey" in done.stderr
