"""The file of a PDF as this project lays it out: streams one behind the other, then the cross-reference stream.

Reads bytes. Gives the objects by number. Every byte belongs to an object, every object is where the cross
references say, and nothing is behind the end: no reader finds another document in the file.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field

from pipeline.write.pdf.safety.syntax import Name, Reader, Ref, Value

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_BEGIN = re.compile(rb"(\d+) 0 obj\n")
_STREAM, _END = b"\nstream\n", b"\r\nendstream\nendobj\n"
_LARGEST = 1 << 28
"""Most bytes of a stream, unpacked. Chosen: 256 MiB, against bombs."""


@dataclass(slots=True)
class PdfObjects:
    """The objects of a file."""

    values: dict[int, Value] = field(default_factory=dict)
    """Every object by number; of a stream its dictionary."""
    streams: dict[int, bytes] = field(default_factory=dict)
    """The unpacked streams by number; pictures are left packed."""
    places: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Where each object is, as cross references say it."""
    trailer: dict[str, Value] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)
    """The streams that hold other objects, and the cross references: nothing refers to them."""

    def resolved(self, value: Value) -> Value:
        """Return an object for a reference to it, anything else as it is. Raises ValueError if it is not there."""
        if isinstance(value, Ref):
            if value not in self.values:
                raise ValueError(f"it refers to the object {int(value)}, which is not there")
            return self.values[value]
        return value


def objects_of(data: bytes) -> PdfObjects:
    """Return the objects of a file. Raises ValueError for a file of another layout."""
    if not data.startswith(_HEADER):
        raise ValueError("it does not begin as a PDF of this project does")
    found, at = PdfObjects(), len(_HEADER)
    while not found.trailer:
        at = _object(data, at, found)
    if not re.fullmatch(rb"startxref\n%d\n%%%%EOF\n" % found.places[max(found.places)][1], data[at:]):
        raise ValueError("there are bytes behind its end")
    _check_places(found)
    return found


def _object(data: bytes, at: int, found: PdfObjects) -> int:
    """Read the stream that begins at `at`; return where the next begins."""
    begin = _BEGIN.match(data, at)
    if begin is None:
        raise ValueError("there are bytes between its objects")
    number, reader = int(begin[1]), Reader(data, begin.end())
    head = reader.value()
    if not isinstance(head, dict) or not data.startswith(_STREAM, reader.at):
        raise ValueError(f"the object {number} is not a stream")
    length, start = head.get("Length"), reader.at + len(_STREAM)
    end = start + int(length) if isinstance(length, float) and length >= 0 else len(data)
    if not data.startswith(_END, end):
        raise ValueError(f"the stream {number} has another length than it says")
    _keep(found, number, head, (1, at, 0))
    found.streams[number] = _unpacked(head, data[start:end])
    kind = head.get("Type")
    if kind == "ObjStm":
        _unfold(found, number, head)
    elif kind == "XRef":
        found.trailer = head
    if kind in ("ObjStm", "XRef"):
        found.holders.add(number)
    return end + len(_END)


def _keep(found: PdfObjects, number: int, value: Value, place: tuple[int, int, int]) -> None:
    if number in found.values:
        raise ValueError(f"there are two objects {number}")
    found.values[number] = value
    found.places[number] = place


def _unpacked(head: dict[str, Value], data: bytes) -> bytes:
    """Return the content of a stream; that of a JPEG is left as it is."""
    packing = head.get("Filter")
    if packing is None or packing == Name("DCTDecode"):
        return data
    if packing != Name("FlateDecode") or "DecodeParms" in head:
        raise ValueError("a stream is packed in a way that this project does not use")
    stream = zlib.decompressobj()
    content = stream.decompress(data, _LARGEST)
    if not stream.eof or stream.unused_data:
        raise ValueError("a stream is damaged, or there are bytes behind it")
    return content


def _unfold(found: PdfObjects, holder: int, head: dict[str, Value]) -> None:
    """Read the objects of an object stream."""
    content = found.streams[holder]
    first, count = int(head.get("First", 0)), int(head.get("N", 0))
    pairs = list(map(int, content[:first].split()))
    if len(pairs) != 2 * count or set(head) - {"Type", "N", "First", "Filter", "Length"}:
        raise ValueError(f"the object stream {holder} is not what it says")
    starts = [first + at for at in pairs[1::2]] + [len(content)]
    for index, number in enumerate(pairs[::2]):
        reader = Reader(content[starts[index] : starts[index + 1]])
        value = reader.value()
        if not reader.is_done:
            raise ValueError(f"something is behind the object {number}")
        _keep(found, number, value, (2, holder, index))


def _check_places(found: PdfObjects) -> None:
    """Raise ValueError if the cross references lead elsewhere than to the objects that were read."""
    size = int(found.trailer.get("Size", 0))
    table = found.streams[max(found.places)]
    rows = b"".join(struct.pack(">BIH", *found.places.get(n, (0, 0, 65535))) for n in range(size))
    if table != rows or set(found.places) != set(range(1, size)) or found.trailer.get("W") != [1, 4, 2]:
        raise ValueError("its cross references do not lead to its objects")
    if set(found.trailer) - {"Type", "Size", "W", "Root", "Info", "ID", "Filter", "Length"}:
        raise ValueError("its trailer has entries that this project does not write")
