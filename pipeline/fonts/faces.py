"""Font faces: what a file can draw, and text shaped with it.

Reads a font file. Gives `Face`: coverage, metrics, shaped words, subsets. Faces live as long as the process; what a
face gives depends on its file alone.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from pipeline.errors import Place, TemplateError
from pipeline.fonts.compound import Compound, glyph_count, with_compounds
from pipeline.fonts.memo import KeyedDefaultDict
from pipeline.fonts.pairs import Glyph as ShapedGlyph
from pipeline.fonts.pairs import PairedLetters
from pipeline.fonts.usual import CODES, usual

_DROPPED = ("cmap", "name", "post", "OS/2", "GSUB", "GPOS", "GDEF", "DSIG", "gasp", "STAT", "kern")
_DROPPED_TAGS = tuple(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
_CLUSTERS = hb.BufferClusterLevel.MONOTONE_CHARACTERS
JOINER = "\u200d"  # text of a glyph that has none of its own


Shape = int | Compound
"""A glyph's number, or the numbers and places of glyphs drawn as one."""
_CODES = 0x10000
"""Codes of text are two bytes in a PDF (ISO 32000-2, 9.7.5.2)."""
_ESCAPED = {char: f"\\{char}" for char in "()\\"} | {"\r": "\\r"}
_JOINING = "\N{ARABIC LETTER BEH}"
_MOVES = 8192
"""Moves within words that are kept. Chosen: the words of seven languages have 2,000."""


class Drawn:
    """A shape and the text that it stands for; a face has one object for both, which is distinguished by identity."""

    __slots__ = ("code", "number", "shape", "text")

    def __init__(self, shape: Shape, text: str, number: int) -> None:
        """Hold a shape and its text, and the number of the code that a face gives to a character's own glyph, or 0."""
        self.shape, self.text, self.number = shape, text, number
        self.code = code_text(number) if number else ""


class Glyph(NamedTuple):
    """A placed glyph: font units."""

    drawn: Drawn
    advance: int
    own_advance: int
    dx: int


