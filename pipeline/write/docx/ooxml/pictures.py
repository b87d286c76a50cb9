"""Pictures: bar code, QR code, the emblem's place, the rule at the end.

Reads digits and addresses. Gives PNG bytes, the same for the same input, and the `w:drawing` that places them. A
picture that says something has an alternative text; one that only draws is marked as decoration.
"""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from functools import cache

from pipeline.packing import zlib_compressed
from pipeline.write.docx.ooxml.element import PIC, Element
from pipeline.write.docx.ooxml.markup import emu, w
from pipeline.write.docx.ooxml.parts import JPEG, PNG, Part
from pipeline.write.qr import qr_modules

_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_QR_SCALE = 4
"""Pixels of a module. Chosen: edges stay sharp when it is scaled."""
_LIGHT = bytes.maketrans(b"\0\1", b"10")
"""Digits for what is light and dark."""
_NARROW, _WIDE = 1, 3
"""Modules of narrow and wide bars (Code 39, ISO/IEC 16388: ratio 2 to 3)."""
_BAR_PIXELS = 2
"""Pixels of a module. Chosen: edges stay sharp when it is scaled."""
_BAR_ROWS = 24
"""Rows of pixels of the bar code. Chosen: a printer stretches them, so few suffice."""
_MARK_PIXELS = 120
"""Pixels of the side of the recycling mark. Chosen: curves stay smooth in print."""
_RADIUS, _HALF_BAND = 0.72, 0.1  # of an arrow, in halves of the mark
"""Chosen: drawn after the mark in print."""
_BAND, _TIP = 75, 112  # degrees: where its point begins and ends
"""Chosen: drawn after the mark in print."""
_CODE_39 = {  # widths of five bars and four gaps, wide ones as 1 (ISO/IEC 16388)
    "0": "000110100", "1": "100100001", "2": "001100001", "3": "101100000", "4": "000110001",
    "5": "100110000", "6": "001110000", "7": "000100101", "8": "100100100", "9": "001100100",
    "*": "010010100",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Position of a picture that is not in its line, in points: from the paper's left edge, from its own line."""

    left: float
    below: float
    relative: str = "paragraph"


def png(rows: list[bytes], width: int, *, transparent: bool = False) -> bytes:
    """Return a PNG of one bit a pixel: 1 is white (or nothing at all), 0 is black."""
    raw = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">IIBBBBB", width, len(rows), 1, 3, 0, 0, 0)
    palette = b"\0\0\0\xff\xff\xff"
    chunks = [(b"IHDR", header), (b"PLTE", palette)]
    chunks += [(b"tRNS", b"\xff\0")] if transparent else []
    chunks += [(b"IDAT", zlib_compressed(raw)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def bar_code(digits: str) -> bytes:
    """Return the Code 39 bars of `digits`, with its start and stop marks [form foot.1]."""
    bits = ""
    for sign in f"*{digits}*":
        for n, wide in enumerate(_CODE_39[sign]):
            bits += "01"[n % 2] * ((_WIDE if wide == "1" else _NARROW) * _BAR_PIXELS)
        bits += "1" * (_NARROW * _BAR_PIXELS)
    return png([_packed(bits)] * _BAR_ROWS, len(bits))


def qr_code(address: str) -> bytes:
    """Return the QR code of an address, without a margin: the page gives it."""
    modules = qr_modules(address)
    rows: list[bytes] = []
    for line in modules:
        bits = bytes(line).translate(_LIGHT).decode("ascii")
        packed = _packed(bits.replace("0", "0" * _QR_SCALE).replace("1", "1" * _QR_SCALE))
        rows += [packed] * _QR_SCALE
    return png(rows, len(modules) * _QR_SCALE)


@cache
def recycling_mark() -> bytes:
    """Return three arrows that chase each other."""
    middle = _MARK_PIXELS / 2
    steps = [n + 0.5 - middle for n in range(_MARK_PIXELS)]
    lines = ("".join("10"[_in_arrow(x, -y, middle)] for x in steps) for y in steps)
    return png([_packed(line) for line in lines], _MARK_PIXELS)


def _in_arrow(x: float, y: float, size: float) -> bool:
    """Return True inside an arrow: a band that goes clockwise from 90, 210 and 330 degrees on and ends in a point."""
    turned = (90 - math.degrees(math.atan2(y, x))) % 120
    away = abs(math.hypot(x, y) / size - _RADIUS)
    if turned <= _BAND:
        return away <= _HALF_BAND
    return turned <= _TIP and away <= 3 * _HALF_BAND * (_TIP - turned) / (_TIP - _BAND)


@cache
def dot() -> bytes:
    """Return one black pixel, to be drawn out into a rule."""
    return png([b"\0"], 1)


@cache
def transparent_pixel() -> bytes:
    """Return one pixel of nothing: keeps the place of a picture."""
    return png([b"\x80"], 1, transparent=True)


def add_picture(owner: Part, name: str, data: bytes, suffix: str = "png") -> str:
    """Put a picture into the package, once; return the id of its relationship from `owner`."""
    return owner.to(Part(f"/word/media/{name}.{suffix}", PNG if suffix == "png" else JPEG, data))


def drawing(relation: str, width: float, height: float, alt: str, number: int, anchor: Anchor | None = None) -> Element:
    """Return `w:drawing` of a picture, in points; in its line, or at `anchor`. Without `alt` it is decoration."""
    extent = _element("wp:extent", cx=emu(width), cy=emu(height))
    properties = _element("wp:docPr", id=number, name=f"Picture {number}", descr=alt)
    if not alt:
        properties.append(_decoration())
    children = [properties, _element("wp:cNvGraphicFramePr"), _graphic(relation, width, height, number)]
    if anchor is None:
        inline = _element("wp:inline", distT=0, distB=0, distL=0, distR=0)
        inline.children += [extent, *children]
        return w("drawing", inline)
    return w("drawing", _anchored(extent, children, anchor, number))


def _anchored(extent: Element, children: list[Element], anchor: Anchor, number: int) -> Element:
    element = _element(
        "wp:anchor", distT=0, distB=0, distL=0, distR=0, simplePos=0, relativeHeight=251658240 + number,
        behindDoc=0, locked=0, layoutInCell=1, allowOverlap=1,
    )  # fmt: skip
    horizontal = _element("wp:positionH", relativeFrom="page")
    vertical = _element("wp:positionV", relativeFrom=anchor.relative)
    for position, points in ((horizontal, anchor.left), (vertical, anchor.below)):
        offset = _element("wp:posOffset")
        offset.text = str(emu(points))
        position.append(offset)
    element.children += [
        _element("wp:simplePos", x=0, y=0), horizontal, vertical, extent, _element("wp:wrapNone"), *children,
    ]  # fmt: skip
    return element


def _graphic(relation: str, width: float, height: float, number: int) -> Element:
    xml = (
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    return Element("a:graphic", {}, [], "", xml)


def _decoration() -> Element:
    mark = Element("adec:decorative", {"xmlns:adec": _DECORATIVE, "val": "1"}, [])
    return _element("a:extLst", None, _element("a:ext", None, mark, uri=_DECORATIVE_URI))


def _element(tag: str, _: None = None, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element with attributes in no namespace, as drawings have them."""
    return Element(tag, {name: str(value) for name, value in attributes.items()}, list(children))


def _packed(bits: str) -> bytes:
    """Return a row of the digits 0 and 1 as bytes, filled up with light."""
    padded = bits + "1" * (-len(bits) % 8)
    return int(padded, 2).to_bytes(len(padded) // 8, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
