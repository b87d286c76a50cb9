"""A language is added by one file: shown with a language that the project does not have, in a copy of the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

TAG, CODE = "eo", "epo"
SHOWN = ("html", "text", "site", "comparison", "skeleton")
"""Tables whose words are marked, so that they are found again in what is made with them."""


def marked(text: str) -> str:
    """Return the English file as that of another language: every word that is shown begins with the tag."""
    lines, table = [], ""
    for english in text.splitlines():
        table = match[1] if (match := re.match(r"\[(\w+)", english)) else table
        if table in SHOWN and not english.startswith(("number", "gap", "verb", "formula")):
            lines.append(re.sub(r'"(?=[A-Z])', f'"{TAG.capitalize()} ', english))
        else:
            lines.append(english)
    return "\n".join(lines).replace("preference = 1 ", "preference = 9 ").replace('letter = "E"', 'letter = "X"')


@pytest.fixture(scope="module")
def program(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with one language file more."""
    copy = tmp_path_factory.mktemp("program")
    shutil.copytree(root / "pipeline", copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "templates", copy / "templates", ignore=shutil.ignore_patterns("fonts"))
    (copy / "templates" / "fonts").symlink_to(root / "templates" / "fonts")
    (copy / "source").mkdir()
    (copy / "source" / "schema").symlink_to(root / "source" / "schema")
    english = (copy / "templates" / "languages" / "en.toml").read_text("utf-8")
    (copy / "templates" / "languages" / f"{TAG}.toml").write_text(marked(english), "utf-8")
    return copy


def run(program: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(program), "SOURCE_DATE_EPOCH": "1767225600"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words], cwd=program, env=environment, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a letter in the new language."""
    path = tmp_path_factory.mktemp("sources") / "letter" / f"{CODE}@.xml"
    path.parent.mkdir()
    run(program, "new", "letter", "--out", str(path), "--language", TAG, "--date", "2026-02-01")
    return path


def test_a_skeleton_is_written_in_the_new_language(source: Path) -> None:
    found = etree.parse(source).getroot()
    assert found.find(".//{*}FRBRlanguage").get("language") == CODE
    assert "Eo Letter dated 1 Februaro 2026" in " ".join("".join(found.itertext()).split())


def test_a_document_and_the_site_are_built_in_the_new_language(program: Path, source: Path, tmp_path: Path) -> None:
    run(program, "site", "--source", str(source), "--out", str(tmp_path / "site"), "--formats", "html,txt")
    pages = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.html")}
    start = pages[f"{TAG}.html"].read_text("utf-8")
    assert f'<html lang="{TAG}" dir="ltr">' in start
    assert "Eo Newest documents" in start
    assert ">Esperanto</a>" in pages["fr.html"].read_text("utf-8")
    assert any("Eo Skip to text" in path.read_text("utf-8") for path in pages.values())
    text = next((tmp_path / "site").rglob("*.txt")).read_text("utf-8")
    assert "[Eo Provisional." in text


def test_a_comparison_speaks_the_new_language(program: Path, source: Path, tmp_path: Path) -> None:
    changed = tmp_path / f"{CODE}@2.xml"
    changed.write_text(source.read_text("utf-8").replace("[Text.]", "[Other text.]"), "utf-8")
    assert changed.read_text("utf-8") != source.read_text("utf-8")
    run(program, "diff", str(source), str(changed), "--formats", "html", "--out", str(tmp_path / "diff"))
    page = next((tmp_path / "diff").rglob("*.html")).read_text("utf-8")
    assert "Eo Next change" in page
    assert f'lang="{TAG}"' in page
