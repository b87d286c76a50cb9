"""Results of earlier runs: files that have not changed are not read again.

Reads the bytes of files and a folder of results. Gives `CheckedFile`s, and whole reports if nothing has changed. A
result holds for these bytes under this path, this profile, this program and its data, and what lies beside the file.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.data import ROOT, TEMPLATES
from pipeline.files import write_whole
from pipeline.validate.run.engine import CheckedFile, Company

_PROGRAM = (
    ROOT / "pipeline" / "validate", ROOT / "pipeline" / "akn", TEMPLATES / "validation", ROOT / "source" / "schema",
)  # fmt: skip
_T = TypeVar("_T")
_BESIDE = ("checks.toml", "suppressions.toml", "pyproject.toml")


class Cache:
    """Results in a folder; one that cannot be read or written is not a fault, the file is validated then."""

    def __init__(self, folder: Path, profile: str) -> None:
        """Set the folder, which need not exist."""
        self.folder = folder
        self._ground = f"{program()} {profile}"
        self._beside: dict[Path, str] = {}

    def key(self, path: Path, company: Company) -> str:
        """Return the hash of everything that a result depends on; "" if the file cannot be read."""
        try:
            data = path.read_bytes()
        except OSError:
            return ""
        ground = f"{self._ground} {company.name} {path} {self._around(path.parent)}"
        return hashlib.sha256(ground.encode("utf-8", "surrogateescape") + data).hexdigest()

    def _around(self, folder: Path) -> str:
        if folder not in self._beside:
            whole = hashlib.sha256()
            for above in (folder, *folder.resolve().parents):
                for name in _BESIDE:
                    with contextlib.suppress(OSError):
                        whole.update((above / name).read_bytes())
            with contextlib.suppress(OSError):
                names = sorted(self._pictures(folder))
                whole.update("\n".join(names).encode("utf-8", "surrogateescape"))
            self._beside[folder] = whole.hexdigest()
        return self._beside[folder]

    def _pictures(self, folder: Path) -> Iterator[str]:
        """Yield what a document may name beside it: files in its folder and in the folders there."""
        for one in folder.iterdir():
            if one.is_file() and one.suffix.lower() != ".xml":
                yield one.name
            elif one.is_dir() and one.resolve() != self.folder.resolve():
                yield from (f"{one.name}/{inside.name}" for inside in one.iterdir() if inside.suffix.lower() != ".xml")

    def result(self, key: str) -> CheckedFile | None:
        """Return the result that is known for a key."""
        return self._read(key, CheckedFile)

    def keep(self, key: str, result: CheckedFile) -> None:
        """Keep a result."""
        self._write(key, result)

    def report(self, keys: Iterable[str]) -> list[CheckedFile] | None:
        """Return the results of a whole run, comparisons between its files included, if nothing has changed."""
        return self._read(_together(keys), list[CheckedFile])

    def keep_report(self, keys: Iterable[str], results: list[CheckedFile]) -> None:
        """Keep the results of a whole run, without what was read for comparing."""
        self._write(_together(keys), [replace(one, digest=None) for one in results])

    def _read(self, key: str, kind: type[_T]) -> _T | None:
        try:
            return msgspec.msgpack.decode(self._file(key).read_bytes(), type=kind)
        except (OSError, ValueError, msgspec.MsgspecError):
            return None

    def _write(self, key: str, thing: object) -> None:
        with contextlib.suppress(Exception):
            write_whole(self._file(key), msgspec.msgpack.encode(thing), lasting=False)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.msgpack"


def _together(keys: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


@cache
def program() -> str:
    """Return the hash of the validator and its data: another version knows other faults."""
    whole = hashlib.sha256()
    for folder in _PROGRAM:
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".toml", ".xml", ".xsd", ".csv") and file.is_file():
                whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()
