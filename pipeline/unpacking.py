"""Zips from outside, read so that every reader finds the same in them.

Reads bytes, or whatever gives slices of them. Gives the entries of a zip by name, all at once or each when it is asked
for. What lets two programs see two contents is refused: bytes before,
between and behind the entries, two entries of one name, an entry whose two heads differ, comments, extra fields,
encryption, and methods other than storing and deflating. The zips that `pipeline.packing` writes have none of it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import deflate

_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_LOCAL_HEAD = struct.Struct("<4s5H3L2H")
_CENTRAL_HEAD = struct.Struct("<4s6H3L5H2L")
_END_HEAD = struct.Struct("<4s4H2LH")
_UTF8 = 1 << 11
"""Flag of an entry whose name is UTF-8; without it programs read letters beyond ASCII in different ways.
From the ZIP APPNOTE, 4.4.4."""
_KNOWN_FLAGS = _UTF8 | 0b110
"""UTF-8 names, and how hard the compressor tried. From the ZIP APPNOTE, 4.4.4."""
_STORED, _DEFLATED = 0, 8
"""Methods of compression (ZIP APPNOTE, 4.4.5)."""
LARGEST = 1 << 30
"""Most bytes in a zip, unpacked. Chosen: 1 GiB, against bombs."""
MOST = 10_000
"""Most files in a zip. Chosen: against hostile files."""


class Sliced(Protocol):
    """Bytes, or a file that is read in parts."""

    def __len__(self) -> int:
        """Return the number of bytes."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Return a part."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    head: tuple[int, ...]
    """Flags, method, time, date, sum, packed size and size: what both heads of an entry say."""
    offset: int

    @property
    def shown(self) -> str:
        return self.name.decode("utf-8", "replace")


def unzipped(data: bytes, largest: int = LARGEST) -> dict[str, bytes]:
    """Return the entries of a zip by name, in their order. Raises ValueError for what readers could read otherwise."""
    found: dict[str, bytes] = {}
    for entry, content in _contents(data, largest):
        found[entry.name.decode("utf-8")] = content
    return found


class Unzipped(Mapping[str, bytes]):
    """The entries of a zip, in their order; an entry is unpacked when it is asked for, and not kept."""

    def __init__(self, data: Sliced, largest: int = LARGEST) -> None:
        """Unpack every entry once to see that it is sound. Raises ValueError as `unzipped`."""
        self._data = data
        self._entries = {entry.name.decode("utf-8"): entry for entry, _ in _contents(data, largest)}

    def __getitem__(self, name: str) -> bytes:
        """Return an entry. Raises ValueError if the zip is not what it was."""
        entry = self._entries[name]
        try:
            return _content(self._data, entry, entry.offset)[0]
        except (struct.error, zlib.error) as error:
            raise ValueError(f"it is damaged: {error}") from error

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)


def entry_of(package: zipfile.ZipFile, data: bytes, name: str) -> bytes:
    """Return an entry of a zip as `package`, opened on `data`, reads it, and raise what it raises.

    What is plain is unpacked by libdeflate: the parts of a Word file that a proof reads in .09 ms in place of .23.
    """
    content = _quickly(data, package.getinfo(name), package.infolist())
    return package.read(name) if content is None else content


def _quickly(data: bytes, entry: zipfile.ZipInfo, entries: list[zipfile.ZipInfo]) -> bytes | None:
    """Return the content of a deflated entry; None for one of which anything is not as it mostly is."""
    start, name = entry.header_offset, entry.filename.encode("utf-8")
    begin = start + _LOCAL_HEAD.size + len(name)
    end = begin + entry.compress_size
    if end > len(data) or any(start < other.header_offset < end for other in entries):
        return None
    sign, _, flags, method, _, _, *sums, _, extra = _LOCAL_HEAD.unpack_from(data, start)
    listed = (entry.flag_bits & _KNOWN_FLAGS, entry.CRC, entry.compress_size, entry.file_size, name)
    if (sign, method, entry.compress_type, extra) != (_LOCAL, _DEFLATED, _DEFLATED, 0):
        return None
    if (flags, *sums, data[begin - len(name) : begin]) != listed:
        return None
    try:
        content = bytes(deflate.deflate_decompress(data[begin:end], entry.file_size))
    except deflate.DeflateError:
        return None
    return content if len(content) == entry.file_size and deflate.crc32(content) == entry.CRC else None


