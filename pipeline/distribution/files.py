"""The files of a copy, as anyone who opens it finds them.

Reads a folder or a zip. Gives the files by their paths in it, and the folder that a zip has them in. A copy holds files
alone: links, and whatever lets two programs find two contents in one zip, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MissingInputError, Place
from pipeline.nearest import nearest_path
from pipeline.unpacking import LARGEST, MOST, unzipped

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class CopyFiles:
    """The files of a copy; `folder` is the one that a zip has them in, "" for a copy that is a folder itself."""

    files: Files
    folder: str = ""


def files_of(path: Path) -> CopyFiles:
    """Return the files of a copy. Raises MissingInputError if there is none, or none that all readers read alike."""
    try:
        if path.is_dir():
            return CopyFiles({p.relative_to(path).as_posix(): p.read_bytes() for p in _in_folder(path)})
        return _in_zip(path)
    except OSError as error:
        what = f"cannot read: {error.strerror or error}"
        raise MissingInputError(what, place=Place(path), remedy=nearest_path(path)) from error
    except ValueError as error:
        remedy = "give the folder or the zip of a copy"
        raise MissingInputError(f"not a sound zip: {error}", place=Place(path), remedy=remedy) from error


def _in_folder(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder. Raises MissingInputError for a link or another thing that is not a file."""
    size = count = 0
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            what = "this is neither a file nor a folder: a copy has no links"
            raise MissingInputError(what, place=Place(path), remedy="verify the zip of the copy")
        if path.is_file():
            count, size = count + 1, size + path.stat().st_size
            yield path
        if count > MOST or size > LARGEST:
            raise MissingInputError("this folder is too large for a copy", place=Place(folder))


def _in_zip(path: Path) -> CopyFiles:
    """Return the files of a zip without the folder that all of them are in."""
    if path.stat().st_size > LARGEST:
        raise ValueError("it is too large")
    entries = unzipped(path.read_bytes())
    tops = {name.partition("/")[0] for name in entries}
    if len(tops) != 1 or not all("/" in name for name in entries):
        return CopyFiles(entries)
    top = tops.pop()
    return CopyFiles({name.removeprefix(f"{top}/"): data for name, data in entries.items()}, top)
