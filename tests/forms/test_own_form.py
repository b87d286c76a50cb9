"""A form is added by one file and one rule: done as docs/forms.md says, in a copy of the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from tests.own import DOCUMENTS

NAME = "large-print.toml"


def example(root: Path, name: str) -> str:
    """Return a file of the page: the fenced block under its name."""
    page = (root / "docs" / "forms.md").read_text("utf-8")
    found = re.search(rf"<!-- {re.escape(name)} -->\n```toml\n(.*?)```", page, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture(scope="module")
def program(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy of the program with one form and one rule more."""
    copy = tmp_path_factory.mktemp("program")
    shutil.copytree(root / "pipeline", copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "templates", copy / "templates")
    shutil.copytree(root / "source" / "schema", copy / "source" / "schema")
    (copy / "templates" / "forms" / NAME).write_text(example(root, NAME), "utf-8")
    rules = copy / "templates" / "select.toml"
    rules.write_text(f"{example(root, 'select.toml')}\n{rules.read_text('utf-8')}", "utf-8")
    return copy


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words], cwd=program, env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def letter(language: str) -> str:
    [path] = (DOCUMENTS / "letter" / language).glob("*.xml")
    return str(path)


def commonest(pdf: Path) -> float:
    """Return the size in points that most pieces of text of a PDF have."""
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    pieces = [piece for page in pypdfium2.PdfDocument(pdf) for piece in page.get_objects(kinds)]
    [(size, _)] = Counter(round(piece.get_font_size() * piece.get_matrix().d, 1) for piece in pieces).most_common(1)
    return size


def test_documents_of_the_rule_take_the_form_and_no_others(program: Path, root: Path, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        done = run(program, "build", letter(language), "--out", str(tmp_path), "--formats", "pdf")
        assert done.returncode == 0, done.stderr
    own, other = (commonest(tmp_path / f"{Path(letter(language)).stem}.pdf") for language in ("en", "fr"))
    assert (own, other) == (14.0, 10.0)


def test_a_key_that_no_form_has_is_an_error_with_file_and_key(program: Path, tmp_path: Path) -> None:
    form = program / "templates" / "forms" / NAME
    text = form.read_text("utf-8")
    form.write_text(text.replace("size = 14.0", "sise = 14.0"), "utf-8")
    done = run(program, "build", letter("en"), "--out", str(tmp_path), "--formats", "pdf")
    form.write_text(text, "utf-8")
    assert f"{NAME}: unknown key in [styles.text]: sise" in done.stderr
    assert done.returncode == 1 and "Traceback" not in done.stderr
