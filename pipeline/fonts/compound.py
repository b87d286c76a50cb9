"""Glyphs put together: a base with its dots and marks as one glyph of an embedded TrueType file.

Reads a subset font. Gives the same font with composite glyphs appended. One glyph for a letter with its marks keeps the
text of a PDF whole: a mark drawn apart, on another height, tears words for programs that read them by position.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

_WORDS, _XY, _MORE = 0x0001, 0x0002, 0x0020
"""Flags ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES, MORE_COMPONENTS of a composite glyph (OpenType, table glyf)."""


class Compound(NamedTuple):
    """Glyphs drawn together: (glyph number, x, y) in font units, and the advance of the whole."""

    parts: tuple[tuple[int, int, int], ...]
    advance: int


def with_compounds(data: bytes, compounds: Sequence[Compound]) -> bytes:
    """Return the font with a composite glyph for each compound, numbered on from its last glyph. Parts are its own
    glyphs.
    """
    tables = _tables(data)
    count = struct.unpack(">H", tables["maxp"][4:6])[0]
    glyphs = _glyphs(tables, count)
    metrics = _metrics(tables, count)
    for compound in compounds:
        box = _box(compound, glyphs)
        glyphs.append(_composite(compound, box))
        metrics.append((compound.advance, box[0]))
    return _font(tables, glyphs, metrics)


def glyph_count(data: bytes) -> int:
    """Return the number of glyphs of a font."""
    count: int = struct.unpack(">H", _tables(data)["maxp"][4:6])[0]
    return count


def _tables(data: bytes) -> dict[str, bytes]:
    number = struct.unpack(">H", data[4:6])[0]
    entries = (struct.unpack(">4sLLL", data[12 + 16 * i : 28 + 16 * i]) for i in range(number))
    return {tag.decode("latin-1"): data[offset : offset + length] for tag, _, offset, length in entries}


def _glyphs(tables: dict[str, bytes], count: int) -> list[bytes]:
    long = struct.unpack(">h", tables["head"][50:52])[0]
    if long:
        places = struct.unpack(f">{count + 1}L", tables["loca"][: 4 * (count + 1)])
    else:
        places = tuple(2 * p for p in struct.unpack(f">{count + 1}H", tables["loca"][: 2 * (count + 1)]))
    return [tables["glyf"][places[i] : places[i + 1]] for i in range(count)]


def _metrics(tables: dict[str, bytes], count: int) -> list[tuple[int, int]]:
    full = struct.unpack(">H", tables["hhea"][34:36])[0]
    data = tables["hmtx"]
    metrics = [struct.unpack(">Hh", data[4 * i : 4 * i + 4]) for i in range(full)]
    rest = [struct.unpack(">h", data[4 * full + 2 * i : 4 * full + 2 * i + 2])[0] for i in range(count - full)]
    return [*((a, b) for a, b in metrics), *((metrics[-1][0], bearing) for bearing in rest)]


def _box(compound: Compound, glyphs: list[bytes]) -> tuple[int, int, int, int]:
    boxes = []
    for gid, x, y in compound.parts:
        if len(glyphs[gid]) >= 10:
            x0, y0, x1, y1 = struct.unpack(">4h", glyphs[gid][2:10])
            boxes.append((x0 + x, y0 + y, x1 + x, y1 + y))
    if not boxes:
        return 0, 0, 0, 0
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _composite(compound: Compound, box: tuple[int, int, int, int]) -> bytes:
    data = struct.pack(">h4h", -1, *box)
    last = len(compound.parts) - 1
    for index, (gid, x, y) in enumerate(compound.parts):
        flags = _WORDS | _XY | (_MORE if index != last else 0)
        data += struct.pack(">HHhh", flags, gid, x, y)
    return data + b"\0" * (-len(data) % 4)


def _font(tables: dict[str, bytes], glyphs: list[bytes], metrics: list[tuple[int, int]]) -> bytes:
    """Return the file rewritten, all glyphs with their own metrics and long offsets."""
    count = len(glyphs)
    places, data = [0], bytearray()
    for glyph in glyphs:
        data += glyph + b"\0" * (-len(glyph) % 4)
        places.append(len(data))
    maxp = bytearray(tables["maxp"])
    maxp[4:6] = struct.pack(">H", count)
    if len(maxp) >= 32:  # most parts of a composite, deepest nesting
        most, depth = struct.unpack(">HH", maxp[28:32])
        maxp[28:32] = struct.pack(">HH", max(most, 8), max(depth + 1, 2))
    head = bytearray(tables["head"])
    head[8:12], head[50:52] = b"\0\0\0\0", struct.pack(">h", 1)
    hhea = bytearray(tables["hhea"])
    hhea[34:36] = struct.pack(">H", count)
    changed = {
        "maxp": bytes(maxp),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "glyf": bytes(data),
        "loca": struct.pack(f">{count + 1}L", *places),
        "hmtx": b"".join(struct.pack(">Hh", advance, bearing) for advance, bearing in metrics),
    }
    return _file(tables | changed)


def _file(tables: dict[str, bytes]) -> bytes:
    number = len(tables)
    power = 1 << (number.bit_length() - 1)
    counts = (number, power * 16, power.bit_length() - 1, (number - power) * 16)
    out = bytearray(struct.pack(">LHHHH", 0x00010000, *counts))
    offset = 12 + 16 * number
    body = bytearray()
    for tag in sorted(tables):
        data = tables[tag]
        out += struct.pack(">4sLLL", tag.encode("latin-1"), _sum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    whole = bytes(out + body)
    place = struct.unpack(">L", out[_entry(tables, "head") + 8 : _entry(tables, "head") + 12])[0] + 8
    return whole[:place] + struct.pack(">L", (0xB1B0AFBA - _sum(whole)) & 0xFFFFFFFF) + whole[place + 4 :]


def _entry(tables: dict[str, bytes], tag: str) -> int:
    return 12 + 16 * sorted(tables).index(tag)


def _sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
