"""Objects of a PDF file on ReportLab's document model, and their serialisation.

Gives `PdfFile`, a ReportLab document that writes PDF 1.7 with object and cross-reference streams and
depends on what was put into it alone: no clock, no counters of the process, no standard fonts.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Mapping
from typing import Any, cast

from reportlab.pdfbase import pdfdoc

from pipeline.packing import zlib_compressed

_IN_STREAM = 200  # objects in one object stream
"""Chosen: a reader unpacks a whole stream for each object in it."""
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Own(pdfdoc.PDFObject):
    """An indirect object that writes itself."""

    __RefOnly__ = 1

    def format(self, document: PdfFile) -> bytes:
        """Return the object's bytes."""
        raise NotImplementedError


class Raw(Own):
    """An indirect object whose text is given, or made at the end by a function."""

    def __init__(self, text: str | Callable[[], str]) -> None:
        """Set the object's text without `obj` and `endobj`."""
        self._text = text

    def format(self, document: PdfFile) -> bytes:
        """Return the object's bytes."""
        text = self._text if isinstance(self._text, str) else self._text()
        return text.encode("latin-1")


class Stream(Own):
    """An indirect stream; `keys` are further entries of its dictionary as PDF text."""

    def __init__(self, data: bytes, keys: Mapping[str, str] | None = None, *, compress: bool = True) -> None:
        """Set the stream, which is compressed when written; XMP metadata must stay plain."""
        self._data, self._keys, self._compress = data, keys or {}, compress

    def format(self, document: PdfFile) -> bytes:
        """Return the stream with its dictionary."""
        data = zlib_compressed(self._data) if self._compress else self._data
        entries = "".join(f"/{key} {value}" for key, value in self._keys.items())
        packed = "/Filter/FlateDecode" if self._compress else ""
        return stream_bytes(f"{entries}{packed}", data)


def stream_bytes(entries: str, data: bytes) -> bytes:
    """Return a stream object; the line end before `endstream` is CR LF, so that data ending in CR is not misread."""
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\r\nendstream"


def name(text: str) -> str:
    """Return a PDF name with its slash; anything but plain characters is escaped."""
    return "/" + re.sub(r"[^A-Za-z0-9_+.\-]", lambda m: "".join(f"#{b:02x}" for b in m[0].encode()), text)


def text_string(text: str) -> str:
    """Return a PDF text string: literal where it is ASCII, else UTF-16."""
    if text.isascii() and text.isprintable():
        return "(" + re.sub(r"([()\\])", r"\\\1", text) + ")"
    return "<feff" + text.encode("utf-16-be").hex() + ">"


class Objects:
    """Adds objects to a file and says their numbers."""

    def __init__(self, file: PdfFile) -> None:
        """Set the document to add to."""
        self._file = file

    def add(self, thing: pdfdoc.PDFObject) -> int:
        """Return the number of an object, registered where it is new."""
        reference = cast("Any", self._file).Reference(thing)
        number: int = self._file.idToObjectNumberAndVersion[reference.name][0]
        return number


class PdfFile(pdfdoc.PDFDocument):
    """ReportLab's document with its own serialisation."""

    def __init__(self) -> None:
        """Begin an empty file; the font dictionary takes no standard font."""
        super().__init__(invariant=1, compression=1, pdfVersion=(1, 7))
        self.model: Any = self  # ReportLab's attributes are not typed
        self.objects = Objects(self)

    def getInternalFontName(self, psfontname: str) -> str:
        """Return the name unchanged: no font is ever set by ReportLab itself."""
        return "/F0"

    def finish(self, canvas: object, fonts: Mapping[str, int], info: str, catalog: Mapping[str, str]) -> bytes:
        """Return the whole file: font resources by name, the text of the document information, further catalogue
        entries.
        """
        self.idToObject[pdfdoc.BasicFonts] = Raw("<<" + "".join(f"/{k} {v} 0 R" for k, v in fonts.items()) + ">>")
        self.model.info = Raw(info)
        self.model.Outlines.prepare(self, canvas)
        if self.model.Outlines.ready < 0:
            self.model.Catalog.Outlines = None
        root = self.model.Catalog
        root.__NoDefault__ = [*root.__NoDefault__, *catalog]
        for key, value in catalog.items():
            setattr(root, key, value)
        data = self.format()
        vars(self).clear()  # it refers to itself, and would wait for Python's search for cycles
        return data

    def format(self) -> bytes:
        """Return all objects written. Object numbers follow the order of registration."""
        root, info = self.objects.add(self.model.Catalog), self.objects.add(self.info)
        out, offsets, packed = bytearray(_HEADER), {}, []
        number = 0
        while (number := number + 1) in self.numberToId:  # formatting may register further objects
            thing = self.idToObject[self.numberToId[number]]
            data = thing.format(self) if isinstance(thing, Own) else pdfdoc.format(thing, self, toplevel=1)
            if data.endswith((b"endstream", b"endstream\n")):
                offsets[number] = (1, len(out), 0)
                out += b"%d 0 obj\n%b\nendobj\n" % (number, data)
            else:
                packed.append((number, data))
        self._write_packed(out, packed, offsets)
        return _finished(out, offsets, root, info)

    def _write_packed(
        self, out: bytearray, packed: list[tuple[int, bytes]], offsets: dict[int, tuple[int, int, int]]
    ) -> None:
        """Write everything but streams into object streams."""
        holder = len(packed) + len(offsets)
        for start in range(0, len(packed), _IN_STREAM):
            holder += 1
            chunk = packed[start : start + _IN_STREAM]
            offsets[holder] = (1, len(out), 0)
            offsets.update({n: (2, holder, i) for i, (n, _) in enumerate(chunk)})
            out += b"%d 0 obj\n%b\nendobj\n" % (holder, _object_stream(chunk))


def _object_stream(chunk: list[tuple[int, bytes]]) -> bytes:
    heads, bodies, at = [], [], 0
    for number, data in chunk:
        heads.append(f"{number} {at}")
        bodies.append(data)
        at += len(data) + 1
    head = " ".join(heads).encode("ascii") + b"\n"
    data = zlib_compressed(head + b"\n".join(bodies))
    return stream_bytes(f"/Type/ObjStm/N {len(chunk)}/First {len(head)}/Filter/FlateDecode", data)


def _finished(out: bytearray, offsets: dict[int, tuple[int, int, int]], root: int, info: int) -> bytes:
    """Return cross-reference stream and trailer; the file's identifier is a digest of its content."""
    digest = hashlib.sha256(out).hexdigest()[:32]
    number = max(offsets) + 1
    offsets[number] = (1, len(out), 0)
    rows = b"".join(struct.pack(">BIH", *offsets.get(n, (0, 0, 65535))) for n in range(number + 1))
    entries = (
        f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
        f"/ID[<{digest}><{digest}>]/Filter/FlateDecode"
    )
    at = len(out)
    out += b"%d 0 obj\n%b\nendobj\n" % (number, stream_bytes(entries, zlib_compressed(rows)))
    out += b"startxref\n%d\n%%%%EOF\n" % at
    return bytes(out)
