"""Opens the package of a Word file safely.

Reads the bytes of a DOCX file and `templates/intake/limits.toml`. Gives `WordPackage`: its parts as XML trees, by their
relationships. The sizes in the archive are checked before anything is unpacked, and the true size of each part while it
is unpacked. A part with a DOCTYPE, and so with entities, is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from pipeline import gate
from pipeline.errors import MalformedError, Place, RefusedInputError
from pipeline.intake.vocabulary.limits import limits
from pipeline.read.encoding import as_utf8

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLD = b"\xd0\xcf\x11\xe0"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a protected file ([MS-OFFCRYPTO], 2.3.4.4), as the directory of the compound file names it."""
_ENCRYPTED = 0x1
"""Bit 0 of the flags of an entry (ZIP APPNOTE, 4.4.4)."""
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip
"""Namespaces of strict Office Open XML (ISO 29500-1) and those of the transitional form, which is read."""
_BAD_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its kind (last segment of the type), its target, and whether that is outside the package."""

    kind: str
    target: str
    outside: bool


@dataclass
class WordPackage:
    """An opened package; `main` is the name of the part with the text."""

    path: Path
    archive: zipfile.ZipFile
    names: frozenset[str]
    main: str = ""
    _trees: dict[str, etree._Element | None] = field(default_factory=dict)

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of a part; None if there is no such part. Raises MalformedError, RefusedInputError."""
        if name not in self._trees:
            self._trees[name] = _parsed(self.bytes(name), self.path, name) if name in self.names else None
        return self._trees[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part ("" for the package) by id."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {e.get("Id", ""): _relation(e, folder) for e in tree.iter(_RELATIONS)} if tree is not None else {}

    def part(self, kind: str) -> etree._Element | None:
        """Return the root of the part to which the text has a relationship of this kind; None if there is none."""
        name = self.part_name(kind)
        return self.tree(name) if name else None

    def part_name(self, kind: str) -> str:
        """Return the name of that part; "" if there is none."""
        found = (r.target for r in self.relations(self.main).values() if r.kind == kind and not r.outside)
        return next(found, "")

    def bytes(self, name: str) -> bytes:
        """Return the bytes of a part. Raises MalformedError, RefusedInputError."""
        most = limits().word.part
        try:
            with self.archive.open(name) as stream:
                data = stream.read(most + 1)
        except _BAD_ARCHIVE as error:
            raise MalformedError(f"a damaged Word file: {name}: {error}", place=Place(self.path)) from error
        if len(data) > most:
            raise RefusedInputError(f"{name} has more than {most:,} bytes", place=Place(self.path))
        return data


def open_package(data: bytes, path: Path) -> WordPackage:
    """Return the package in `data`. Raises MalformedError if it is not a Word file, RefusedInputError if it is
    dangerous.
    """
    most = limits().word.file
    if len(data) > most:
        raise RefusedInputError(f"the file has {len(data):,} bytes; the limit is {most:,}", place=Place(path))
    if data.startswith(_OLD):
        if _PROTECTED in data:
            raise MalformedError("protected by a password", place=Place(path), remedy="save it without the password")
        raise MalformedError("a Word file of the old kind (.doc)", place=Place(path), remedy="save it as .docx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _BAD_ARCHIVE as error:
        raise MalformedError(f"not a Word file: {error}", place=Place(path), remedy="give a .docx file") from error
    _check(members, path)
    package = WordPackage(path, archive, frozenset(member.filename for member in members))
    package.main = _main_part(package)
    return package


def _check(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Raise RefusedInputError for an archive over a limit, or with a part whose name leads out of the file."""
    allowed = limits().word
    fault = ""
    if len(members) > allowed.members:
        fault = f"{len(members):,} parts; the limit is {allowed.members:,}"
    elif (total := sum(member.file_size for member in members)) > allowed.total:
        fault = f"{total:,} bytes unpacked; the limit is {allowed.total:,}"
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
            fault = f"a part with the name {name!r}, which leads out of the file"
        elif member.flag_bits & _ENCRYPTED:
            fault = f"the part {name} is protected by a password"
        elif member.file_size > allowed.part:
            fault = f"the part {name} has {member.file_size:,} bytes; the limit is {allowed.part:,}"
        elif member.file_size > allowed.small and member.file_size > allowed.ratio * max(1, member.compress_size):
            fault = f"the part {name} is packed more than {allowed.ratio} times smaller"
    if fault:
        raise RefusedInputError(f"refused: {fault}", place=Place(path))


def _main_part(package: WordPackage) -> str:
    found = (r.target for r in package.relations("").values() if r.kind == "officeDocument" and not r.outside)
    name = next(found, "word/document.xml")
    root = package.tree(name)
    if root is None or not isinstance(root.tag, str) or etree.QName(root).localname != "document":
        raise MalformedError("not a Word file: there is no text in it", place=Place(package.path))
    return name


def _parsed(data: bytes, path: Path, name: str) -> etree._Element:
    data = as_utf8(data, f"{path}: {name}")
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    try:
        root, _ = gate.parsed(data, f"{path}: {name}", comments=False)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedError(f"a damaged Word file: {name}: {error}", place=Place(path)) from error
    if root is None:
        raise MalformedError(f"a damaged Word file: {name} is empty", place=Place(path))
    return root


def _relation(element: etree._Element, folder: str) -> Relation:
    target = element.get("Target", "")
    outside = element.get("TargetMode") == "External"
    if not outside:
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(element.get("Type", "").rpartition("/")[2], target, outside)
