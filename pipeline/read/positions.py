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


def start_tags(data: bytes) -> list[StartTag]:
    """Places of all start tags up to the first fault of well-formedness, in document order."""
    found: list[StartTag] = []
    parser = expat.ParserCreate()

    def note(_name: str, _attributes: object) -> None:
        line, byte = parser.CurrentLineNumber, parser.CurrentByteIndex
        found.append(StartTag(line, _column(data, byte), byte))

    parser.StartElementHandler = note
    with contextlib.suppress(expat.ExpatError):  # libxml2 reports the fault; places before it are right
        parser.Parse(data, True)
    return found


def _column(data: bytes, byte: int) -> int:
    """1-based column in characters (not bytes) of an offset of UTF-8 data."""
    begin = max(data.rfind(b"\n", 0, byte), data.rfind(b"\r", 0, byte)) + 1
    return len(data[begin:byte].decode("utf-8", "replace")) + 1
