"""Patches: byte-minimal edits of a source.

Reads the bytes of a file. Gives the bytes with some stretches replaced; everything else stays as it was, byte by byte.
New mark-up is given as elements (`akn.builder`) and written with the prefixes of the place where it is put.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.akn.builder import piece
from pipeline.errors import DocumentError, Place
from pipeline.read.parse import Source
from pipeline.read.spans import Span, Spans


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """Bytes `begin` to `end` are replaced by `data`."""

    begin: int
    end: int
    data: bytes


def patched(data: bytes, patches: Iterable[Patch]) -> bytes:
    """Return the bytes with all patches made, at one place in the order given. Raises ValueError if two overlap."""
    parts: list[bytes] = []
    at = 0
    for patch in sorted(patches, key=lambda patch: (patch.begin, patch.end)):
        if patch.begin < at:
            raise ValueError(f"two patches overlap at byte {patch.begin}")
        parts += [data[at : patch.begin], patch.data]
        at = patch.end
    return b"".join([*parts, data[at:]])


class Editable:
    """A source with the byte spans of its nodes. Each method returns the patch that makes one change."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.spans = Spans(source.data, source.root)

    def span(self, element: etree._Element) -> Span:
        """Return the span of an element. Raises DocumentError if a fault of the file hides it."""
        found = self.spans.node(element)
        if found is None:
            raise DocumentError("the file is malformed here and cannot be edited", place=self.source.place(element))
        return found

    def set_attribute(self, element: etree._Element, name: str, value: str) -> Patch:
        """Give an attribute a new value, or add it at the end of the start tag."""
        found = self.spans.attribute(element, name)
        if found is not None:
            return Patch(found[1], found[2], _attribute_text(value))
        span = self.span(element)
        tag = self.source.data[span.begin : span.inner]
        end = span.begin + len(tag.rstrip(b"/>").rstrip())
        return Patch(end, end, f' {name}="'.encode() + _attribute_text(value) + b'"')

    def replace(self, element: etree._Element, *new: etree._Element) -> Patch:
        """Put other elements in place of one."""
        span = self.span(element)
        return Patch(span.begin, span.end, _written(new, element.getparent()))

    def renamed(self, element: etree._Element, name: str) -> Iterator[Patch]:
        """Yield the patches that give an element another name; its prefix and attributes stay."""
        span, data = self.span(element), self.source.data
        prefix = f"{element.prefix}:" if element.prefix else ""
        old = len(f"{prefix}{etree.QName(element).localname}".encode())
        new = f"{prefix}{name}".encode()
        yield Patch(span.begin + 1, span.begin + 1 + old, new)
        if data[span.close : span.close + 2] == b"</":
            yield Patch(span.close + 2, span.close + 2 + old, new)

    def insert_after(self, element: etree._Element, *new: etree._Element) -> Patch:
        """Put elements on a new line after one, indented as it is."""
        span = self.span(element)
        return Patch(span.end, span.end, b"\n" + self._indent(element) + _written(new, element.getparent()))

    def insert_before(self, element: etree._Element, *new: etree._Element) -> Patch:
        """Put elements on a new line before one, indented as it is."""
        span = self.span(element)
        return Patch(span.begin, span.begin, _written(new, element.getparent()) + b"\n" + self._indent(element))

    def append(self, element: etree._Element, *new: etree._Element) -> Patch:
        """Put elements on a new line at the end of one."""
        if len(element):
            return self.insert_after(element[-1], *new)
        span, outer = self.span(element), self._indent(element)
        return Patch(span.inner, span.close, b"\n" + outer + b"  " + _written(new, element) + b"\n" + outer)

    def remove(self, element: etree._Element) -> Patch:
        """Take an element away, with the line it is on if nothing else is there."""
        span, data = self.span(element), self.source.data
        line = data.rfind(b"\n", 0, span.begin) + 1
        alone = not data[line : span.begin].strip() and data[span.end : span.end + 1] in (b"\n", b"\r")
        return Patch(line - 1 if alone and line else span.begin, span.end, b"")

    def _indent(self, element: etree._Element) -> bytes:
        """Return the white space before an element on its line."""
        begin, data = self.span(element).begin, self.source.data
        line = data.rfind(b"\n", 0, begin) + 1
        head = data[line:begin]
        return head[: len(head) - len(head.lstrip())]

    def replace_text(self, node: etree._Element, tail: bool, begin: int, end: int, text: str) -> Patch:
        """Put other characters in place of `begin` to `end` of the text in a node, or of its tail."""
        first, last = (self.spans.text(node, offset, tail) for offset in (begin, end))
        if first is None or last is None:
            raise DocumentError("the text cannot be edited here", place=Place(self.source.path))
        return Patch(first, last, _content_text(text))


def _written(new: Iterable[etree._Element], parent: etree._Element | None) -> bytes:
    """Return elements as bytes that may be inside `parent`."""
    scope = parent.nsmap if parent is not None else {}
    return "".join(piece(element, scope) for element in new).encode()


def _attribute_text(value: str) -> bytes:
    """Return a value for use between double quotes."""
    return _content_text(value).replace(b'"', b"&quot;")


def _content_text(text: str) -> bytes:
    """Return the text for use between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
