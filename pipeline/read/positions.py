"""Line and column of every start tag.

Reads the bytes of an XML file. Gives one `StartTag` per element in document order: entry n belongs to element n of
lxml's `iter("*")`. libxml2's validator always says column 0 and caps lines at 65,535; expat does neither.
"""

from __future__ import annotations

import contextlib
from typing import NamedTuple
from xml.parsers import expat


class StartTag(NamedTuple):
    """Place of a start tag: 1-based line, 1-based column in characters, offset in bytes."""

    line: int
    column: int
    byte: int


def declaring_nothing() -> expat.XMLParserType:
    """Return a parser of UTF-8 that ends with ExpatError at a DOCTYPE, before it reads what that declares."""
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(name: str, *_: object) -> None:
    raise expat.ExpatError(f"DOCTYPE {name}")


def start_tags(data: bytes) -> list[StartTag]:
    """Return the places of all start tags up to the first fault of well-formedness, in document order."""
    found: list[StartTag] = []
    parser = declaring_nothing()
    columns = _Columns(data)

    def note(_name: str, _attributes: object) -> None:
        byte = parser.CurrentByteIndex
        found.append(StartTag(parser.CurrentLineNumber, columns.at(byte), byte))

    parser.StartElementHandler = note
    with contextlib.suppress(expat.ExpatError):  # libxml2 reports the fault; places before it are right
        parser.Parse(data, True)
    return found


class _Columns:
    """Columns in characters (not bytes) of rising offsets; each byte is looked at once, also in a file of one line."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._byte = 0
        self._column = 1

    def at(self, byte: int) -> int:
        """Return the 1-based column of an offset, which is not below the last one asked for."""
        passed = self._data[self._byte : byte]
        line_end = max(passed.rfind(b"\n"), passed.rfind(b"\r"))
        start = 1 if line_end >= 0 else self._column
        self._column = start + len(passed[line_end + 1 :].decode("utf-8", "replace"))
        self._byte = byte
        return self._column
