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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.distribution.earlier import THREE_HASHES, migrated
from pipeline.distribution.naming import MEDIA_TYPES
from pipeline.document import Document, Identity
from pipeline.errors import DocumentError

FORMAT = "un-distribution/2"
FORMATS_READ = (FORMAT, THREE_HASHES)
"""Forms of manifests that are read; those of an earlier one are never called sound."""
PROVISIONAL = "provisional"
MANIFEST, SUMS, SIGNATURE, VERIFIER = "manifest.json", "SHA256SUMS", "SHA256SUMS.sig", "verify.py"
_TOOLS = (
    "deflate", "lxml", "pillow", "pyicu-wheels", "pypandoc-binary", "python-docx", "reportlab",
    "resvg-py", "uharfbuzz", "wcwidth", "zxing-cpp",
)  # fmt: skip
"""Libraries that shape the bytes of outputs."""

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file of an expression in the manifest."""

    format: str
    path: str
    data: bytes
    hashed: bool
    """Its text was read back in the order of its document, so it has the content hash of that."""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class BuiltExpression:
    """A document with its files and the hash of its content."""

    document: Document
    files: tuple[BuiltFile, ...]
    content: str


def manifest(name: str, expressions: Iterable[BuiltExpression], base_url: str = "", key: str = "") -> Table:
    """Return the manifest of a work; `key` is the fingerprint of the key that will sign."""
    built = list(expressions)
    tables = [expression(one, base_url) for one in built]
    return manifest_of_work(name, work(built[0].document.identity), tables, base_url, key)


def manifest_of_work(name: str, of: Table, expressions: Sequence[Table], base_url: str = "", key: str = "") -> Table:
    """Return the manifest of a work, given what it says of the work and of its expressions."""
    return _whole(name, {"work": of}, list(expressions), base_url, key, {})


def manifest_of_set(
    name: str, described: Table, parts: Iterable[tuple[str, Table, Sequence[Table]]], files: Sequence[Table],
    base_url: str = "", key: str = "",
) -> Table:  # fmt: skip
    """Return the manifest of a set: the same statements, with all works, each with its folder, and the files of the
    set itself. `parts`: folder, work and expressions of each work; `described`: title and sort of the set.
    """
    held = list(parts)
    works = [{"folder": folder, **of} for folder, of, _ in held]
    tables = [{"folder": folder, **one} for folder, _, expressions in held for one in expressions]
    return _whole(name, {"set": described, "works": works}, tables, base_url, key, {"files": list(files)})


def _whole(name: str, what: Table, expressions: list[Table], base_url: str, key: str, more: Table) -> Table:
    return {
        "format": FORMAT,
        "name": name,
        **what,
        "state": PROVISIONAL if any(one["state"] == PROVISIONAL for one in expressions) else "final",
        "languages": sorted({one["language"] for one in expressions}),
        **({"base_url": base_url} if base_url else {}),
        "made_with": made_with(),
        **({"signature": {"algorithm": "Ed25519", "file": SIGNATURE, "signs": SUMS, "key": key}} if key else {}),
        **more,
        "expressions": expressions,
    }


def work(identity: Identity) -> Table:
    """Return what a manifest says of a work, from the first of its texts."""
    return {
        "iri": identity.work,
        "symbol": identity.symbol,
        "kind": identity.kind.value,
        "official": identity.official,
    }


def owner(table: Table) -> str:
    """Return whose copy this is: the IRI of the work, or the title of the set."""
    return f"set {table['set']['title']}" if "set" in table else str(table["work"]["iri"])


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


def expression(built: BuiltExpression, base_url: str = "", folder: str = "") -> Table:
    """Return what a manifest says of an expression; `folder`: where its files are in a set."""
    identity = built.document.identity
    return {
        "iri": identity.expression,
        "title": identity.title,
        "language": identity.language,
        "direction": identity.direction.value,
        "date": identity.date.isoformat(),
        "symbol": identity.symbol,
        "job_number": built.document.imprint.job_number,
        "state": PROVISIONAL if is_provisional(built.document) else "final",
        "unassigned": list(identity.unassigned),
        "official": identity.official,
        "recovered": identity.recovered,
        "source": {"name": identity.source_name, "sha256": identity.source_sha256},
        "content": built.content,
        "files": [file_table(file, built.content, base_url, folder) for file in built.files],
    }


def file_table(file: BuiltFile, content: str, base_url: str = "", folder: str = "") -> Table:
    """Return what a manifest says of a file."""
    path = f"{folder}/{file.path}" if folder else file.path
    return {
        "path": path,
        "format": file.format,
        "media_type": MEDIA_TYPES[file.format],
        "size": len(file.data),
        "sha256": sha256(file.data),
        **({"pages": file.pages} if file.pages is not None else {}),
        **({"content": content} if file.hashed else {}),
        **({"url": f"{base_url.rstrip('/')}/{path}"} if base_url else {}),
    }


def sha256(data: bytes) -> str:
    """Return the hash in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def as_bytes(table: Table) -> bytes:
    """Return the manifest as a file."""
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def is_as_written(data: bytes) -> bool:
    """Return True if a manifest is laid out as `as_bytes` does it."""
    return data == as_bytes(json.loads(data))


