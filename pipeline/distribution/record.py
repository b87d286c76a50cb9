"""The record of hashes that is kept with the sources: `dist/MANIFEST`.

Reads distribution copies. Gives a line for each built file, as `sha256sum` writes it. Files that tell versions of
libraries (manifest, sums, zip) are left out: they may differ where all others are equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.distribution.copies import Copy
from pipeline.files import write_whole


def lines(copies: Iterable[Copy]) -> list[str]:
    """Hash and path of each file of each copy, by path."""
    found = [
        (f"{copy.name}/{file['path']}", file["sha256"])
        for copy in copies
        for expression in copy.manifest["expressions"]
        for file in expression["files"]
    ]
    return [f"{digest}  {path}" for path, digest in sorted(found)]


def record(path: Path, copies: Iterable[Copy]) -> None:
    """Write the record. Raises OutputError."""
    write_whole(path, "".join(f"{line}\n" for line in lines(copies)).encode("utf-8"))
