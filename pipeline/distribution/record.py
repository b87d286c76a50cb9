"""The record of hashes that is kept with the sources: `dist/MANIFEST`.

Reads distribution copies. Gives a line for each built file, as `sha256sum` writes it. Files that name versions of
libraries (manifest, sums, zip) are left out: they may differ where all others are equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.distribution.copies import Copy
from pipeline.files import read_file, remove_leftovers, write_whole
from pipeline.lock import locked_file


def lines(copies: Iterable[Copy]) -> list[str]:
    """Return the hash and path of each file of each copy, by path."""
    found = [
        (f"{copy.name}/{file['path']}", file["sha256"])
        for copy in copies
        for expression in copy.manifest["expressions"]
        for file in expression["files"]
    ]
    return [f"{digest}  {path}" for path, digest in sorted(found)]


def record(path: Path, copies: Iterable[Copy], *, every: bool = True) -> None:
    """Write the record; where these are not the copies of `every` work, the lines of the others stay.

    Raises MissingInputError, OutputError.
    """
    made = list(copies)
    with locked_file(path):
        others = [] if every or not path.exists() else _of_others(path, {copy.name for copy in made})
        found = sorted([*lines(made), *others], key=lambda line: line.partition("  ")[2])
        remove_leftovers([path])
        write_whole(path, "".join(f"{line}\n" for line in found).encode("utf-8"))


def _of_others(path: Path, names: set[str]) -> list[str]:
    """Return the recorded lines of other copies than these."""
    known = read_file(path).decode("utf-8", "replace").splitlines()
    return [line for line in known if line.partition("  ")[2].partition("/")[0] not in names]
