"""Where the pieces of a file lie, in bytes: tags, attributes, characters of text.

Reads the bytes of a well-formed file and its tree. Gives `Spans`: for a node, an attribute or an offset in a text the
offset in bytes, and for an offset in bytes line and column. Made only when something has to be pointed at or fixed.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from pipeline.read.positions import declaring_nothing


class Span(NamedTuple):
    """Bytes of a node: `begin` of its start tag, `inner` after the start tag, `close` of the end tag, `end` after it.

    A tag that closes itself, a comment and an instruction have `inner == close == end`.
    """

    begin: int
    inner: int
    close: int
    end: int


_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTINUATION = bytes(range(0x80, 0xC0))  # bytes of UTF-8 that begin no character
_BLOCK = 2048
"""Bytes between two counts of characters. Chosen: little memory, short steps."""
_ENTITY = re.compile(rb"&(?:#x[0-9A-Fa-f]+|#[0-9]+|[A-Za-z]+);")
_ATTRIBUTE = re.compile(rb"""([^\s=<>/]+)\s*=\s*("[^"]*"|'[^']*')""")


class Spans:
    """Byte offsets of all nodes of one file."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        """Set the tree parsed from `data`; nodes after a fault of well-formedness have no span."""
        self.data = data
        self._lines = [0, *(found.end() for found in re.finditer(rb"\r\n|\n|\r", data))]
        self._spans = dict(zip(root.iter(), _node_spans(data), strict=False))

    def node(self, node: etree._Element) -> Span | None:
        """Return the span of an element, comment or instruction; None if a fault hides it."""
        return self._spans.get(node)

    def position(self, byte: int) -> tuple[int, int]:
        """Return the 1-based line and column (in characters) of an offset in bytes."""
        line = bisect_right(self._lines, byte)
        begin = self._lines[line - 1]
        if begin == 0 and self.data.startswith(_BYTE_ORDER_MARK):
            begin = len(_BYTE_ORDER_MARK)
        return line, self._characters(byte) - self._characters(begin) + 1

    def _characters(self, byte: int) -> int:
        """Return characters before an offset: counted once per block, so that a file in one line is not counted over
        again.
        """
        block = byte // _BLOCK
        return self._counted[block] + len(self.data[block * _BLOCK : byte].translate(None, _CONTINUATION))

    @cached_property
    def _counted(self) -> list[int]:
        """Characters before each block of bytes."""
        blocks = range(0, len(self.data) + 1, _BLOCK)
        sizes = (len(self.data[begin : begin + _BLOCK].translate(None, _CONTINUATION)) for begin in blocks)
        return list(accumulate(sizes, initial=0))

    def attribute(self, node: etree._Element, name: str) -> tuple[int, int, int] | None:
        """Return the offsets of an attribute of the start tag: of its name, of its value, and after the value."""
        span = self.node(node)
        if span is None:
            return None
        local_name = name.rpartition("}")[2].encode()
        for found in _ATTRIBUTE.finditer(self.data, span.begin, span.inner):
            if found[1].rpartition(b":")[2] == local_name:
                return found.start(1), found.start(2) + 1, found.end(2) - 1
        return None

    def text(self, node: etree._Element, offset: int, tail: bool) -> int | None:
        """Return the offset in bytes of character `offset` of `node.text` (or `node.tail`)."""
        span = self.node(node)
        if span is None:
            return None
        return self._walk(span.end if tail else span.inner, offset)

    def _walk(self, byte: int, characters: int) -> int:
        """Return the offset `characters` characters of text behind `byte`: entities, CDATA and CR LF count as
        written.
        """
        data = self.data
        if data.startswith(b"<![CDATA[", byte):
            byte += 9
        while characters > 0 and byte < len(data):
            entity = _ENTITY.match(data, byte)
            if entity:
                byte = entity.end()
            elif data.startswith(b"\r\n", byte):
                byte += 2
            else:
                byte += _width(data[byte])
            characters -= 1
        return byte


def _width(lead: int) -> int:
    """Return the bytes of a UTF-8 character from its first byte."""
    return 1 if lead < 0xC0 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


class _Reader:
    """Collects spans in document order from expat's events."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.found: list[list[int]] = []
        self._open: list[list[int]] = []
        self.parser = declaring_nothing()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CommentHandler = self._single
        self.parser.ProcessingInstructionHandler = self._single

    def _start(self, _name: str, _attributes: object) -> None:
        span = [self.parser.CurrentByteIndex, 0, 0, 0]
        span[1] = _tag_end(self.data, span[0])
        self.found.append(span)
        self._open.append(span)

    def _end(self, _name: str) -> None:
        span = self._open.pop()
        byte = self.parser.CurrentByteIndex
        if byte == span[0] or self.data[span[1] - 2 : span[1]] == b"/>":
            span[2] = span[3] = span[1]
        else:
            span[2], span[3] = byte, self.data.find(b">", byte) + 1

    def _single(self, *content: str) -> None:
        if not self._open:  # comments before and after the root element are not in the tree's iteration
            return
        begin = self.parser.CurrentByteIndex
        closing = b"?>" if self.data.startswith(b"<?", begin) else b"-->"
        end = self.data.find(closing, begin) + len(closing)
        self.found.append([begin, end, end, end])


_START_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


def _tag_end(data: bytes, begin: int) -> int:
    """Return the offset after the ">" of a start tag; ">" inside a quoted value does not end it."""
    found = _START_TAG.match(data, begin)
    return found.end() if found else len(data)


_TAG = re.compile(
    rb"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""", re.DOTALL
)
"""A tag, comment, instruction or CDATA section of a well-formed file without DOCTYPE."""


def _node_spans(data: bytes) -> list[Span]:
    return _tags(data) if _is_well_formed(data) else _events(data)


def _is_well_formed(data: bytes) -> bool:
    """Return True if expat reads all of it: without handlers of elements, that takes a tenth of the time."""
    if b"<!DOCTYPE" in data:  # perhaps in a comment: `_events` finds out, and expands nothing
        return False
    try:
        declaring_nothing().Parse(data, True)
    except expat.ExpatError:
        return False
    return True


def _tags(data: bytes) -> list[Span]:
    """Return the spans of a well-formed file, tag by tag."""
    found: list[list[int]] = []
    opened: list[list[int]] = []
    for match in _TAG.finditer(data):
        begin, end = match.span()
        kind = data[begin + 1]
        if kind == 0x2F:  # /
            span = opened.pop()
            span[2], span[3] = begin, end
        elif kind in b"!?":
            if opened and data[begin + 2] != 0x5B:  # [ of CDATA
                found.append([begin, end, end, end])
        else:
            span = [begin, end, end, end]
            found.append(span)
            if data[end - 2] != 0x2F:
                opened.append(span)
    return [Span(*span) for span in found]


def _events(data: bytes) -> list[Span]:
    """Return the spans up to the fault of a file that is not well-formed."""
    reader = _Reader(data)
    with contextlib.suppress(expat.ExpatError):
        reader.parser.Parse(data, True)
    return [Span(*span) for span in reader.found]
