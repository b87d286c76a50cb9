"""The history of steps, by which the last one is taken back.

Reads and writes the folder `.steps` beside the works: for each step what it did to which file, and what the file was
before. A step is there before it is done, so that one that was killed is known, too. Only texts in the folder of a
work have a history.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import MissingInputError, NotReplacedError, Place
from pipeline.files import part_of, replace_whole, write_whole

FOLDER = ".steps"
_LARGEST = 1000
"""Steps that are kept; older ones can no longer be taken back. Chosen: years of work on one document."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step."""

    step: str
    work: str
    """Name of the folder of the work."""
    path: str
    """The file, relative to the folder of the works."""
    after: str
    """SHA-256 of the file after the step."""
    before: str = ""
    """Name of the file in the journal that holds the former bytes; "" for a file that was new."""


def noted(home: Path, step: str, work: str, path: Path, after: bytes, before: bytes | None = None) -> None:
    """Note a step that is about to be done. Raises OutputError."""
    folder = home / FOLDER
    _clean(home)
    number = max((n for n, _ in _entries(home)), default=0) + 1
    kept = ""
    if before is not None:
        kept = f"{number:06}.before"
        write_whole(folder / kept, before)
    entry = Entry(step, work, os.path.relpath(path.resolve(), home.resolve()), _hash(after), kept)
    text = json.dumps(asdict(entry), ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / f"{number:06}.json", text.encode("utf-8", "surrogateescape"))
    for old in [n for n, _ in _entries(home)][:-_LARGEST]:
        _forget(home, old)


def undo(home: Path, work: str) -> tuple[Entry, Path]:
    """Take back the last step of a work; return it and its file.

    Raises MissingInputError if there is none, NotReplacedError if the file was changed since.
    """
    _clean(home)
    for number, entry in sorted(_entries(home), reverse=True):
        if entry.work != work and not entry.work.startswith((f"{work}-corr-", f"{work}-add-", f"{work}-rev-")):
            continue
        path = (home / entry.path).resolve()
        now = path.read_bytes() if path.is_file() else None
        if now is None or _hash(now) != entry.after:
            if _never_done(home, entry, now):
                _drop_empty(path.parent)
                _forget(home, number)
                continue
            what = f"this file was changed after the step {entry.step}, which cannot be taken back"
            raise NotReplacedError(what, place=Place(path), remedy="keep it, or take it back with git")
        _restore(home, entry, path, now)
        _forget(home, number)
        return entry, path
    what = f"there is no step of {work} that could be taken back"
    raise MissingInputError(what, place=Place(home / FOLDER), remedy="`history` shows its life")


def _restore(home: Path, entry: Entry, path: Path, now: bytes) -> None:
    if entry.before:
        replace_whole(path, now, (home / FOLDER / entry.before).read_bytes())
        return
    path.unlink()
    _drop_empty(path.parent)


def _drop_empty(folder: Path) -> None:
    """Remove the folder of a work that has no text any more."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _never_done(home: Path, entry: Entry, now: bytes | None) -> bool:
    """Return True for a step that was noted and killed before it was done."""
    if not entry.before:
        return now is None
    kept = home / FOLDER / entry.before
    return now is not None and kept.is_file() and kept.read_bytes() == now


def _entries(home: Path) -> Iterator[tuple[int, Entry]]:
    """Yield the steps by number, oldest first; what is not a step of this program is passed over."""
    for path in sorted((home / FOLDER).glob("[0-9]*.json")):
        with contextlib.suppress(OSError, ValueError, TypeError):
            yield int(path.stem), Entry(**json.loads(path.read_bytes()))


def _forget(home: Path, number: int) -> None:
    for name in (f"{number:06}.json", f"{number:06}.before"):
        (home / FOLDER / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        (home / FOLDER).rmdir()


def _clean(home: Path) -> None:
    """Remove what a killed step left half-written."""
    for path in (home / FOLDER).glob(".*.part"):
        if part_of(path.name):
            path.unlink(missing_ok=True)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
