"""Fonts of one document: which glyph stands for which text, and the embedded font files.

Reads faces. Gives `FontUse`: codes for glyphs, one code per text so that the way back to text is exact, and the PDF
objects of the font. A character's own glyph has the same code in all documents, and so have most words; all others have
codes that are left, handed out in the order of first use. All depends on the document alone, not on what was written
before.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from pipeline.fonts.faces import Drawn, Face, Word, code_text
from pipeline.fonts.usual import CODES
from pipeline.write.pdf.file.objects import Objects, Raw, Stream, name

_FLAGS = {"italic": 64, "serif": 2, "symbolic": 4}


class _Codes(dict[Drawn, str]):
    """Codes as in a string: a glyph's own, else one that is handed out on first use."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face, self._handed_out = face, 0
        self.numbers: dict[Drawn, int] = {}

    def __missing__(self, key: Drawn) -> str:
        number = key.number
        if not number:
            number = self._face.free_code(self._handed_out)
            self._handed_out += 1
        self.numbers[key] = number
        self[key] = found = code_text(number)
        return found


class FontUse:
    """A face as one document uses it; `resource` is its name in content streams."""

    def __init__(self, face: Face, resource: str) -> None:
        """Begin with no glyph used; code 0 stays the missing glyph."""
        self.face = face
        self.resource = resource
        self._codes = _Codes(face)
        self._own: set[Drawn] = set()
        """Glyphs of words all of whose glyphs have codes of their own."""
        self.add: Callable[[Iterable[Drawn]], None] = self._own.update
        """Note that the document draws these glyphs, which have codes of their own."""

    def encode(self, word: Word) -> str:
        """Return the elements of a TJ array that draw the word; they begin with `(` and end with `)`."""
        if word.own:
            self._own.update(word.drawn)
            return word.encoded([drawn.code for drawn in word.drawn])
        return word.encoded(map(self._codes.__getitem__, word.drawn))

    def add_to(self, objects: Objects) -> int:
        """Return the number of the font's object, all it needs added."""
        codes = {**{drawn: drawn.number for drawn in self._own}, **self._codes.numbers}
        used = sorted((number, drawn.shape, drawn.text) for drawn, number in codes.items())
        program, numbers = self.face.subset(list(dict.fromkeys(shape for _, shape, _ in used)))
        back = _to_unicode([(code, text) for code, _, text in used]).encode("ascii")
        tag = _tag(program, back)
        metrics = self.face.metrics
        base = f"{tag}+{metrics.name}"
        file = objects.add(Stream(program, {"Length1": str(len(program))}))
        descriptor = objects.add(Raw(_descriptor(self.face, base, file)))
        map_ref = objects.add(Stream(_glyph_map([(code, numbers[shape]) for code, shape, _ in used])))
        share = 1000 / self.face.units
        usual, widths = _widths([(code, f"{self.face.advance(shape) * share:.5g}") for code, shape, _ in used])
        descendant = objects.add(
            Raw(
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name(base)}/CIDSystemInfo<</Registry(Adobe)"
                f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW {usual}"
                f"/W[{widths}]/CIDToGIDMap {map_ref} 0 R>>"
            )
        )
        back_ref = objects.add(Stream(back))
        return objects.add(
            Raw(
                f"<</Type/Font/Subtype/Type0/BaseFont{name(base)}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant} 0 R]/ToUnicode {back_ref} 0 R>>"
            )
        )


def _glyph_map(glyphs: Sequence[tuple[int, int]]) -> bytes:
    """Return two bytes for each code up to the last: the number of its glyph; 0 for a code that is not used."""
    numbers = bytearray(2 * (glyphs[-1][0] + 1 if glyphs else 1))
    for code, number in glyphs:
        numbers[2 * code], numbers[2 * code + 1] = divmod(number, 256)
    return bytes(numbers)


def _widths(advances: Sequence[tuple[int, str]]) -> tuple[str, str]:
    """Return the whole width that most codes have, and the others as a `/W` array has them.

    `/DW` is a whole number (ISO 32000-2, table 115): poppler takes 1000 for any other. Codes in a row that have one
    width are one entry: readers look through all entries for each character.
    """
    whole = Counter(width for _, width in advances if width.isdecimal()).most_common(1)
    usual = whole[0][0] if whole else "0"
    parts: list[str] = []
    for width, group in groupby(advances, key=itemgetter(1)):
        codes = [code for code, _ in group]
        if width != usual or codes[0] < CODES:
            parts.append(f"{codes[0]} {codes[-1]} {width}")
    return usual, " ".join(parts)


def _tag(program: bytes, back: bytes) -> str:
    """Return six capitals that depend on what is in the subset: its glyphs, and what they stand for."""
    digest = hashlib.sha256(program + back).digest()
    return "".join(chr(65 + b % 26) for b in digest[:6])


def _descriptor(face: Face, base: str, file: int) -> str:
    m = face.metrics
    flags = _FLAGS["symbolic"] | _FLAGS["serif"] | (_FLAGS["italic"] if m.italic_angle else 0)
    box = " ".join(str(v) for v in m.bbox)
    stem = 140 if "Bold" in m.name else 80
    return (
        f"<</Type/FontDescriptor/FontName{name(base)}/Flags {flags}/FontBBox[{box}]/ItalicAngle {m.italic_angle:g}"
        f"/Ascent {m.ascent}/Descent {m.descent}/CapHeight {m.cap_height}/StemV {stem}/FontFile2 {file} 0 R>>"
    )


def _to_unicode(texts: Sequence[tuple[int, str]]) -> str:
    """Return a CMap from codes to text; entries set off by spaces, in blocks of at most a hundred."""
    items = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in texts]
    blocks = [items[i : i + 100] for i in range(0, len(items), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
