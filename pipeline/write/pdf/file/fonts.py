"""Fonts of one document: which glyph stands for which text, and the embedded font files.

Reads faces. Gives `FontUse`: codes for glyphs, one code per text so that the way back to text is exact, handed out in
the order of first use, and the PDF objects of the font. Depends on the document alone, not on what was written before.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence

from pipeline.fonts.faces import Drawn, Face, Shape, Word
from pipeline.write.pdf.file.objects import Objects, Raw, Stream, name

_FLAGS = {"italic": 64, "serif": 2, "symbolic": 4}


class _Codes(dict[Drawn, str]):
    """Codes as hexadecimal digits, handed out on first use."""

    def __missing__(self, key: Drawn) -> str:
        code = self[key] = f"{len(self) + 1:04x}"
        return code


class FontUse:
    """A face as one document uses it; `resource` is its name in content streams."""

    def __init__(self, face: Face, resource: str) -> None:
        """Begin with no glyph used; code 0 stays the missing glyph."""
        self.face = face
        self.resource = resource
        self._codes = _Codes()

    def encode(self, word: Word) -> str:
        """Return the elements of a TJ array that draw the word; they begin with `<` and end with `>`."""
        codes = [*map(self._codes.__getitem__, word.drawn)]
        for index, move in word.moves:
            codes[index] += move
        return f"<{word.start}{''.join(codes)}>"

    def add_to(self, objects: Objects) -> int:
        """Return the number of the font's object, all it needs added."""
        used = [(drawn.shape, drawn.text) for drawn in self._codes]
        program, numbers = self.face.subset(list(dict.fromkeys(shape for shape, _ in used)))
        tag = _tag(used, self.face.key)
        metrics = self.face.metrics
        base = f"{tag}+{metrics.name}"
        file = objects.add(Stream(program, {"Length1": str(len(program))}))
        descriptor = objects.add(Raw(_descriptor(self.face, base, file)))
        gid_map = struct.pack(f">{len(used) + 1}H", 0, *[numbers[shape] for shape, _ in used])
        map_ref = objects.add(Stream(gid_map))
        share = 1000 / self.face.units
        widths = " ".join([f"{self.face.advance(shape) * share:.5g}" for shape, _ in used])
        missing = round(self.face.own_advance(0) * share)
        descendant = objects.add(
            Raw(
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name(base)}/CIDSystemInfo<</Registry(Adobe)"
                f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW {missing}"
                f"/W[1[{widths}]]/CIDToGIDMap {map_ref} 0 R>>"
            )
        )
        back = objects.add(Stream(_to_unicode([text for _, text in used]).encode("ascii")))
        return objects.add(
            Raw(
                f"<</Type/Font/Subtype/Type0/BaseFont{name(base)}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant} 0 R]/ToUnicode {back} 0 R>>"
            )
        )


def _tag(used: list[tuple[Shape, str]], key: str) -> str:
    """Return six capitals that depend on what is in the subset."""
    digest = hashlib.sha256(repr((key, used)).encode()).digest()
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


def _to_unicode(texts: Sequence[str]) -> str:
    """Return a CMap from codes, 1 the first, to text; entries set off by spaces, in blocks of at most a hundred."""
    items = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in enumerate(texts, 1)]
    blocks = [items[i : i + 100] for i in range(0, len(items), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
