"""Clean: everything in `dist/` removed but `dist/MANIFEST`.

Reads the folder. Gives the number of files removed. Nothing outside the folder is touched: symbolic links are removed,
never followed.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import OutputError, Place
from pipeline.lock import LOCK, locked

KEPT = "MANIFEST"


def clean(folder: Path) -> int:
    """Remove everything in `folder` but MANIFEST, and return the number of files removed.

    Raises OutputError if a command is writing into it or below, or removing is refused.
    """
    if folder.is_symlink():
        raise OutputError("is a symbolic link, so it is not emptied", place=Place(folder), remedy="remove the link")
    if not folder.is_dir():
        return 0
    with locked(folder):
        for inner in _with_locks(folder):
            with locked(inner):
                pass
        try:
            return _emptied(folder)
        except OSError as error:
            place = Place(error.filename or folder)
            raise OutputError(f"cannot remove: {error.strerror}", place=place) from error


def _with_locks(top: Path) -> list[Path]:
    """Return the folders below in which a command is at work, or one was killed."""
    return [Path(where) for where, _, files in os.walk(top) if LOCK in files and Path(where) != top]


def _emptied(top: Path) -> int:
    """Remove from the leaves up."""
    count = 0
    for where, folders, files in os.walk(top, topdown=False):
        here = Path(where)
        for name in files:
            if here != top or name not in (KEPT, LOCK):
                (here / name).unlink()
                count += 1
        for name in folders:
            inner = here / name
            if inner.is_symlink():
                inner.unlink()
                count += 1
            else:
                inner.rmdir()
    return count
