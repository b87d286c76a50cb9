"""What a PDF holds besides words, counted along its structure tree.

Reads the bytes of a file. Gives tables, notes, marks and links, as `Reading.counted` has them. The objects are read
here as they are in the file, since the tree as pdfium gives it, page by page, parts what goes over a page. An element
counts if its parent names it among its children, a link if its annotation is on a page.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.write.reading import Sort, cells_of

_NUMBER = re.compile(rb"(\d+) 0$")
_STRING = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)", re.DOTALL)
_KIND = re.compile(rb"/S\s*/(Table|TR|TD|TH|Note|Reference|Link|Lbl)\b")
_COUNTED_KIND = re.compile(rb"/S\s*/(Table|Note|Reference|Link)\b")
_KIDS = re.compile(rb"/K\s*(\[(?:[^\[\]]|\[[^\]]*\])*\]|\d+ 0 R)", re.DOTALL)
_PARENT = re.compile(rb"/P\s+(\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_INNER = re.compile(rb"<<(?:[^<>]|<[0-9A-Fa-f\s]*>)*>>")
_TARGET = re.compile(rb"/Obj (\d+) 0 R")
_ADDRESS = re.compile(rb"/URI\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]+>)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([()\\])")
_ANNOTATIONS = re.compile(rb"/Annots\s*(?:\[([^\]]*)\]|(\d+) 0 R)")

_CHUNK = 1 << 16
"""Bytes that are unpacked together. Chosen: bounds the memory."""


class _Text(NamedTuple):
    """A stretch of bytes with objects in it: their numbers, and where each begins, ascending."""

    data: bytes
    numbers: list[int]
    starts: list[int]


class Structure:
    """The structure tree of one file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._named_by: dict[int, frozenset[int]] = {}

    def counted(self, sort: Sort) -> Sequence[str]:
        """Return what the file holds of one kind."""
        if sort is Sort.TABLE:
            return [self._table(number) for number in self._elements("Table")]
        if sort is Sort.NOTE:
            return ["" for _ in self._elements("Note")]
        if sort is Sort.MARK:
            return ["" for _ in self._elements("Reference")]
        return list(self._links()) if sort is Sort.LINK else ()

    @cached_property
    def _texts(self) -> list[_Text]:
        """The objects that are not streams, those in object streams included."""
        plain = _Text(self._data, *_plain_objects(self._data))
        packed = (text for at in _places(self._data, b"/ObjStm") if (text := _unpacked(self._data, at)))
        return [plain, *packed]

    @cached_property
    def _homes(self) -> dict[int, tuple[int, int, int]]:
        """Place of each object: which text, from where to where."""
        found: dict[int, tuple[int, int, int]] = {}
        for index, text in enumerate(self._texts):
            ends = [*text.starts[1:], len(text.data)]
            places = zip([index] * len(ends), text.starts, ends, strict=True)
            found.update(zip(text.numbers, places, strict=True))
        return found

    def _object(self, number: int) -> bytes:
        """Return an object; "" if there is none of this number. It ends where its stream begins."""
        index, start, end = self._homes.get(number, (-1, 0, 0))
        if index < 0:
            return b""
        body = self._texts[index].data[start:end]
        return body if index else body[: _end(body)]

    @cached_property
    def _counted_elements(self) -> dict[str, list[int]]:
        """Numbers of the elements that count, by kind."""
        found: dict[str, list[int]] = {}
        for text in self._texts:
            for match in _COUNTED_KIND.finditer(text.data):
                place = bisect_right(text.starts, match.start()) - 1
                if place >= 0 and self._is_named(text.numbers[place]):
                    found.setdefault(match[1].decode(), []).append(text.numbers[place])
        return found

    def _elements(self, kind: str) -> list[int]:
        return self._counted_elements.get(kind, [])

    def _is_named(self, number: int) -> bool:
        """Return True if the parent of an element names it among its children."""
        parent = _PARENT.search(self._object(number))
        return parent is not None and number in self._named(int(parent[1]))

    def _named(self, number: int) -> frozenset[int]:
        """Return the numbers of the objects that one refers to."""
        if number not in self._named_by:
            self._named_by[number] = frozenset(map(int, _REFERENCE.findall(self._object(number))))
        return self._named_by[number]

    def _kids(self, number: int, *kinds: str) -> list[int]:
        """Return the numbers of the elements of these kinds right inside one."""
        match = _KIDS.search(_STRING.sub(b"()", self._object(number)))
        numbers = map(int, _REFERENCE.findall(_INNER.sub(b"", match[1]))) if match else ()
        return [kid for kid in numbers if self._kind(kid) in kinds]

    def _kind(self, number: int) -> str:
        match = _KIND.search(self._object(number))
        return match[1].decode() if match else ""

    def _table(self, number: int) -> str:
        """Return the cells of each row."""
        return cells_of(len(self._kids(row, "TD", "TH")) for row in self._kids(number, "TR"))

    def _links(self) -> Iterator[str]:
        """Yield the addresses of links; one into the document as `#`. Links of marks to their notes do not count."""
        marks = [*self._elements("Reference")]
        marks += [label for note in self._elements("Note") for label in self._kids(note, "Lbl")]
        inside = {link for mark in marks for link in self._kids(mark, "Link")}
        for link in self._elements("Link"):
            if link not in inside:
                yield from (self._address(int(target)) for target in _TARGET.findall(self._object(link))[:1])

    def _address(self, annotation: int) -> str:
        """Return where an annotation leads; "" for one that is on no page."""
        if annotation not in self._placed:
            return ""
        match = _ADDRESS.search(self._object(annotation))
        return _text(match[1]) if match else "#"

    @cached_property
    def _placed(self) -> set[int]:
        """Numbers of the annotations of all pages."""
        found: set[int] = set()
        for text in self._texts:
            for listed, number in _ANNOTATIONS.findall(text.data):
                found.update(map(int, _REFERENCE.findall(listed or self._object(int(number)))))
        return found


