"""The objects of a PDF as they are in the file, by number.

Reads bytes, of any PDF. Gives `RawObjects`: what cannot be read is not there.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_NUMBER = re.compile(rb"(\d+) 0$")
_END = re.compile(rb"(?<=>>)\s*stream|endobj")
_CHUNK = 1 << 16
"""Bytes that are unpacked together. Chosen: bounds the memory."""


class _Text(NamedTuple):
    """A stretch of bytes with objects in it: their numbers, and where each begins, ascending."""

    data: bytes
    numbers: list[int]
    starts: list[int]


class RawObjects:
    """The objects of one file that are not streams, those in object streams included."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _texts(self) -> list[_Text]:
        packed = (text for at in _places(self._data, b"/ObjStm") if (text := _unpacked(self._data, at)))
        return [_plain(self._data), *packed]

    @cached_property
    def _homes(self) -> dict[int, tuple[int, int, int]]:
        """Place of each object: which text, from where to where."""
        found: dict[int, tuple[int, int, int]] = {}
        for index, text in enumerate(self._texts):
            ends = [*text.starts[1:], len(text.data)]
            places = zip([index] * len(ends), text.starts, ends, strict=True)
            found.update(zip(text.numbers, places, strict=True))
        return found

    def object(self, number: int) -> bytes:
        """Return an object; "" if there is none of this number. It ends where its stream begins."""
        index, start, end = self._homes.get(number, (-1, 0, 0))
        if index < 0:
            return b""
        return self._texts[index].data[start:end]

    def search(self, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, re.Match[bytes]]]:
        """Yield what a pattern finds, each with the number of its object; 0 if none begins before it."""
        for text in self._texts:
            for match in pattern.finditer(text.data):
                place = bisect_right(text.starts, match.start()) - 1
                yield (text.numbers[place] if place >= 0 else 0), match


def _places(data: bytes, what: bytes) -> Iterator[int]:
    at = data.find(what)
    while at >= 0:
        yield at
        at = data.find(what, at + 1)


def _plain(data: bytes) -> _Text:
    """Return the objects that are by themselves, without their streams: these are most of a file, and nothing is sought
    there.
    """
    numbers, starts, bodies, length = [], [], [], 0
    for at in _places(data, b" obj"):
        if match := _NUMBER.search(data, max(0, at - 12), at):
            end = _END.search(data, at)
            bodies.append(data[at + 4 : end.start() if end else len(data)])
            numbers.append(int(match[1]))
            starts.append(length)
            length += len(bodies[-1]) + 1
    return _Text(b"\n".join(bodies), numbers, starts)


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
