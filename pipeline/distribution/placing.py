"""Copies put where they go: folder and zip of a work, in the place of an earlier copy of that work and of nothing else.

Reads what is there. Gives `Target`. The new folder is written beside the old one as `.NAME.new` and takes its name
in one step where the system can do that (Linux), else in two, between which the old one is called `.NAME.old`. A run
that is killed leaves the old copy or the new one whole; `recovered` removes what else it left. A file that is in no
manifest of this program is never removed. All of it needs the lock of the folder.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.distribution import manifest as manifests
from pipeline.distribution.manifest import MANIFEST
from pipeline.errors import OutputError, Place
from pipeline.files import part_of, write_whole
from pipeline.packing import zip_chunks

_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that windows of folders leave behind on macOS and Windows: they go with the folder."""
_REMEDY = "move it elsewhere, or choose another --out"
_SHOWN = 3
"""Strange files named. Chosen: enough to recognise the folder."""
_HERE, _EXCHANGE = -100, 2
"""Of renameat2: paths count from the working folder; the two names are exchanged.
From linux/fcntl.h and linux/fs.h (AT_FDCWD, RENAME_EXCHANGE)."""


@dataclass(frozen=True, slots=True)
class Target:
    """Destination of a copy: `NAME/` and `NAME.zip` in `out`.

    `works` is whose place it is: the IRIs that the work has, or what `manifest.owner` says of a set.
    """

    out: Path
    name: str
    works: frozenset[str]

    @property
    def folder(self) -> Path:
        """The folder of the copy."""
        return self.out / self.name

    @property
    def archive(self) -> Path:
        """The zip of the copy."""
        return self.out / f"{self.name}.zip"

    @property
    def _fresh(self) -> Path:
        return self.out / f".{self.name}.new"

    @property
    def _former(self) -> Path:
        return self.out / f".{self.name}.old"

    def recover(self) -> None:
        """Bring back a copy that a killed run left under another name, and remove what else it left.

        Raises OutputError if anything but a copy of this work is there.
        """
        with _translated_errors(self.folder):
            if _is_there(self._former) and not _is_there(self.folder):
                self._former.rename(self.folder)
            for remains in (self._former, self._fresh):
                _remove(remains)
            for path in self.out.glob(".*.part"):
                begin = part_of(path.name)
                if begin and self.archive.name.startswith(begin):
                    path.unlink()

    def check(self) -> None:
        """Raise OutputError if anything is there except an earlier copy of this work that lists all its files."""
        with _translated_errors(self.folder):
            if _is_there(self.folder):
                self._check_folder()
            if _is_there(self.archive):
                self._check_archive()

    def _check_folder(self) -> None:
        folder = self.folder
        table = manifests.of_folder(folder) if _is_folder(folder) else None
        listed = self._listed(table, folder)
        strange = sorted(name for name, path in _inside(folder) if not _is_listed(name, path, listed))
        if strange:
            raise _strange(folder, strange)

    def _check_archive(self) -> None:
        path = self.archive
        names, table = manifests.of_archive(path) if _is_file(path) else ([], None)
        listed = {f"{self.name}/{name}" for name in self._listed(table, path)}
        strange = sorted(name for name in names if name not in listed)
        if strange:
            raise _strange(path, strange)

    def _listed(self, table: manifests.Table | None, place: Path) -> frozenset[str]:
        """Return the files of an earlier copy of this work. Raises OutputError if there is none."""
        if table is None:
            what = "already exists and is not a distribution copy"
            raise OutputError(what, place=Place(place), remedy=_REMEDY)
        work = manifests.owner(table)
        if work not in self.works or table["name"] != self.name:
            what = f"is the copy of another work: {work or table['name']}"
            raise OutputError(what, place=Place(place), remedy=_REMEDY)
        return manifests.listed(table)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put a copy in its place. Raises OutputError; then either the earlier or the new one is there."""
        try:
            with _translated_errors(self.folder):
                self._write(files)
                self.check()
                self._swap()
                entries = ((f"{self.name}/{path}", files[path]) for path in sorted(files))
                write_whole(self.archive, zip_chunks(entries))
        finally:
            self.recover()

    def _write(self, files: Mapping[str, bytes]) -> None:
        """Write the manifest first: from it what an interrupted run leaves is known."""
        for path in sorted(files, key=lambda path: (path != MANIFEST, path)):
            write_whole(self._fresh / path, files[path])

    def _swap(self) -> None:
        if not _is_there(self.folder):
            self._fresh.rename(self.folder)
        elif not _exchanged(self._fresh, self.folder):
            self.folder.rename(self._former)
            self._fresh.rename(self.folder)


def refuse_meetings(targets: Iterable[tuple[str, Target]]) -> None:
    """Raise OutputError if two works would have the same folder (some file systems ignore the case of letters)."""
    taken: dict[str, str] = {}
    for work, target in targets:
        first = taken.setdefault(target.name.casefold(), work)
        if first != work:
            what = f"the copies of two works would have this name: {first} and {work}"
            remedy = "make them one at a time (--work), each with its own --out"
            raise OutputError(what, place=Place(target.folder), remedy=remedy)


def _remove(folder: Path) -> None:
    """Remove a folder of this program, whole or not; its manifest last. Raises OutputError for a strange file in it."""
    if not _is_there(folder):
        return
    table = manifests.of_folder(folder) if _is_folder(folder) else None
    listed = manifests.listed(table) if table else frozenset()
    inside = list(_inside(folder)) if _is_folder(folder) else [(folder.name, folder)]
    strange = [name for name, path in inside if not _is_listed(name, path, listed) and not _is_unfinished(path)]
    if strange:
        raise _strange(folder, strange)
    for name, path in inside:
        if name != MANIFEST and not _is_folder(path):
            path.unlink()
    for path in sorted((p for p in folder.rglob("*") if _is_folder(p)), reverse=True):
        path.rmdir()
    (folder / MANIFEST).unlink(missing_ok=True)
    folder.rmdir()


def _inside(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file and empty folder below a folder, with its path from there; other folders are passed over."""
    for path in sorted(folder.rglob("*")):
        if not _is_folder(path) or not any(path.iterdir()):
            yield path.relative_to(folder).as_posix(), path


def _strange(place: Path, names: list[str]) -> OutputError:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    what = f"holds what this program did not put there: {', '.join(names[:_SHOWN])}{more}"
    return OutputError(what, place=Place(place), remedy=_REMEDY)


def _is_listed(name: str, path: Path, listed: frozenset[str]) -> bool:
    """Return True for a file that a manifest lists under this path; the folders of sets may be empty in between."""
    if _is_folder(path):
        return any(one.startswith(f"{name}/") for one in listed)
    return (name in listed or path.name in _OF_THE_SYSTEM) and _is_file(path)


def _is_unfinished(path: Path) -> bool:
    """Return True for a temporary file of a killed run."""
    return bool(part_of(path.name)) and _is_file(path)


def _is_there(path: Path) -> bool:
    """Return True for anything of that name, a link that leads nowhere too."""
    return os.path.lexists(path)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _exchanged(first: Path, second: Path) -> bool:
    """Exchange two names in one step; False if the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(AttributeError, OSError):
        rename = ctypes.CDLL(None).renameat2
        return bool(rename(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0)
    return False


@contextlib.contextmanager
def _translated_errors(place: Path) -> Iterator[None]:
    """Translate errors of the file system into OutputError."""
    try:
        yield
    except OSError as error:
        remedy = "close files of the copy that are open, allow writing there, or choose another --out"
        raise OutputError(f"cannot write: {error.strerror or error}", place=Place(place), remedy=remedy) from error
