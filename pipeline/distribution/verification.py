"""Verification: whether a distribution copy is what it says.

Reads a folder or a zip. Gives the list of faults, each naming a file; none for a sound copy. Checked are sums,
manifest, signature, the content of every file against that of the XML, and on demand the bytes of everything built
again.
"""

from __future__ import annotations

import datetime
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.distribution import signature
from pipeline.distribution.content import Content, of_document, of_file
from pipeline.distribution.copies import build, prepared, verifier
from pipeline.distribution.manifest import FORMAT, MANIFEST, SIGNATURE, SUMS, VERIFIER, made_with, sha256
from pipeline.distribution.naming import MEDIA_TYPES, PICTURES
from pipeline.errors import DocumentError, MissingInputError, PipelineError, Place
from pipeline.nearest import nearest_path
from pipeline.publish.job import Settings
from pipeline.read.media import inside
from pipeline.write import FORMATS, Basis

_LARGEST = 1 << 30
"""Most bytes in a zip, unpacked."""
_LONGEST = 10_000
"""Most files in a zip."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a file."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Faults, and what a reader should know beside them."""

    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    files: int


def verify(path: Path, key: Path | None = None, rebuild: bool = False) -> Verdict:
    """Check a copy. Raises MissingInputError if there is none, and as `signature` for a key that is none."""
    files = read_files(path)
    if SUMS not in files and MANIFEST not in files:
        what = f"no distribution copy: neither {SUMS} nor {MANIFEST} is in it"
        raise MissingInputError(what, place=Place(path), remedy="`dist` puts copies into dist/copies/")
    faults = list(_sum_faults(files))
    notes: list[str] = []
    faults += _signature_faults(files, key, notes)
    try:
        table = _manifest(files)
    except DocumentError as error:
        return Verdict((*faults, Fault(MANIFEST, str(error))), tuple(notes), len(files))
    faults += _manifest_faults(files, table, rebuild)
    faults += _expression_faults(files, table, rebuild)
    notes += _other_versions(table["made_with"] if isinstance(table["made_with"], dict) else {})
    return Verdict(tuple(dict.fromkeys(faults)), tuple(notes), len(files))


def _other_versions(theirs: Mapping[str, str]) -> list[str]:
    """Return a note where the copy was made with other versions: then bytes may differ though nothing is wrong."""
    here = made_with()
    names = [name for name in {**here, **theirs} if theirs.get(name) != here.get(name)]
    versions = ", ".join(
        f"{name} {theirs.get(name) or 'none'} (here {here.get(name) or 'none'})" for name in sorted(names)
    )
    return [f"made with other versions than those here: {versions}"] if versions else []


# --- the files


def read_files(path: Path) -> dict[str, bytes]:
    """Return the files of a copy by their paths in it. Raises MissingInputError."""
    try:
        if path.is_dir():
            found = {p.relative_to(path).as_posix(): p for p in sorted(path.rglob("*")) if p.is_file()}
            return {name: p.read_bytes() for name, p in found.items()}
        return _unzipped(path)
    except OSError as error:
        what = f"cannot read: {error.strerror or error}"
        raise MissingInputError(what, place=Place(path), remedy=nearest_path(path)) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        remedy = "give the folder or the zip of a copy"
        raise MissingInputError(f"not a sound zip: {error}", place=Place(path), remedy=remedy) from error


def _unzipped(path: Path) -> dict[str, bytes]:
    """Return the files of a zip without the folder that all of them stand in."""
    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        if len(entries) > _LONGEST or sum(e.file_size for e in entries) > _LARGEST:
            raise ValueError("it is too large")
        if len({e.filename for e in entries}) != len(entries):
            raise ValueError("a name occurs twice")
        tops = {PurePosixPath(e.filename).parts[0] for e in entries}
        lead = f"{tops.pop()}/" if len(tops) == 1 and all("/" in e.filename for e in entries) else ""
        return {e.filename.removeprefix(lead): archive.read(e) for e in entries}


# --- sums, signature, manifest


def _sum_faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    if SUMS not in files:
        yield Fault(SUMS, "is missing")
        return
    listed: dict[str, str] = {}
    for line in files[SUMS].decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name, digest in listed.items():
        if name not in files:
            yield Fault(name, "is missing")
        elif sha256(files[name]) != digest:
            yield Fault(name, f"is not the file that {SUMS} lists: its bytes differ")
    for name in files:
        if name not in listed and name not in (SUMS, SIGNATURE):
            yield Fault(name, f"is not listed in {SUMS}")


def _signature_faults(files: Mapping[str, bytes], key: Path | None, notes: list[str]) -> Iterator[Fault]:
    if key is None:
        if SIGNATURE in files:
            notes.append(f"{SIGNATURE} was not checked: no --key given")
        return
    if SIGNATURE not in files:
        yield Fault(SIGNATURE, "is missing, so nothing is signed")
    elif not signature.is_signed(files.get(SUMS, b""), files[SIGNATURE], key):
        yield Fault(SIGNATURE, f"is no signature of {SUMS} by this key")