class Word(NamedTuple):
    """A shaped word: what is drawn with one face."""

    face: Face
    drawn: tuple[Drawn, ...]
    moves: tuple[tuple[int, str], ...]
    """What is after a glyph of this index in a TJ array: the end of a string, a move and a new string."""
    start: str
    """The same before the first glyph, or nothing."""
    width: float
    """In ems, kerning included."""
    own: bool
    """All its glyphs have codes of their own."""

    def encoded(self, codes: Iterable[str]) -> str:
        """Return the elements of a TJ array that draw it, where the glyphs have these codes."""
        parts = [*codes]
        for index, move in self.moves:
            parts[index] += move
        return f"({self.start}{''.join(parts)})"


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures for a font descriptor, in thousandths of an em."""

    name: str
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    bbox: tuple[int, int, int, int]


_Placed = tuple[int, str, int, int, int, int]
"""Glyph number, text, offsets, advances: of each first across, then down."""


class Face:
    """A font file."""

    def __init__(self, path: Path) -> None:
        """Open the face. The file is mapped on first use; TemplateError is raised there if it is missing."""
        self.path = path
        self.key = path.name
        self._covered: KeyedDefaultDict[str, bool] = KeyedDefaultDict(
            lambda char: bool(self._font.get_nominal_glyph(ord(char)))
        )
        self._own: KeyedDefaultDict[int, int] = KeyedDefaultDict(lambda gid: int(self._font.get_glyph_h_advance(gid)))
        self._drawn: KeyedDefaultDict[tuple[Shape, str], Drawn] = KeyedDefaultDict(self._drawing)
        self._free: list[int] = []
        self._joined: KeyedDefaultDict[tuple[bool, tuple[_Placed, ...]], Glyph] = KeyedDefaultDict(self._glyph)

    @cached_property
    def _face(self) -> Any:  # noqa: ANN401  (HarfBuzz has no types)
        if not self.path.is_file():
            raise TemplateError("font file missing", place=Place(self.path), remedy="restore templates/fonts")
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def _to_subset(self) -> Any:  # noqa: ANN401
        """The face with tables that are searched once for all its subsets: half the time of one."""
        return hb.subset_preprocess(self._face)

    @cached_property
    def _font(self) -> Any:  # noqa: ANN401
        return hb.Font(self._face)

    @cached_property
    def units(self) -> int:
        """Font units in an em."""
        return int(self._face.upem)

    def covers(self, char: str) -> bool:
        """Return True if the face has a glyph for this character."""
        return self._covered[char]

    def word(self, text: str, meant: str, rtl: bool, kerning: bool) -> Word:
        """Return `text` shaped; its glyphs, in visual order, stand for `meant`, character for character."""
        if not rtl and (paired := self._paired_word(text, meant, kerning)):
            return paired
        buffer = self._shaped(text, rtl, kerning)
        found = self._plain_word(buffer, text, meant, rtl)
        if found is None:
            glyphs = self._glyphs(buffer, meant, rtl)
            drawn, advances, own, dx = zip(*glyphs, strict=True) if glyphs else ((),) * 4
            found = self._word(drawn, advances, own, dx)
        return found

    def width(self, text: str, rtl: bool, kerning: bool) -> float:
        """Return the width that `word` gives a text, without what is needed to draw it."""
        letters, kerns = (None, None) if rtl else (self._pairs.glyphs(text), self._pairs.kerns(text))
        if letters and kerns is not None:
            return float((sum([advance for _, advance in letters]) + sum(kerns) * kerning) / self.units)
        positions = self._shaped(text, rtl, kerning).glyph_positions
        return float(sum([position.x_advance for position in positions]) / self.units)

    def _shaped(self, text: str, rtl: bool, kerning: bool) -> Any:  # noqa: ANN401
        """Return HarfBuzz's buffer of `text`."""
        buffer = hb.Buffer()
        buffer.cluster_level = _CLUSTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self._font, buffer, {"kern": kerning, "liga": rtl})
        return buffer

    @cached_property
    def _pairs(self) -> PairedLetters:
        """Its letters; none of a face for letters that join, in which signs change by their neighbours too."""
        if self.covers(_JOINING):
            return PairedLetters(lambda text, kerning: [], lambda char: 0)
        return PairedLetters(self._shaped_glyphs, lambda char: int(self._font.get_nominal_glyph(ord(char)) or 0))

    def _shaped_glyphs(self, text: str, kerning: bool) -> list[ShapedGlyph]:
        buffer = self._shaped(text, False, kerning)
        return [
            ShapedGlyph(info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def _paired_word(self, text: str, meant: str, kerning: bool) -> Word | None:
        """Return a word of letters that are kerned in pairs at most; None for any other."""
        letters, kerns = self._pairs.glyphs(text), self._pairs.kerns(text) if kerning else []
        if not letters or kerns is None:
            return None
        numbers, advances = zip(*letters, strict=True)
        drawn = tuple(map(self._drawn.__getitem__, zip(numbers, meant, strict=True)))
        share = 1000 / self.units
        moves = [_move(at, round(-kern * share)) for at, kern in enumerate(kerns) if kern] if any(kerns) else []
        width = (sum(advances) + sum(kerns)) / self.units
        coded = all(one.number for one in drawn)
        return Word(self, drawn, tuple([m for m in moves if m[1]]), "", width, coded)

    def _plain_word(self, buffer: Any, text: str, meant: str, rtl: bool) -> Word | None:  # noqa: ANN401
        """Return the word where each character has a glyph of its own with an advance on the baseline, as most have."""
        infos = buffer.glyph_infos
        count = len(text)
        if [info.cluster for info in infos] != list(range(count)[::-1] if rtl else range(count)) or not count:
            return None
        dx, dy, advances, _ = zip(*[position.position for position in buffer.glyph_positions], strict=True)
        if 0 in advances or any(dy) or JOINER in text:
            return None
        gids = [info.codepoint for info in infos]
        drawn = tuple(map(self._drawn.__getitem__, zip(gids, meant[::-1] if rtl else meant, strict=True)))
        return self._word(drawn, advances, tuple(map(self._own.__getitem__, gids)), dx)

    def _word(
        self, drawn: tuple[Drawn, ...], advances: tuple[int, ...], own: tuple[int, ...], dx: tuple[int, ...]
    ) -> Word:
        """Return the word of these glyphs; `own` are their advances without kerning."""
        share = 1000 / self.units
        moves, pending = [], 0.0
        if any(dx) or own != advances:
            for index, (advance, alone, shift) in enumerate(zip(advances, own, dx, strict=True)):
                moves.append(_move(index - 1, round(pending - shift * share)))
                pending = (alone - advance + shift) * share
            moves.append(_move(len(drawn) - 1, round(pending)))
        start = moves[0][1] if moves else ""
        coded = all(one.number for one in drawn)
        return Word(self, drawn, tuple([m for m in moves[1:] if m[1]]), start, sum(advances) / self.units, coded)

    def _drawing(self, key: tuple[Shape, str]) -> Drawn:
        """Return a shape with its text, and the code of a character's own glyph."""
        shape, text = key
        if isinstance(shape, int) and len(text) == 1 and self._characters[shape] == ord(text):
            return Drawn(shape, text, self._codes[shape])
        return Drawn(shape, text, 0)

    @cached_property
    def _characters(self) -> array[int]:
        """By glyph: the character whose own it is, the first of several, else 0."""
        found: array[int] = array("L", [0]) * int(self._face.glyph_count)
        for number in sorted(self._face.unicodes, reverse=True):
            found[self._font.get_nominal_glyph(number)] = number
        return found

    @cached_property
    def _codes(self) -> array[int]:
        """By glyph: the code of a character's own, else 0."""
        first = {ord(char): code for code, char in enumerate(usual(self.covers), 1)}
        others = count(CODES)
        found: array[int] = array("L", [0]) * len(self._characters)
        for number, glyph in sorted((number, glyph) for glyph, number in enumerate(self._characters) if number):
            found[glyph] = first.get(number) or next(others)
        return found

    def free_code(self, index: int) -> int:
        """Return one of the codes that no character has, 0 left out."""
        while len(self._free) <= index:
            self._free.append(next(self._left))
        return self._free[index]

    @cached_property
    def _left(self) -> Iterator[int]:
        """The free codes that are not in `_free` yet."""
        taken = frozenset(self._codes)
        return (code for code in range(1, _CODES) if code not in taken)

    def _glyphs(self, buffer: Any, meant: str, rtl: bool) -> list[Glyph]:  # noqa: ANN401
        """Return the glyphs of a buffer; every character of `meant` belongs to exactly one glyph's text."""
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        texts = _cluster_texts([info.cluster for info in infos], meant, rtl)
        placed = [
            (info.codepoint, part, *position.position)
            for info, position, part in zip(infos, positions, texts, strict=True)
        ]
        return [self._joined[rtl, tuple(group)] for group in _groups(placed, rtl)]

    def _glyph(self, key: tuple[bool, tuple[_Placed, ...]]) -> Glyph:
        """Return one glyph for a base with its marks, which run from right to left or not."""
        rtl, group = key
        if len(group) == 1 and not group[0][3]:
            gid, text, dx, _, advance, _ = group[0]
            return Glyph(self._drawn[gid, text], advance, self._own[gid], dx)
        parts, pen = [], 0
        for gid, _, dx, dy, advance, _ in group:
            parts.append((gid, pen + dx, dy))
            pen += advance
        text = "".join(glyph[1] for glyph in (reversed(group) if rtl else group) if glyph[1] != JOINER)
        return Glyph(self._drawn[Compound(tuple(parts), pen), text or JOINER], pen, pen, 0)

    def own_advance(self, gid: int) -> int:
        """Return the advance of a glyph without kerning."""
        return self._own[gid]

    def subset(self, shapes: Sequence[Shape]) -> tuple[bytes, dict[Shape, int]]:
        """Return a TrueType file that can draw these shapes, and their glyph numbers in it."""
        compounds = [s for s in shapes if isinstance(s, Compound)]
        gids = {s for s in shapes if isinstance(s, int)} | {gid for c in compounds for gid, _, _ in c.parts}
        request = hb.SubsetInput()
        request.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        request.glyph_set.update(gids)
        request.drop_table_tag_set.update(_DROPPED_TAGS)
        plan = hb.SubsetPlan(self._to_subset, request)
        data = plan.execute().blob.data
        numbers: dict[Shape, int] = dict(plan.old_to_new_glyph_mapping.items())
        if compounds:
            first = glyph_count(data)
            own = [Compound(tuple((numbers[g], x, y) for g, x, y in c.parts), c.advance) for c in compounds]
            data = with_compounds(data, own)
            numbers.update({c: first + index for index, c in enumerate(compounds)})
        return data, numbers

    def advance(self, shape: Shape) -> int:
        """Return the advance of a shape without kerning."""
        return shape.advance if isinstance(shape, Compound) else self.own_advance(shape)

    @cached_property
    def metrics(self) -> Metrics:
        """Metrics for a font descriptor, read from head, hhea, OS/2 and post."""
        table = self._face.reference_table
        share = 1000 / self.units
        box = struct.unpack(">4h", table("head").data[36:44])
        ascent, descent = struct.unpack(">2h", table("hhea").data[4:8])
        os2 = table("OS/2").data
        cap = struct.unpack(">h", os2[88:90])[0] if len(os2) >= 90 else ascent
        angle = struct.unpack(">i", table("post").data[4:8])[0] / 65536
        name = (self._face.get_name(6) or self.key).replace(" ", "")
        scaled = [round(v * share) for v in (*box, ascent, descent, cap or ascent)]
        x0, y0, x1, y1, ascent, descent, cap = scaled
        return Metrics(name, ascent, descent, cap, angle, (x0, y0, x1, y1))


def code_text(number: int) -> str:
    """Return the two bytes of a code as they are inside a literal string (ISO 32000-2, 7.3.4.2)."""
    return "".join(_ESCAPED.get(byte, byte) for byte in map(chr, divmod(number, 256)))


@lru_cache(maxsize=_MOVES)
def _move(index: int, thousandths: int) -> tuple[int, str]:
    """Return a move after the glyph of this index; nothing in its string for none. Words share them."""
    return index, f"){thousandths}(" if thousandths else ""


def _groups(placed: list[_Placed], rtl: bool) -> list[list[_Placed]]:
    """Return glyphs without advance together with their base, which is after them in text from right to left."""
    groups: list[list[_Placed]] = []
    waiting: list[_Placed] = []
    for glyph in placed:
        mark = glyph[4] == 0
        if rtl and mark:
            waiting.append(glyph)
        elif mark and groups:
            groups[-1].append(glyph)
        else:
            groups.append([*waiting, glyph])
            waiting = []
    if waiting:
        groups.append(waiting)
    return groups


def _cluster_texts(clusters: list[int], text: str, rtl: bool) -> list[str]:
    """Return the text of each glyph: its cluster's characters for the first glyph of a cluster, a joiner for the
    others.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    texts = []
    for cluster in reversed(clusters) if rtl else clusters:
        texts.append(JOINER if cluster in seen else text[cluster : ends[cluster]])
        seen.add(cluster)
    return texts[::-1] if rtl else texts
