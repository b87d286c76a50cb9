"""The manifest of a distribution copy.

Reads documents and built files. Gives `manifest.json` (templates/distribution/manifest.schema.json, docs/manifest.md)
and `SHA256SUMS`. It holds no time and no name of a machine: equal inputs give equal bytes. Reads the manifests of
copies that are there already, too.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.distribution.naming import MEDIA_TYPES
from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.write import Basis

FORMAT = "un-distribution/1"
MANIFEST, SUMS, SIGNATURE, VERIFIER = "manifest.json", "SHA256SUMS", "SHA256SUMS.sig", "verify.py"
_TOOLS = (
    "deflate", "lxml", "pillow", "pyicu-wheels", "pypandoc-binary", "python-docx", "reportlab", "resvg-py", "segno",
    "uharfbuzz", "wcwidth",
)  # fmt: skip
"""Libraries that shape the bytes of outputs."""

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file of an expression in the manifest."""

    format: str
    path: str
    data: bytes
    basis: Basis
    """On which its content agrees with that of its document."""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class BuiltExpression:
    """A document with its files and the hashes of its content."""

    document: Document
    files: tuple[BuiltFile, ...]
    content: Mapping[str, str]


def manifest(name: str, expressions: Iterable[BuiltExpression], base_url: str = "", key: str = "") -> Table:
    """Return the manifest; `key` is the fingerprint of the key that will sign."""
    built = list(expressions)
    first = built[0].document.identity
    return {
        "format": FORMAT,
        "name": name,
        "work": {"iri": first.work, "symbol": first.symbol, "kind": first.kind.value, "official": first.official},
        "state": "provisional" if any(is_provisional(e.document) for e in built) else "final",
        "languages": sorted({e.document.identity.language for e in built}),
        **({"base_url": base_url} if base_url else {}),
        "made_with": made_with(),
        **({"signature": {"algorithm": "Ed25519", "file": SIGNATURE, "signs": SUMS, "key": key}} if key else {}),
        "expressions": [_expression(e, base_url) for e in built],
    }


def is_provisional(document: Document) -> bool:
    """Return True while number or date are not assigned [form symbols, job-number]."""
    return bool({"symbol", "date"} & set(document.identity.unassigned))


def made_with() -> Table:
    """Return the versions of the program and of the libraries that shape the outputs."""
    return {"pipeline": __version__, **{library: _version(library) for library in _TOOLS}}


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _expression(built: BuiltExpression, base_url: str) -> Table:
    identity = built.document.identity
    return {
        "iri": identity.expression,
        "title": identity.title,
        "language": identity.language,
        "direction": identity.direction.value,
        "date": identity.date.isoformat(),
        "symbol": identity.symbol,
        "job_number": built.document.imprint.job_number,
        "state": "provisional" if is_provisional(built.document) else "final",
        "unassigned": list(identity.unassigned),
        "official": identity.official,
        "recovered": identity.recovered,
        "source": {"name": identity.source_name, "sha256": identity.source_sha256},
        "content": dict(built.content),
        "files": [_file(file, built.content, base_url) for file in built.files],
    }


def _file(file: BuiltFile, content: Mapping[str, str], base_url: str) -> Table:
    return {
        "path": file.path,
        "format": file.format,
        "media_type": MEDIA_TYPES[file.format],
        "size": len(file.data),
        "sha256": sha256(file.data),
        **({"pages": file.pages} if file.pages is not None else {}),
        "content": {"basis": file.basis.value, "sha256": content[file.basis.value]},
        **({"url": f"{base_url.rstrip('/')}/{file.path}"} if base_url else {}),
    }


def sha256(data: bytes) -> str:
    """Return the hash in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def as_bytes(table: Table) -> bytes:
    """Return the manifest as a file."""
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return `SHA256SUMS` as `sha256sum --check` reads it."""
    return "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files)).encode("utf-8")


def read_table(data: bytes) -> Table:
    """Return the manifest in these bytes. Raises DocumentError if it is invalid, or says something twice."""
    try:
        table: Table = json.loads(data, object_pairs_hook=_once)
        if table["format"] != FORMAT:
            raise DocumentError(f"is of the format {table['format']!r}, not {FORMAT!r}")
        _check_texts([table["name"], *table["made_with"].values()])
        if not table["expressions"] or not isinstance(table["expressions"], list):
            raise ValueError("it has no expressions")
        for expression in table["expressions"]:
            _check_shape(expression)
        return table
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(f"cannot be read: {error!r}") from error


def _once(pairs: list[tuple[str, Any]]) -> Table:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a statement is in it twice")
    return table


def _check_shape(expression: Table) -> None:
    """Raise KeyError, TypeError or ValueError if the manifest lacks anything that verification needs."""
    datetime.date.fromisoformat(expression["date"])
    texts = [expression["language"], expression["source"]["name"], expression["source"]["sha256"]]
    texts += [expression["content"][basis.value] for basis in Basis]
    for file in expression["files"]:
        Basis(file["content"]["basis"])
        texts += [file["path"], file["format"], file["sha256"], file["content"]["sha256"]]
        if not isinstance(file["size"], int) or file["format"] not in MEDIA_TYPES:
            raise ValueError(f"{file['path']}: odd size or format")
    if not isinstance(expression["recovered"], bool):
        raise TypeError("recovered is neither true nor false")
    _check_texts(texts)


def _check_texts(texts: Iterable[Any]) -> None:
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("expected a string")


_LARGEST = 16 * 1024 * 1024
"""Bytes of a manifest that is read."""
_NO_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error, EOFError)


def of_folder(folder: Path) -> Table | None:
    """Return the manifest in a folder; None if there is none of this program. Raises OSError."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    return _ours(path.read_bytes())


def of_archive(path: Path) -> tuple[list[str], Table | None]:
    """Return the names in a zip, and the manifest in its one folder; None if there is none of this program."""
    with contextlib.suppress(*_NO_ZIP), zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if e.filename.partition("/")[2] == MANIFEST]
        small = len(entries) == 1 and entries[0].file_size <= _LARGEST
        return archive.namelist(), _ours(archive.read(entries[0])) if small else None
    return [], None


def _ours(data: bytes) -> Table | None:
    """Return a manifest if it has what this program writes: a work, a name, and the paths of its files."""
    try:
        table = json.loads(data)
        sound = table["format"] == FORMAT and "pipeline" in table["made_with"]
        texts = [table["name"], table["work"]["iri"], *(f["path"] for e in table["expressions"] for f in e["files"])]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return table if sound and all(isinstance(text, str) for text in texts) else None


def listed(table: Table) -> frozenset[str]:
    """Return the names of all files of a copy with this manifest."""
    files = (file["path"] for expression in table["expressions"] for file in expression["files"])
    return frozenset({*files, MANIFEST, SUMS, SIGNATURE, VERIFIER})