def sums(files: Mapping[str, bytes], *more: Mapping[str, bytes]) -> bytes:
    """Return `SHA256SUMS` as `sha256sum --check` reads it; each file is read once."""
    return sums_of({name: sha256(data) for part in (files, *more) for name, data in part.items()})


def sums_of(hashes: Mapping[str, str]) -> bytes:
    """Return `SHA256SUMS` of files by their hashes."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode("utf-8")


def read_table(data: bytes) -> Table:
    """Return the manifest in these bytes, an earlier form with its statements as they are made now.

    Raises DocumentError if it is invalid, or says something twice.
    """
    try:
        table: Table = migrated(json.loads(data, object_pairs_hook=_once))
        if table["format"] not in FORMATS_READ:
            raise DocumentError(f"is of the format {table['format']!r}, not {FORMAT!r}")
        _check_texts([table["name"], *table["made_with"].values()])
        if not table["expressions"] or not isinstance(table["expressions"], list):
            raise ValueError("it has no expressions")
        for one in table["expressions"]:
            _check_shape(one)
        if "set" in table:
            _check_set(table)
        return table
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(f"cannot be read: {error!r}") from error


def _once(pairs: list[tuple[str, Any]]) -> Table:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a statement is in it twice")
    return table


def _check_shape(one: Table) -> None:
    """Raise KeyError, TypeError or ValueError if the manifest lacks anything that verification needs."""
    datetime.date.fromisoformat(one["date"])
    texts = [one["language"], one["source"]["name"], one["source"]["sha256"], one["content"]]
    _check_files(one["files"])
    if not isinstance(one["recovered"], bool):
        raise TypeError("recovered is neither true nor false")
    _check_texts(texts)


def _check_files(files: Iterable[Table]) -> None:
    for file in files:
        _check_texts([file["path"], file["format"], file["sha256"], file.get("content", "")])
        if not isinstance(file["size"], int) or file["format"] not in MEDIA_TYPES:
            raise ValueError(f"{file['path']}: odd size or format")


def _check_set(table: Table) -> None:
    """Raise as `_check_shape` if the manifest of a set lacks anything that verification needs besides."""
    _check_files(table["files"])
    _check_texts([table["set"]["title"], table["set"]["sort"], *(one["folder"] for one in table["works"])])
    folders = {one["folder"] for one in table["works"]}
    for one in table["expressions"]:
        lead = f"{one['folder']}/"
        if one["folder"] not in folders or not all(file["path"].startswith(lead) for file in one["files"]):
            raise ValueError(f"{one['folder']}: a file is in another folder than its work")


def _check_texts(texts: Iterable[Any]) -> None:
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("expected a string")


_LARGEST = 16 * 1024 * 1024
"""Bytes of a manifest that is read. Chosen: far beyond any manifest, against hostile files."""
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
        sound = table["format"] in FORMATS_READ and "pipeline" in table["made_with"]
        texts = [table["name"], owner(table), *(file["path"] for file in files_listed(table))]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return table if sound and all(isinstance(text, str) for text in texts) else None


def files_listed(table: Table) -> Iterator[Table]:
    """Yield what a manifest says of every file, those of a set itself first."""
    yield from table.get("files", ())
    yield from (file for one in table["expressions"] for file in one["files"])


def listed(table: Table) -> frozenset[str]:
    """Return the names of all files of a copy with this manifest."""
    return frozenset({*(file["path"] for file in files_listed(table)), MANIFEST, SUMS, SIGNATURE, VERIFIER})
