"""Distribution copies that exist already.

Reads `dist/copies/*.zip` and the manifests in them. Gives each work the copy that was made of its very sources.
"""

from __future__ import annotations

import contextlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.site.comparisons import Taken
from pipeline.site.gather import FILES
from pipeline.site.model import SiteFile, SiteWork

_MANIFEST = "manifest.json"
_LARGEST = 16 * 1024 * 1024
"""Bytes of a manifest that is read. Chosen: as in `distribution.manifest`."""


def with_packages(works: Iterable[SiteWork], folder: Path) -> tuple[list[SiteWork], Taken]:
    """Return the works with their copies; a copy of older sources does not count."""
    copies = {sources: path for sources, path in _copies(folder) if sources}
    taken: Taken = {}
    result = []
    for work in works:
        path = copies.get(frozenset(text.identity.source_sha256 for text in work.texts))
        if path is None:
            result.append(work)
            continue
        address = f"{FILES}/packages/{path.name}"
        taken[address] = path
        result.append(replace(work, package=SiteFile("zip", address, path.stat().st_size)))
    return result, taken


def _copies(folder: Path) -> Iterator[tuple[frozenset[str], Path]]:
    """Yield the hashes of the sources in each zip, and the zip; what is not a distribution copy is passed over."""
    for path in sorted(folder.glob("*.zip")):
        with contextlib.suppress(OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, StopIteration):
            yield frozenset(_sources(path)), path


def _sources(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        entry = next(i for i in package.infolist() if i.filename.rpartition("/")[2] == _MANIFEST)
        if entry.file_size > _LARGEST:
            return []
        table = json.loads(package.read(entry))
    return [str(expression["source"]["sha256"]) for expression in table["expressions"]]
