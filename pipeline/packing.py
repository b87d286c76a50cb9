"""Zip files and compressed streams that are the same bytes on every machine, and the XML in them.

Reads bytes. Gives bytes, or the root of an XML part. Python's own `zlib` and `zipfile` compress with whatever library
the system brings, and libraries differ in their output; here libdeflate of a pinned version compresses, and the zip is
laid out by hand: entries in the order given, no dates but 1980-01-01, no attributes of a file system.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache

import deflate
from lxml import etree

from pipeline import gate

LEVEL = 4
"""Level of compression. Chosen: files are larger by four per cent than with 6, the usual one of zlib, which takes a
third more time, and by six than with 9, which takes three times as long (docs/benchmarks/tried.md)."""
_STORED, _DEFLATED = 0, 8
"""Methods of compression (ZIP APPNOTE, 4.4.5)."""
_DOS_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
"""1 January 1980, the earliest date (ZIP APPNOTE, 4.4.6): the same bytes on every day."""
_UTF8_NAMES = 1 << 11
"""Bit 11 of the flags: names are in UTF-8 (ZIP APPNOTE, 4.4.4)."""
_VERSION = 20
"""Version needed to extract: 2.0 (ZIP APPNOTE, 4.4.3)."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LARGEST = 0xFFFFFFFF
"""Most bytes without ZIP64 (ZIP APPNOTE, 4.4.1.4)."""

Entry = tuple[str, bytes]
"""Name in the zip, with slashes, and content."""


def zlib_compressed(data: bytes) -> bytes:
    """Return `data` as a zlib stream (FlateDecode of a PDF)."""
    return bytes(deflate.zlib_compress(data, LEVEL))


def zipped(entries: Iterable[Entry], stored: Iterable[str] = (), shared: Iterable[str] = ()) -> bytes:
    """Return a zip of these entries as one string of bytes; as `zip_chunks`."""
    return b"".join(zip_chunks(entries, stored, shared))


def zip_chunks(entries: Iterable[Entry], stored: Iterable[str] = (), shared: Iterable[str] = ()) -> Iterator[bytes]:
    """Yield a zip of these entries in this order, piece by piece; those named in `stored`, and those that would grow,
    are not compressed. One entry at a time is held.

    `shared` names entries that many zips have, made of templates alone: they are compressed once.

    Raises ValueError for a name given twice and for more than a zip can hold without extensions (4 GiB, 65,535 files).
    """
    plain, kept = frozenset(stored), frozenset(shared)
    directory, at = bytearray(), 0
    names: set[str] = set()
    for name, data in entries:
        if name in names:
            raise ValueError(f"the zip has {name} twice")
        names.add(name)
        method, packed = (_packed_once if name in kept else _packed)(data, name in plain)
        head = (_UTF8_NAMES, method, 0, _DOS_DATE, deflate.crc32(data), len(packed), len(data), len(name.encode()), 0)
        directory += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *head, 0, 0, 0, 0, at) + name.encode()
        begin = _LOCAL.pack(b"PK\3\4", _VERSION, *head) + name.encode()
        at += len(begin) + len(packed)
        if at > _LARGEST or len(names) > 0xFFFF:
            raise ValueError("too much for one zip")
        yield begin
        yield packed
    count = len(names)
    yield bytes(directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0))


def xml_part(data: bytes) -> etree._Element:
    """Return the root of an XML part of a package, in UTF-8 and of any size; nothing is fetched.

    Raises lxml's XMLSyntaxError if it is not well-formed, RefusedInputError if it has a declaration.
    """
    root, _ = gate.parsed(data, huge=True, html=True)
    if root is None:
        raise ValueError("there is no element in it")
    return root


def _packed(data: bytes, stored: bool) -> tuple[int, bytes]:
    """Return the method and bytes of an entry."""
    if not stored and data:
        small = bytes(deflate.deflate_compress(data, LEVEL))
        if len(small) < len(data):
            return _DEFLATED, small
    return _STORED, data


_packed_once = lru_cache(maxsize=128)(_packed)