def _contents(data: Sliced, largest: int) -> Iterator[tuple[_Entry, bytes]]:
    """Yield the entries with their contents. Raises ValueError for what readers could read otherwise."""
    try:
        entries, end = _directory(data)
        _refuse(entries, largest)
        at = 0
        for entry in entries:
            content, at = _content(data, entry, at)
            yield entry, content
    except (struct.error, zlib.error) as error:
        raise ValueError(f"it is damaged: {error}") from error
    if at != end:
        raise ValueError("there are bytes between its entries and its directory")


def _directory(data: Sliced) -> tuple[list[_Entry], int]:
    """Return the entries that the directory at the end lists, and where it begins."""
    at = len(data) - _END_HEAD.size
    if at < 0 or data[at : at + 4] != _END:
        raise ValueError("it does not end with the end of a zip: it is cut, or bytes are behind it")
    _, disk, first, here, count, size, begin, comment = _END_HEAD.unpack(data[at : at + _END_HEAD.size])
    if (disk, first, here, comment) != (0, 0, count, 0) or begin + size != at:
        raise ValueError("its directory is not before its end: bytes are before or in it")
    entries, place = [], begin
    for _ in range(count):
        entry, place = _listed(data, place)
        entries.append(entry)
    if place != at:
        raise ValueError("there are bytes between its directory and its end")
    return entries, begin


def _listed(data: Sliced, at: int) -> tuple[_Entry, int]:
    sign, _, _, *head, named, extra, comment, disk, _, _, offset = _CENTRAL_HEAD.unpack(
        data[at : at + _CENTRAL_HEAD.size]
    )
    if sign != _CENTRAL or extra or comment or disk:
        raise ValueError("its directory has an entry with extra fields or a comment")
    at += _CENTRAL_HEAD.size
    return _Entry(data[at : at + named], tuple(head), offset), at + named


def _refuse(entries: list[_Entry], largest: int) -> None:
    if len(entries) > MOST or sum(entry.head[-1] for entry in entries) > largest:
        raise ValueError("it is too large")
    names: set[bytes] = set()
    for entry in entries:
        if entry.name in names:
            raise ValueError(f"the name {entry.shown!r} occurs twice")
        names.add(entry.name)
        if not entry.name.isascii() and not entry.head[0] & _UTF8:
            raise ValueError(f"the name {entry.shown!r} is not ASCII and not marked as UTF-8")


def _content(data: Sliced, entry: _Entry, at: int) -> tuple[bytes, int]:
    """Return the content of an entry, which must be at `at`, and where the next one must be."""
    top = data[entry.offset : entry.offset + _LOCAL_HEAD.size]
    sign, _, *head, named, extra = _LOCAL_HEAD.unpack(top)
    begin = entry.offset + _LOCAL_HEAD.size + named
    if entry.offset != at or sign != _LOCAL:
        raise ValueError(f"bytes are before the entry {entry.shown!r}")
    if extra or tuple(head) != entry.head or data[begin - named : begin] != entry.name:
        raise ValueError(f"the entry {entry.shown!r} is not what the directory says of it")
    flags, method, _, _, checksum, packed, size = head
    end = begin + packed
    if flags & ~_KNOWN_FLAGS or method not in (_STORED, _DEFLATED) or end > len(data):
        raise ValueError(f"the entry {entry.shown!r} is encrypted, or packed in a way that is not known here")
    content = data[begin:end] if method == _STORED else _inflated(data[begin:end], size)
    if len(content) != size or zlib.crc32(content) != checksum:
        raise ValueError(f"the entry {entry.shown!r} is damaged")
    return content, end


def _inflated(data: bytes, size: int) -> bytes:
    """Return the content of a deflated entry; nothing may be behind its stream."""
    stream = zlib.decompressobj(-15)
    content = stream.decompress(data, size + 1)
    if not stream.eof or stream.unused_data or stream.unconsumed_tail:
        raise ValueError("an entry has another length than it says")
    return content
