"""The files of a copy, as anyone who opens it finds them.

Reads a folder or a zip. Gives the files by their paths in it, each read when it is asked for, and the folder that a zip
has them in. A copy holds files alone: links, and whatever lets two programs find two contents in one zip, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MissingInputError, Place
from pipeline.nearest import nearest_path
from pipeline.unpacking import LARGEST, MOST, Unzipped

Files = Mapping[str, bytes]
"""Files by their paths. Those of a copy are read when they are asked for: a set may be larger than the memory."""


@dataclass(frozen=True, slots=True)
class CopyFiles:
    """The files of a copy; `folder` is the one that a zip has them in, "" for a copy that is a folder itself."""

    files: Files
    folder: str = ""


class Below(Files):
    """The files below a folder of others, by their paths from there; `lead` ends with a slash."""

    def __init__(self, files: Files, lead: str) -> None:
        self._files, self._lead = files, lead
        self._names = dict.fromkeys(name.removeprefix(lead) for name in files if name.startswith(lead))

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._files[f"{self._lead}{name}"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Folder(Files):
    """The files of a folder, each read when it is asked for."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths

    def __getitem__(self, name: str) -> bytes:
        path = self._paths[name]
        try:
            return path.read_bytes()
        except OSError as error:
            raise _changed(path) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class _Zip(Files):
    """The files of a zip, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._path, self._entries = path, Unzipped(_OnDisk(path))

    def __getitem__(self, name: str) -> bytes:
        try:
            return self._entries[name]
        except (OSError, ValueError) as error:
            raise _changed(self._path) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class _OnDisk:
    """A file that is read in parts."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        self._size = path.stat().st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        begin, end, _ = part.indices(self._size)
        self._stream.seek(begin)
        return self._stream.read(max(0, end - begin))


def _changed(path: Path) -> MissingInputError:
    return MissingInputError("it has changed while it was read", place=Place(path), remedy="verify it again")


def files_of(path: Path) -> CopyFiles:
    """Return the files of a copy. Raises MissingInputError if there is none, or none that all readers read alike."""
    try:
        if path.is_dir():
            return CopyFiles(_Folder({p.relative_to(path).as_posix(): p for p in _in_folder(path)}))
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
    entries = _Zip(path)
    tops = {name.partition("/")[0] for name in entries}
    if len(tops) != 1 or not all("/" in name for name in entries):
        return CopyFiles(entries)
    top = tops.pop()
    return CopyFiles(Below(entries, f"{top}/"), top)
