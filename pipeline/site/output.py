"""The folder of a site: what belongs to it, what is written again, what is removed.

Reads the list of an earlier run, `.site-files`. Gives an `Output` that takes addresses and bytes, in groups that are
left alone while nothing that they are made from has changed. A folder that holds anything but a site is refused.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.errors import OutputError, Place
from pipeline.files import part_of, write_whole
from pipeline.lock import LOCK
from pipeline.site.gather import FILES
from pipeline.site.reading import encoded
from pipeline.site.state import STATE, Files, SiteState

LISTING = ".site-files"
"""List of the files of the site, one address a line, so that the next run can remove those it no longer has."""
_SAVED_EVERY = 200
"""Groups after which the state is saved. Chosen: a run that is killed has little to do again."""
Written = Iterable[tuple[str, bytes]]


class Output:
    """The folder of a site, with a count of the files that a run writes into it."""

    def __init__(self, top: Path, state: SiteState, known: set[str], program: str) -> None:
        self.top, self.known, self.written = top, known, 0
        self.addresses: set[str] = set()
        self._state, self._program = state, program
        self._groups: set[str] = set()
        self._listing = _Listing(top / LISTING, known)

    def put(self, files: Written) -> list[tuple[str, int]]:
        """Write files that differ from what is there; return their addresses and sizes."""
        found = {}
        for address, data in files:
            self._listing.add(address)
            self.written += _write(self.top / address, data)
            found[address] = len(data)
        self.addresses |= found.keys()
        return sorted(found.items())

    def key(self, made_from: object) -> str:
        """Return what stands for these values, and for the program: where it is the same, so is what they give."""
        digest = hashlib.sha256(f"{self._program}\n".encode())
        digest.update(encoded(made_from))
        return digest.hexdigest()

    def group(self, name: str, made_from: object, make: Callable[..., Written], *values: object) -> str:
        """Write the files that `make` gives of `values`, unless this group was `made_from` the same and is all there.

        Returns the key of what it was made from.
        """
        key = self.key(made_from)
        self._groups.add(name)
        known = self._state.files(name, key)
        if known is not None and _are_there(f"{self.top}/", known):
            self.addresses.update(address for address, _ in known)
            return key
        self._state.note(name, key, self.put(make(*values)))
        if len(self._groups) % _SAVED_EVERY == 0:
            self._state.save()
        return key

    def finish(self, texts: Iterable[str], kept: set[str]) -> tuple[str, ...]:
        """Remove what the site no longer has, and return the addresses of all its files, those `kept` included."""
        self._state.forget(texts, self._groups)
        _remove(self.top, self.known - self.addresses - kept)
        listed = tuple(sorted(self.addresses | kept))
        _write(self.top / LISTING, ("\n".join(listed) + "\n").encode())
        return listed


class _Listing:
    """The list of what the site consists of, one address longer before each new file: a run that is killed leaves no
    file that the next one does not know.
    """

    def __init__(self, path: Path, known: set[str]) -> None:
        self.path, self.known = path, set(known)

    def add(self, address: str) -> None:
        """Add an address that is not in the list. Raises OutputError."""
        if address in self.known:
            return
        self.known.add(address)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(f"{address}\n")
        except OSError as error:
            remedy = "free disk space or choose another --out"
            raise OutputError(f"cannot write: {error.strerror}", place=Place(self.path), remedy=remedy) from error


def remove_leftovers(top: Path) -> None:
    """Remove temporary files that a killed run has left in the site; `top` is locked."""
    for part in _parts(top) if (top / LISTING).is_file() else ():
        with contextlib.suppress(OSError):
            part.unlink()


def _parts(top: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(top):
        yield from (Path(folder, name) for name in names if name.endswith(".part") and part_of(name))


def known_files(top: Path) -> set[str]:
    """Return the addresses of an earlier site in the folder. Raises OutputError if it holds anything else."""
    try:
        if (top / LISTING).is_file():
            return set((top / LISTING).read_text(encoding="utf-8").splitlines())
        strange = top.is_dir() and any(p.name not in (FILES, LOCK, STATE) for p in top.iterdir())
    except OSError as error:
        raise OutputError(f"cannot read: {error.strerror}", place=Place(top)) from error
    if strange:
        raise OutputError(
            "this folder is not empty and holds no site", place=Place(top), remedy="choose another --out, or empty it"
        )
    return set()


def _are_there(top: str, files: Files) -> bool:
    """Return True if all files are there with their sizes."""
    try:
        return all(os.stat(top + address).st_size == size for address, size in files)
    except OSError:
        return False


def _write(path: Path, data: bytes) -> bool:
    """Write the file unless it already has these bytes; return True if it was written."""
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    write_whole(path, data, lasting=False)
    return True


def _remove(top: Path, addresses: set[str]) -> None:
    """Remove files of an earlier site, then the folders that this leaves empty; nothing outside `top`."""
    inside = top.resolve()
    for address in sorted(addresses):
        path = top / address
        if not path.resolve().is_relative_to(inside) or not path.is_file():
            continue
        with contextlib.suppress(OSError):
            path.unlink()
            for folder in path.parents:
                if folder == top or any(folder.iterdir()):
                    break
                folder.rmdir()