def _manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the manifest. Raises DocumentError if it cannot be read."""
    if MANIFEST not in files:
        raise DocumentError("is missing")
    try:
        table = json.loads(files[MANIFEST])
        if table["format"] != FORMAT:
            raise DocumentError(f"is of the format {table['format']!r}, not {FORMAT!r}")
        for expression in table["expressions"]:
            _check_shape(expression)
        return {"made_with": {}, **table}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"cannot be read: {error!r}") from error


def _check_shape(expression: Mapping[str, Any]) -> None:
    """Raise KeyError, TypeError or ValueError where the manifest lacks what verification needs."""
    datetime.date.fromisoformat(expression["date"])
    bases = [expression["content"][basis.value] for basis in Basis]
    texts = [expression["language"], expression["source"]["name"], expression["source"]["sha256"], *bases]
    for file in expression["files"]:
        Basis(file["content"]["basis"])
        texts += [file["path"], file["format"], file["sha256"], file["content"]["sha256"]]
        if not isinstance(file["size"], int) or file["format"] not in MEDIA_TYPES:
            raise ValueError(f"{file['path']}: odd size or format")
    if not all(isinstance(text, str) for text in texts) or not isinstance(expression["recovered"], bool):
        raise TypeError("a text is none")


def _manifest_faults(files: Mapping[str, bytes], table: Mapping[str, Any], rebuild: bool) -> Iterator[Fault]:
    known = {file["path"] for expression in table["expressions"] for file in expression["files"]}
    for name in files:
        if name not in known and name not in (MANIFEST, SUMS, SIGNATURE, VERIFIER):
            yield Fault(name, f"is not listed in {MANIFEST}")
    if rebuild and files.get(VERIFIER) != verifier():
        yield Fault(VERIFIER, "is not the one that this version hands out")
    for expression in table["expressions"]:
        for file in expression["files"]:
            name = file["path"]
            if name not in files:
                yield Fault(name, "is missing")
            elif sha256(files[name]) != file["sha256"] or len(files[name]) != file["size"]:
                yield Fault(name, f"is not the file that {MANIFEST} lists: its bytes differ")


# --- content


def _expression_faults(files: Mapping[str, bytes], table: Mapping[str, Any], rebuild: bool) -> Iterator[Fault]:
    for expression in table["expressions"]:
        own = next((f["path"] for f in expression["files"] if f["format"] == "xml"), "")
        if own not in files:
            yield Fault(own or MANIFEST, "the XML is missing, so no content can be compared")
            continue
        try:
            yield from _content_faults(files, expression, own, rebuild)
        except PipelineError as error:
            yield Fault(own, str(error))


def _content_faults(
    files: Mapping[str, bytes], expression: Mapping[str, Any], own: str, rebuild: bool
) -> Iterator[Fault]:
    """Yield the content of the XML against the manifest, that of each file against the XML."""
    if sha256(files[own]) != expression["source"]["sha256"]:
        yield Fault(own, f"is not the source that {MANIFEST} names")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source" / _file_name(expression["source"]["name"])
        source.parent.mkdir()
        source.write_bytes(files[own])
        _lay_out_pictures(files, expression, source)
        settings = Settings(recover=expression["recovered"], date=datetime.date.fromisoformat(expression["date"]))
        document = prepared(source, settings)
        own_content = of_document(document)
        content = own_content.hashes()
        if content != expression["content"]:
            yield Fault(own, f"its content is not the one that {MANIFEST} names")
        for file in expression["files"]:
            if file["format"] in FORMATS and file["path"] in files:
                yield from _file_faults(files[file["path"]], file, own_content, expression["language"])
        if rebuild:
            again = build(source, document, Path(own).stem, Path(scratch), settings)
            made = {f.path: f.data for f in again.files}
            for file in expression["files"]:
                if file["path"] in files and made.get(file["path"]) != files[file["path"]]:
                    yield Fault(file["path"], "is not what building it again gives: the bytes differ")


def _lay_out_pictures(files: Mapping[str, bytes], expression: Mapping[str, Any], source: Path) -> None:
    """Put the pictures of a copy beside its XML. Raises RefusedInputError for a name that leads elsewhere."""
    for file in expression["files"]:
        if file["format"] in PICTURES and file["path"] in files:
            path = inside(source, file["path"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[file["path"]])


def _file_name(name: str) -> str:
    """Return the last part of a name that a manifest gives, if it is a name: a copy may be a stranger's."""
    last = PurePosixPath(name).name
    return "source.xml" if last in ("", "..") or "\0" in last else last


def _file_faults(data: bytes, file: Mapping[str, Any], content: Content, language: str) -> Iterator[Fault]:
    basis = Basis(file["content"]["basis"])
    try:
        found = of_file(data, file["format"], language)
    except DocumentError as error:
        yield Fault(file["path"], str(error))
        return
    if found.hash(basis) != content.hash(basis):
        words = found.difference(content)
        fault = f"its text is not that of the XML (compared by {basis.value})"
        yield Fault(file["path"], f"{fault}: {words}" if words else fault)
    elif found.hash(basis) != file["content"]["sha256"]:
        yield Fault(file["path"], f"its text is not the one that {MANIFEST} names")