def _places(data: bytes, what: bytes) -> Iterator[int]:
    at = data.find(what)
    while at >= 0:
        yield at
        at = data.find(what, at + 1)


def _plain_objects(data: bytes) -> tuple[list[int], list[int]]:
    """Return the numbers and places of the objects that are by themselves."""
    found = ((_NUMBER.search(data, max(0, at - 12), at), at) for at in _places(data, b" obj"))
    numbered = [(int(match[1]), at + 4) for match, at in found if match]
    return [number for number, _ in numbered], [at for _, at in numbered]


def _end(body: bytes) -> int:
    """Return where an object ends, or its stream begins."""
    ends = [at for at in (body.find(b"endobj"), body.find(b"stream")) if at >= 0]
    return min(ends, default=len(body))


def _unpacked(data: bytes, at: int) -> _Text | None:
    """Return the objects of the object stream whose dictionary has its type at `at`; None if it cannot be unpacked."""
    begin = data.find(b"stream", at)
    head = data[data.rfind(b" obj", 0, at) : begin]
    first, count = (re.search(key, head) for key in (rb"/First (\d+)", rb"/N (\d+)"))
    if begin < 0 or not first or not count:
        return None
    begin += 6 + (data[begin + 6 : begin + 7] == b"\r")
    begin += data[begin : begin + 1] == b"\n"
    try:
        text = _inflated(data, begin) if b"FlateDecode" in head else data[begin : data.find(b"endstream", begin)]
    except zlib.error:
        return None
    offset = int(first[1])
    table = list(map(int, text[:offset].split()[: 2 * int(count[1])]))
    return _Text(text, table[::2], [offset + place for place in table[1::2]])


def _inflated(data: bytes, begin: int) -> bytes:
    """Return what is compressed from a place on, of whose end only the compressed data know."""
    stream, found = zlib.decompressobj(), []
    while not stream.eof and begin < len(data):
        found.append(stream.decompress(data[begin : begin + _CHUNK]))
        begin += _CHUNK
    return b"".join(found)


def _text(string: bytes) -> str:
    """Return a PDF string: literal, or in hexadecimal digits."""
    if string.startswith(b"("):
        return _ESCAPED.sub(rb"\1", string[1:-1]).decode("latin-1")
    raw = bytes.fromhex(string[1:-1].decode("ascii"))
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
