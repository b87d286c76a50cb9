"""Published documents, where they lie on this machine: no part of the project, and nothing fetches them unasked.

Reads the environment and folders. Gives paths: a sample of whatever is there, and the reference sample by its names.
"""

from __future__ import annotations

import csv
import hashlib
import os
from functools import cache
from pathlib import Path

from tests.own import DATA

ROOT = Path(__file__).resolve().parents[1]
NEVER = "UNDOCS_NO_CORPUS"
"""Environment variable: set, tests run as if no published document were here."""
FOLDER = "UNDOCS_CORPUS"
"""Environment variable: the folder with published documents."""
SIZE = "UNDOCS_CORPUS_SIZE"
"""Environment variable: how many files the tests of many documents read; default: 100."""
HINT = "`inv corpus --from URL… --out .cache/corpus` clones public repositories of them"


def folder() -> Path | None:
    """Return the folder with published documents: $UNDOCS_CORPUS, .cache/corpus, `shared` beside the checkout."""
    if os.environ.get(NEVER):
        return None
    named = [Path(os.environ[FOLDER])] if os.environ.get(FOLDER) else []
    return next((p for p in (*named, ROOT / ".cache" / "corpus", ROOT.parent / "shared") if p.is_dir()), None)


@cache
def sample() -> tuple[Path, ...]:
    """Return XML files from everywhere in the folder, evenly spread, the same ones every time."""
    top = folder()
    found = _files(top) if top else []
    count = int(os.environ.get(SIZE, "100"))
    step = max(1, -(-len(found) // count))
    return tuple(found[::step])


def _files(top: Path) -> list[Path]:
    """Return every XML file of clones, or those of the reference sample and the files beside official prints."""
    parts = [p for p in (top / "corpus", top / "official") if p.is_dir()]
    files = [*(parts[0].rglob("*.xml")), *(p for part in parts[1:] for p in part.glob("*.xml"))] if parts else []
    return sorted(files or (p for p in top.rglob("*.xml") if ".git" not in p.relative_to(top).parts))


@cache
def reference() -> dict[str, Path]:
    """Return the reference sample of tests/data/published.tsv by name; empty if one of its files is not here
    unchanged.
    """
    top = folder()
    rows = list(csv.DictReader((DATA / "published.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
    found = {row["file"]: _found(top, row) for row in rows} if top else {}
    return {name: path for name, path in found.items() if path} if all(found.values()) else {}


def _found(top: Path, row: dict[str, str]) -> Path | None:
    for path in (top / "corpus" / row["file"], top / row["origin"]):
        if path.is_file() and sha256(path) == row["sha256"]:
            return path
    return None


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
