"""Every typical mistake is answered in one line that says what to do, with the status of the contract."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pytest

from pipeline.cli.main import main
from tests.cli.mistakes import MISTAKES, Answer, Mistake, made, prepare, row

PAGE = "docs/mistakes.md"
OUTSIDE = [mistake for mistake in MISTAKES if mistake.shell or mistake.variables]
"""Mistakes that need a process of their own."""
INSIDE = [mistake for mistake in MISTAKES if mistake not in OUTSIDE]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mistakes")
    prepare(folder)
    return folder


@pytest.fixture
def copy(prepared: Path, tmp_path: Path) -> Path:
    """Copy the folder, to make a mistake in it."""
    return shutil.copytree(prepared, tmp_path / "folder")


def hold(answer: Answer, mistake: Mistake) -> None:
    assert "Traceback" not in answer.err and "this is a bug" not in answer.err
    assert (answer.status, answer.err.count("\n") <= 1) == (mistake.status, True), answer.err
    assert mistake.says in (answer.line if mistake.status == 2 else answer.out + answer.err)
    if mistake.status == 2:
        assert answer.out == "", "a command that could not run prints nothing else"


@pytest.mark.parametrize("mistake", INSIDE, ids=lambda one: one.what)
def test_a_mistake_has_the_status_of_the_contract_and_an_answer_in_one_line(
    mistake: Mistake, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status = main(mistake.typed.split())
    hold(Answer(status, *capsys.readouterr()), mistake)


@pytest.mark.parametrize("mistake", OUTSIDE, ids=lambda one: one.what)
def test_a_mistake_around_the_program_is_answered_as_well(mistake: Mistake, copy: Path) -> None:
    if mistake.shell and os.name != "posix":
        pytest.skip("needs a POSIX shell; on Windows the line is typed otherwise")
    hold(made(mistake, copy), mistake)


def test_the_page_of_mistakes_has_each_of_them_and_no_other(root: Path) -> None:
    rows = [line for line in (root / PAGE).read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    expected = [row(mistake, Answer(0, "", "")).split(" | ")[:2] for mistake in MISTAKES]
    assert [line.split(" | ")[:2] for line in rows] == expected, f"run `python -m tests.cli.mistakes > {PAGE}`"


def test_there_are_at_least_thirty() -> None:
    assert len({mistake.what for mistake in MISTAKES}) == len(MISTAKES) >= 30
