"""Which files are languages of one work.

Reads the beginning of files. Gives groups of files by Work IRI, and the files that have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.akn.identification import glimpse
from pipeline.errors import MissingInputError, Place

_HEAD = 30_000
"""Bytes that hold the identification of a document. Chosen: the identification comes first, and is far shorter."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work: its IRI, and its file in each language."""

    name: str
    files: tuple[tuple[str, Path], ...]
    """(language, file), in the order of the languages."""


def grouped(paths: Iterable[Path]) -> tuple[list[Work], list[Path]]:
    """Return the works of files and folders by name, and the files that do not say which work or language they are.

    Raises MissingInputError for a path that does not exist.
    """
    groups: dict[str, dict[str, tuple[str, Path]]] = defaultdict(dict)
    nameless: list[Path] = []
    for file in _files(paths):
        name, language, version = _identity(file)
        if not name or not language:
            nameless.append(file)
        elif (known := groups[name].get(language)) is None or version > known[0]:
            groups[name][language] = (version, file)
    works = [
        Work(name, tuple((language, file) for language, (_, file) in sorted(files.items())))
        for name, files in sorted(groups.items())
    ]
    return works, nameless


def _files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise MissingInputError("there is no such file or folder", place=Place(path))
        inside = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
        found |= dict.fromkeys(file for file in inside if file.is_file())
    return list(found)


def _identity(file: Path) -> tuple[str, str, str]:
    """Return (Work IRI, language, version) as far as the beginning of the file says them."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return "", "", ""
    work, expression, language = glimpse(head)
    return work.rstrip("/"), language, expression.rpartition("@")[2]
