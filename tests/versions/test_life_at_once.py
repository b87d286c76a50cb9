"""Steps of a life at once, and steps that are killed: nothing is lost, nothing half-written, the next run works.

UNDOCS_PAIRS and UNDOCS_KILLS say how often each command is tried; once by default.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.read import parse_file
from pipeline.versions.life import steps
from tests.versions.test_life_machine import letter, worded

PAIRS = int(os.environ.get("UNDOCS_PAIRS", "1"))
KILLS = int(os.environ.get("UNDOCS_KILLS", "1"))
COMMANDS = {
    "assign": ["assign", "{text}", "--symbol", "A/62/658"],
    "revise": ["revise", "{text}", "--number", "1", "--date", "2008-02-10"],
    "addendum": ["addendum", "{text}", "--number", "1", "--date", "2008-02-10"],
    "corrigendum": ["corrigendum", "{text}", "{new}", "--number", "1", "--date", "2008-02-10"],
    "apply": ["apply", "{corrigendum}"],
}


def begun(folder: Path, name: str) -> list[str]:
    """Return the command line for a fresh letter in a folder of works."""
    shutil.rmtree(folder, ignore_errors=True)
    text, new = folder / "source" / "letter" / "fra@.xml", folder / "new.xml"
    text.parent.mkdir(parents=True)
    text.write_bytes(letter())
    new.write_bytes(worded(letter(), 1))
    corrigendum = folder / "source" / "letter-corr-1" / "fra@.xml"
    if name == "apply":
        steps.correct(parse_file(text), parse_file(new), 1, "2008-02-05")
    places = {"text": text, "new": new, "corrigendum": corrigendum}
    words = [word.format(**places) for word in COMMANDS[name]]
    return [sys.executable, "-m", "pipeline", *words]


def started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe)


def texts(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in (folder / "source").rglob("*.xml")}


@pytest.mark.parametrize("name", COMMANDS)
def test_of_two_at_once_one_does_it_and_the_other_says_why_not(name, tmp_path):
    folder = tmp_path / "alone"
    done = started(begun(folder, name), folder)
    done.communicate(timeout=120)
    expected = texts(folder)
    assert done.returncode == 0
    for number in range(PAIRS):
        folder = tmp_path / str(number)
        command = begun(folder, name)
        pair = [started(command, folder), started(command, folder)]
        printed = [one.communicate(timeout=120)[1].decode() for one in pair]
        assert min(one.returncode for one in pair) == 0
        assert not any("Traceback" in text or "this is a bug" in text for text in printed), printed
        assert texts(folder) == expected


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_step_is_done_or_not_and_the_next_run_works(name, tmp_path):
    rng = random.Random(7)
    folder = tmp_path / "alone"
    command = begun(folder, name)
    before = texts(folder)
    begin = time.monotonic()
    started(command, folder).communicate(timeout=120)
    took, expected = time.monotonic() - begin, texts(folder)
    for number in range(KILLS):
        folder = tmp_path / str(number)
        command = begun(folder, name)
        process = started(command, folder)
        time.sleep(took * rng.uniform(0.5, 1.0))
        process.kill()
        process.communicate(timeout=120)
        assert texts(folder) in (before, expected)
        started(command, folder).communicate(timeout=120)
        assert texts(folder) == expected
        assert not list((folder / "source").rglob("*.part"))
