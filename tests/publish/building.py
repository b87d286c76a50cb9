"""Helpers of the tests of building: small documents, and builds in processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FAULTS = Path(__file__).resolve().parent / "faults"

_LEVELS = (("FRBRWork", ""), ("FRBRExpression", "/eng@"), ("FRBRManifestation", "/eng@.xml"))
_IRI = "/akn/un/statement/deliberation/un-ga/2022-11-21/77-18"


def akn(text: str, number: int = 18) -> str:
    """Return a small resolution with one paragraph."""
    levels = "".join(
        f'<{level}><FRBRthis value="{_IRI}{end}"/><FRBRuri value="{_IRI}{end}"/>'
        f'<FRBRdate date="2022-11-21" name="x"/><FRBRauthor href="#ga"/>'
        + ('<FRBRlanguage language="eng"/>' if level == "FRBRExpression" else "")
        + ('<FRBRcountry value="un"/>' if level == "FRBRWork" else "")
        + f"</{level}>"
        for level, end in _LEVELS
    )
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">'
        f'<meta><identification source="#un">{levels}</identification></meta>'
        f"<preface><p><docNumber>77/{number}.</docNumber> <docTitle>A title</docTitle></p></preface>"
        f'<mainBody><paragraph eId="para_1"><num>1.</num><content><p>{text}</p></content></paragraph></mainBody>'
        "</statement></akomaNtoso>"
    )


def folder_of(folder: Path, count: int) -> Path:
    """Return a folder with `count` different documents `doc-00.xml` …"""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        (folder / f"doc-{i:02}.xml").write_text(akn(f"Decides on matter number {i};", i), encoding="utf-8")
    return folder


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of the console script."""
    return [sys.executable, "-m", "pipeline", *map(str, arguments)]


def environment(fault: str = "", **more: str) -> dict[str, str]:
    """Return the environment of a build, with a fault."""
    path = os.pathsep.join([str(ROOT), *([str(FAULTS)] if fault else [])])
    return {**os.environ, "PYTHONPATH": path, "BUILD_FAULT": fault, **more}


def build(source: Path, out: Path, *more: str, fault: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Return a whole build as text files, in processes of its own."""
    arguments = command("build", "--source", source, "--out", out, *(more or ("--formats", "txt")))
    return subprocess.run(
        arguments, env=environment(fault, **env), capture_output=True, text=True, timeout=600, check=False, cwd=ROOT
    )


def report(out: Path) -> dict:
    """Return the report of a build."""
    return json.loads((out / "build-report.json").read_text(encoding="utf-8"))


def states(out: Path) -> dict[str, str]:
    """Return the state of each document in the report."""
    return {entry["document"]: entry["state"] for entry in report(out)["documents"]}


def hashes(out: Path) -> dict[str, str]:
    """Return the hash of every file below `out` but the report."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "build-report.json"
    }


def left_over(out: Path) -> list[str]:
    """Return hidden files below `out`: locks, journals, temporary files."""
    return sorted(path.name for path in out.rglob(".*"))
