"""The one XML parser of the project.

Reads a file (or its bytes). Gives a `Source`. Refuses a DOCTYPE, and with it every entity, before anything is
expanded; refuses files over a limit of size before they are read; fetches nothing from disk or network.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from pipeline.errors import MalformedError, MissingInputError, NotAkomaNtosoError, Place, RefusedInputError
from pipeline.read.encoding import as_characters, as_utf8
from pipeline.read.names import akn, line_of
from pipeline.read.positions import StartTag, start_tags


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused: `size` in bytes of the file, `depth` of elements in each other (published files go to 13).

    Text nodes of 10 MB are libxml2's own limit.
    """

    size: int = 32 * 1024 * 1024
    depth: int = 100


LIMITS = Limits()


@dataclass(frozen=True)
class Source:
    """A parsed file: its bytes (in UTF-8), hash, tree, and the place of each element."""

    path: Path
    data: bytes
    root: etree._Element
    recovered: tuple[str, ...] = ()
    """What recovery had to ignore ("line 12, column 8: …"); empty for a well-formed file."""
    encoded: bytes = b""
    """The bytes of a file in another encoding than UTF-8, as they are on the disk; empty for all others."""

    @cached_property
    def sha256(self) -> str:
        """Hash of the file's bytes, hexadecimal."""
        return hashlib.sha256(self.encoded or self.data).hexdigest()

    @cached_property
    def _tags(self) -> dict[etree._Element, StartTag]:
        return dict(zip(self.root.iter("*"), start_tags(self.data), strict=False))

    def place(self, element: etree._Element) -> Place:
        """Line and column of the element's start tag; only the line where a malformed file hides the column."""
        tag = self._tags.get(element)
        if tag is None:
            return Place(self.path, line_of(element))
        return Place(self.path, tag.line, tag.column)

    def offset(self, element: etree._Element) -> int | None:
        """Offset in bytes of the element's start tag, None where unknown."""
        tag = self._tags.get(element)
        return None if tag is None else tag.byte


def parse_file(path: Path, *, recover: bool = False, limits: Limits = LIMITS) -> Source:
    """Parse an Akoma Ntoso file.

    Raises MissingInputError, RefusedInputError, MalformedError (unless `recover`), NotAkomaNtosoError.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise MissingInputError("not a file", place=Place(path))
        if status.st_size > limits.size:
            raise RefusedInputError(_too_large(status.st_size, limits), place=Place(path))
        data = path.read_bytes()
    except OSError as error:
        raise MissingInputError(f"cannot read: {error.strerror or error}", place=Place(path)) from error
    return parse_bytes(data, path, recover=recover, limits=limits)


def parse_bytes(data: bytes, path: Path, *, recover: bool = False, limits: Limits = LIMITS) -> Source:
    """Parse bytes that came from `path` (named in messages only). Raises as `parse_file`."""
    if len(data) > limits.size:
        raise RefusedInputError(_too_large(len(data), limits), place=Place(path))
    if not data.strip():
        raise MalformedError("the file is empty", place=Place(path, 1, 1))
    text = as_utf8(data, path)
    _refuse_doctype(text, path)
    root, faults = _tree(text, path, recover)
    _refuse_depth(root, path, limits)
    if root.tag != akn("akomaNtoso"):
        raise NotAkomaNtosoError(
            f"the root element is {root.tag!r}, not akomaNtoso of Akoma Ntoso 3.0",
            place=Place(path, line_of(root)),
        )
    return Source(path, text, root, faults, b"" if text is data else data)


def _too_large(size: int, limits: Limits) -> str:
    return f"the file has {size:,} bytes; the limit is {limits.size:,}"


class _PrologRead(Exception):
    """The root element has begun: nothing further to look for."""


def _refuse_doctype(data: bytes, path: Path) -> None:
    """Raise RefusedInputError at the DOCTYPE; without one no entity can be declared."""
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        begin = data.rfind(b"<!DOCTYPE", 0, parser.CurrentByteIndex + len(b"<!DOCTYPE"))
        place = Place(path, data.count(b"\n", 0, begin) + 1, begin - data.rfind(b"\n", 0, begin))
        raise RefusedInputError("the file has a DOCTYPE", place=place, remedy="remove the DOCTYPE and its entities")

    def element(*_: object) -> None:
        raise _PrologRead

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        parser.Parse(data, True)
    except (_PrologRead, expat.ExpatError):
        return


def _refuse_depth(root: etree._Element, path: Path, limits: Limits) -> None:
    """Raise RefusedInputError at the first element that lies too deep: whoever walks the tree may recurse."""
    below = root.xpath("/*" * (limits.depth + 1))
    if isinstance(below, list) and below and isinstance(below[0], etree._Element):
        place = Place(path, line_of(below[0]))
        raise RefusedInputError(f"elements are nested deeper than the limit of {limits.depth}", place=place)


def _tree(data: bytes, path: Path, recover: bool) -> tuple[etree._Element, tuple[str, ...]]:
    """The tree and what recovery ignored."""
    try:
        return etree.fromstring(data, _parser()), ()
    except etree.XMLSyntaxError as error:
        fault = _malformed(error, path)
        if not recover or isinstance(fault, RefusedInputError):
            raise fault from error
    lenient = _parser(recover=True)
    readable = as_characters(data)
    root = etree.fromstring(readable, lenient)
    if root is None:
        raise fault
    faults = [_described(entry) for entry in lenient.error_log]
    place = fault.place or Place(path)
    first = f"line {place.line}, column {place.column}: {fault.what}"
    return root, tuple(faults if readable is data else [first, *faults])


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False, recover=recover
    )


_LONGEST = 200
"""Characters of a complaint that are told: some quote the rest of the file."""

_LIMIT_WORDS = re.compile(r"depth|huge|too long|Excessive|Maximum", re.IGNORECASE)


def _malformed(error: etree.XMLSyntaxError, path: Path) -> MalformedError | RefusedInputError:
    """libxml2's complaint as one of our errors, with line, column and cause."""
    line, column = (*error.position, 0, 0)[:2]
    message = re.sub(r",? ?(line \d+, column \d+|use XML_PARSE_HUGE option).*$", "", str(error.msg)).strip()
    message = " ".join(message.split())[:_LONGEST]
    place = Place(path, line, column)
    if _LIMIT_WORDS.search(message):
        return RefusedInputError(f"over a limit of the parser: {message}", place=place)
    return MalformedError(f"not well-formed: {message}", place=place, remedy="mend the file, or build with --recover")


def _described(entry: etree._LogEntry) -> str:
    return f"line {entry.line}, column {entry.column}: {entry.message}"
