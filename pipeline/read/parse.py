"""The one XML parser of the project.

Reads a file (or its bytes). Gives a `Source`. Refuses files over a limit of size before they are read, and trees over a
limit of depth or of attributes; what declares something is stopped at the gate.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from pipeline import gate
from pipeline.akn.names import akn, line_of, local
from pipeline.errors import MalformedError, MissingInputError, NotAkomaNtosoError, Place, RefusedInputError
from pipeline.read.encoding import as_characters, as_utf8
from pipeline.read.formats import other_format
from pipeline.read.positions import StartTag, start_tags


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits above which a file is refused: `size` in bytes, `depth` of nested elements (published files go to 13),
    `attributes` of one element, declarations of namespaces among them (published files go to 6).

    Text nodes of 10 MB are libxml2's own limit.
    """

    size: int = 32 * 1024 * 1024
    depth: int = 100
    attributes: int = 100


LIMITS = Limits()
_SHORTEST = len(" a=''")
"""Bytes of the shortest attribute."""
_TO_GIVE = "give an Akoma Ntoso file; `import` makes one of Word or text"


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
        """Return the line and column of the element's start tag; only the line where a malformed file hides the
        column.
        """
        tag = self._tags.get(element)
        if tag is None:
            return Place(self.path, line_of(element))
        return Place(self.path, tag.line, tag.column)

    def offset(self, element: etree._Element) -> int | None:
        """Return the offset in bytes of the element's start tag, None if unknown."""
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
        raise MalformedError("the file is empty", place=Place(path, 1, 1), remedy=_TO_GIVE)
    if known := other_format(data):
        raise MalformedError(f"this is {known}", place=Place(path, 1, 1), remedy=_TO_GIVE)
    text = as_utf8(data, path)
    root, faults = _tree(text, path, recover)
    _refuse_depth(root, path, limits)
    _refuse_attributes(root, text, path, limits, faulty=bool(faults))
    if root.tag != akn("akomaNtoso"):
        raise _foreign(root, text, path)
    return Source(path, text, root, faults, b"" if text is data else data)


def _foreign(root: etree._Element, text: bytes, path: Path) -> NotAkomaNtosoError:
    first = next(iter(start_tags(text)), None)
    place = Place(path, first.line, first.column) if first else Place(path, line_of(root))
    what = f"the root element is {root.tag!r}, not akomaNtoso of Akoma Ntoso 3.0"
    return NotAkomaNtosoError(what, place=place, remedy=_TO_GIVE)


def _too_large(size: int, limits: Limits) -> str:
    return f"the file has {size:,} bytes; the limit is {limits.size:,}"


def _refuse_depth(root: etree._Element, path: Path, limits: Limits) -> None:
    """Raise RefusedInputError at the first element that lies too deep: whoever walks the tree may recurse."""
    below = root.xpath("/*" * (limits.depth + 1))
    if isinstance(below, list) and below and isinstance(below[0], etree._Element):
        place = Place(path, line_of(below[0]))
        raise RefusedInputError(f"elements are nested deeper than the limit of {limits.depth}", place=place)


def _may_have_more(text: bytes, most: int) -> bool:
    """Return False for a well-formed file in which no tag has so many attributes: between two `<` it has that many `=`.

    Five times as fast as asking libxml2 about each element.
    """
    return any(piece.count(b"=") > most for piece in text.split(b"<") if len(piece) > _SHORTEST * most)


def _refuse_attributes(root: etree._Element, text: bytes, path: Path, limits: Limits, *, faulty: bool) -> None:
    """Raise RefusedInputError at the first element with too many attributes or declared namespaces."""
    most = limits.attributes
    declares_many = text.count(b"xmlns") > most
    if not (declares_many or _may_have_more(text, most) or faulty):
        return
    for element in root.iter("*"):
        if len(element.attrib) > most or (declares_many and len(element.nsmap) > most):
            what = f"<{local(element)}> has more attributes than the limit of {most}"
            raise RefusedInputError(what, place=Place(path, line_of(element)))


def _tree(data: bytes, path: Path, recover: bool) -> tuple[etree._Element, tuple[str, ...]]:
    """Return the tree and what recovery ignored."""
    try:
        root, _ = gate.parsed(data, path)
    except etree.XMLSyntaxError as error:
        fault = _malformed(error, path, data)
        if not recover or isinstance(fault, RefusedInputError):
            raise fault from error
        return _recovered(data, path, fault)
    if root is None:
        raise MalformedError("there is no element in it", place=Place(path, 1, 1))
    return root, ()


def _recovered(data: bytes, path: Path, fault: MalformedError) -> tuple[etree._Element, tuple[str, ...]]:
    """Return the tree of a malformed file, and its faults, the first being `fault`; raises that if there is no tree."""
    readable = as_characters(data)
    root, log = gate.parsed(readable, path, recover=True)
    if root is None:
        raise fault
    faults = [_described(entry) for entry in log]
    place = fault.place or Place(path)
    first = f"line {place.line}, column {place.column}: {fault.what}"
    return root, tuple(faults if readable is data else [first, *faults])


_LONGEST = 200
"""Characters of a complaint that are reported: some quote the rest of the file. Chosen: two lines of a terminal."""

_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
"""Byte order mark and white space."""

_ENCODING_WORDS = re.compile("Invalid bytes in character encoding|not proper UTF-8")
_LIMIT_WORDS = re.compile(r"depth|huge|too long|Excessive|Maximum", re.IGNORECASE)


def _malformed(error: etree.XMLSyntaxError, path: Path, data: bytes) -> MalformedError | RefusedInputError:
    """Return the complaint of libxml2 as an exception of this project, with line, column and cause."""
    line, column = (*error.position, 0, 0)[:2]
    message = re.sub(r",? ?(line \d+, column \d+|use XML_PARSE_HUGE option).*$", "", str(error.msg)).strip()
    message = " ".join(message.split())[:_LONGEST]
    place = Place(path, line, column)
    if _LIMIT_WORDS.search(message):
        return RefusedInputError(f"over a limit of the parser: {message}", place=place)
    if not data.lstrip(_BEFORE_XML).startswith(b"<"):
        return MalformedError("this is not XML: it does not begin with “<”", place=Place(path, 1, 1), remedy=_TO_GIVE)
    if _ENCODING_WORDS.search(message):
        remedy = "save it as UTF-8, or name its encoding in the first line; or build with --recover"
        return MalformedError(
            "not well-formed: the file declares UTF-8, and these bytes are not UTF-8", place=place, remedy=remedy
        )
    return MalformedError(f"not well-formed: {message}", place=place, remedy="fix the file, or build with --recover")


def _described(entry: etree._LogEntry) -> str:
    return f"line {entry.line}, column {entry.column}: {entry.message}"
