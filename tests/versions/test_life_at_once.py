"""Commands that write, at once and killed: nothing is lost, nothing half-written, nothing left, the next run works.

UNDOCS_PAIRS and UNDOCS_KILLS say how often each command is tried; once by default.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from pipeline.cli.table import COMMANDS
from pipeline.read import parse_file
from pipeline.versions.life import steps
from tests.intake.test_word_pictures import PICTURE, drawing, raster, word_file
from tests.intake.wordfile import p as words
from tests.versions.test_life_machine import letter, worded

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are run in forked processes")
PAIRS = int(os.environ.get("UNDOCS_PAIRS", "1"))
KILLS = int(os.environ.get("UNDOCS_KILLS", "1"))
TEXT, NEW, CORRIGENDUM = "source/letter/fra@.xml", "new.xml", "source/letter-corr-1/fra@.xml"
LINES = {
    "assign": ["assign", TEXT, "--symbol", "A/62/658"],
    "revise": ["revise", TEXT, "--number", "1", "--date", "2008-02-10"],
    "addendum": ["addendum", TEXT, "--number", "1", "--date", "2008-02-10"],
    "corrigendum": ["corrigendum", TEXT, NEW, "--number", "1", "--date", "2008-02-10"],
    "apply": ["apply", CORRIGENDUM],
    "undo": ["undo", TEXT],
    "at": ["at", TEXT, "--date", "2008-03-01", "--out", "out/then.html"],
    "new": ["new", "letter", "--date", "2008-02-10", "--language", "fr", "--out", "out/new.xml"],
    "import": ["import", "draft.docx", "--out", "out/draft.xml"],
    "validate": ["validate", "broken.xml", "--fix", "--write-baseline", "out/known.txt", "--cache", "cache"],
    "proofread": ["proofread", "source", "--out", "out/proof.html", "--format", "html", "--state", "out/state.json"],
    "build": ["build", TEXT, "--out", "out", "--formats", "txt,html,docx", "--jobs", "1"],
    "dist": ["dist", TEXT, "--out", "out", "--record"],
    "site": ["site", TEXT, "--out", "out", "--formats", "txt,html", "--jobs", "1"],
    "diff": ["diff", TEXT, NEW, "--out", "out", "--formats", "txt,html,json"],
    "concordance": ["concordance", TEXT, NEW, "--out", "out", "--formats", "html,json"],
}  # fmt: skip
NOT_WRITING = {"list", "lsp", "rules", "prepare", "verify", "serve", "history", "completion", "manual"}
UNLIKE = ("build-report.json", ".steps", "cache", ".site-state")
"""What may differ between equal runs: the hour of a build, the history, the results of earlier checks, a
database that counts its changes."""
REMAINS = (".part", ".lock", ".new", ".old", ".jsonl")
STATE = (".site-state-journal", ".site-files")
"""What knows how far a run came."""


@pytest.fixture(scope="module")
def run():
    """Yield a function that runs a command: `run(folder, words, count, kill)`."""
    root = str(Path(__file__).resolve().parents[2])
    begun = [sys.executable, "-m", "tests.versions.forker"]
    pipe, environment = subprocess.PIPE, {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(begun, cwd=root, env=environment, stdin=pipe, stdout=pipe, text=True) as process:

        def order(folder: Path, words: list[str], count: int = 1, kill: float | None = None):
            line = json.dumps({"folder": str(folder), "words": words, "count": count, "kill": kill})
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert not [
                printed for printed in answer["printed"] if "Traceback" in printed or "this is a bug" in printed
            ], answer
            return answer

        yield order
        process.stdin.close()


@cache
def draft() -> bytes:
    """Return a Word file with a picture."""
    return word_file(words("The tides.") + drawing(PICTURE), "media/a.png", raster("PNG"))


def begun(folder: Path, name: str) -> Path:
    """Return a folder with a fresh letter and what else the command reads."""
    shutil.rmtree(folder, ignore_errors=True)
    text = folder / TEXT
    text.parent.mkdir(parents=True)
    text.write_bytes(letter())
    (folder / NEW).write_bytes(worded(letter(), 1))
    (folder / "broken.xml").write_bytes(letter().replace(b"</content>", b"", 1))
    if name == "apply":
        steps.correct(parse_file(text), parse_file(folder / NEW), 1, "2008-02-05")
    if name == "undo":
        steps.assign(text, "A/62/658")
    if name == "import":
        (folder / "draft.docx").write_bytes(draft())
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return all files that are the same after equal runs, by path."""
    found = ((p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file())
    return {name: p.read_bytes() for name, p in found if not any(part in UNLIKE for part in name.split("/"))}


def remains(folder: Path) -> list[str]:
    """Return what a killed run may have left, and empty folders."""
    paths = [p for p in folder.rglob("*") if p.name.endswith(REMAINS) or (p.is_dir() and not any(p.iterdir()))]
    return [str(p.relative_to(folder)) for p in paths]


def test_every_command_that_writes_is_tried():
    assert set(LINES) == {name for name, command in COMMANDS.items() if not command.in_checkout_only} - NOT_WRITING


@pytest.mark.parametrize("name", LINES)
def test_of_two_at_once_one_does_it_and_the_other_the_same_or_says_why_not(name, tmp_path, run):
    done = run(begun(tmp_path / "alone", name), LINES[name])
    expected = files(tmp_path / "alone")
    assert done["statuses"][0] in (0, 1), done
    assert expected != files(begun(tmp_path / "fresh", name))
    for number in range(PAIRS):
        folder = begun(tmp_path / str(number), name)
        answer = run(folder, LINES[name], count=2)
        assert done["statuses"][0] in answer["statuses"], answer
        assert files(folder) == expected
        assert remains(folder) == []
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", LINES)
def test_a_killed_command_leaves_whole_files_and_the_next_run_does_the_rest(name, tmp_path, run):
    rng = random.Random(7)
    before = files(begun(tmp_path / "alone", name))
    took = run(tmp_path / "alone", LINES[name])["seconds"]
    expected = files(tmp_path / "alone")
    for number in range(KILLS):
        folder = begun(tmp_path / str(number), name)
        run(folder, LINES[name], kill=took * rng.uniform(0.05, 1.0))
        for path, data in files(folder).items():
            passing = path.endswith(STATE) or any(part.endswith(REMAINS) for part in path.split("/"))
            assert passing or data in (before.get(path), expected.get(path)), path
        run(folder, LINES[name])
        assert files(folder) == expected
        assert remains(folder) == []
        shutil.rmtree(folder)
