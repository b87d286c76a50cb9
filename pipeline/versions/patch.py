"""Patches: byte-minimal edits of a source.

Reads the bytes of a file. Gives the bytes with some stretches replaced; everything else stays as it was, byte by byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import DocumentError, Place
from pipeline.read import Source
from pipeline.read.spans import Span, Spans


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """Bytes `begin` to `end` are replaced by `data`."""

    begin: int
    end: int
    data: bytes


def patched(data: bytes, patches: Iterable[Patch]) -> bytes:
    """The bytes with all patches made. Raises ValueError where two overlap."""
    parts: list[bytes] = []
    at = 0
    for patch in sorted(patches):
        if patch.begin < at:
            raise ValueError(f"two patches overlap at byte {patch.begin}")
        parts += [data[at : patch.begin], patch.data]
        at = patch.end
    return b"".join([*parts, data[at:]])


class Editable:
    """A source with the byte spans of its nodes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.spans = Spans(source.data, source.root)

    def span(self, element: etree._Element) -> Span:
        """The span of an element. Raises DocumentError where a fault of the file hides it."""
        found = self.spans.node(element)
        if found is None:
            raise DocumentError("the file is malformed here and cannot be edited", place=self.source.place(element))
        return found

    def raw(self, element: etree._Element) -> bytes:
        """The bytes of an element, tags included."""
        span = self.span(element)
        return self.source.data[span.begin : span.end]

    def set_attribute(self, element: etree._Element, name: str, value: str) -> Patch:
        """A new value for an attribute, or a new attribute at the end of the start tag."""
        found = self.spans.attribute(element, name)
        if found is not None:
            return Patch(found[1], found[2], attribute_text(value))
        span = self.span(element)
        tag = self.source.data[span.begin : span.inner]
        end = span.begin + len(tag.rstrip(b"/>").rstrip())
        return Patch(end, end, f' {name}="'.encode() + attribute_text(value) + b'"')

    def replace(self, element: etree._Element, data: bytes) -> Patch:
        """Other bytes in place of an element."""
        span = self.span(element)
        return Patch(span.begin, span.end, data)

    def insert_after(self, element: etree._Element, line: str) -> Patch:
        """A new line of mark-up after an element, indented as it is."""
        span = self.span(element)
        return Patch(span.end, span.end, b"\n" + self.indent(element) + line.encode())

    def insert_before(self, element: etree._Element, line: str) -> Patch:
        """A new line of mark-up before an element, indented as it is."""
        span = self.span(element)
        return Patch(span.begin, span.begin, line.encode() + b"\n" + self.indent(element))

    def append(self, element: etree._Element, line: str) -> Patch:
        """A new line of mark-up as the last child of an element."""
        if len(element):
            return self.insert_after(element[-1], line)
        span = self.span(element)
        outer = self.indent(element)
        return Patch(span.inner, span.close, b"\n" + outer + b"  " + line.encode() + b"\n" + outer)

    def remove(self, element: etree._Element) -> Patch:
        """Take an element away, with the line it stands on where nothing else stands there."""
        span, data = self.span(element), self.source.data
        line = data.rfind(b"\n", 0, span.begin) + 1
        alone = not data[line : span.begin].strip() and data[span.end : span.end + 1] in (b"\n", b"\r")
        return Patch(line - 1 if alone and line else span.begin, span.end, b"")

    def indent(self, element: etree._Element) -> bytes:
        """The blanks before an element on its line."""
        begin, data = self.span(element).begin, self.source.data
        line = data.rfind(b"\n", 0, begin) + 1
        head = data[line:begin]
        return head[: len(head) - len(head.lstrip())]

    def text_patch(self, node: etree._Element, tail: bool, begin: int, end: int, text: str) -> Patch:
        """Other characters in place of `begin` to `end` of a text node."""
        first, last = (self.spans.text(node, offset, tail) for offset in (begin, end))
        if first is None or last is None:
            raise DocumentError("the text cannot be edited here", place=Place(self.source.path))
        return Patch(first, last, content_text(text))


def attribute_text(value: str) -> bytes:
    """A value for use between double quotes."""
    return content_text(value).replace(b'"', b"&quot;")


def content_text(text: str) -> bytes:
    """Text for use between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
