"""Makes the subset fonts of this folder out of the whole Noto fonts.

    python make_subset.py ORIGINALS UNIHAN

Reads
    ORIGINALS  a folder with, at any depth, the TrueType files named in SUBSETS, from the packages that README.md names;
    UNIHAN     `Unihan_OtherMappings.txt`, plain or `.bz2`, of the Unicode character database 15.0
               (in Debian: package `unicode-data`);
    and `LiberationSerif-*.ttf` beside this script.

Gives the files named in SUBSETS beside this script, and prints "SHA-256  bytes  characters  name" of each. The same
originals and the same version of fontTools give the same bytes. Never fetches anything; outlines are not changed.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

HERE = Path(__file__).resolve().parent
BASE = ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf")
SYMBOLS = range(0x2100, 0x2C00)  # Letterlike Symbols to Miscellaneous Symbols and Arrows
PUNCTUATION = (range(0x20, 0x7F), range(0x3000, 0x3040), range(0xFF00, 0xFFF0))  # ASCII, CJK marks, full-width forms
ENCLOSED = range(0x3220, 0x322A)  # ㈠ to ㈩
DASHES = range(0x2E3A, 0x2E3C)  # ⸺ ⸻
IDEOGRAPHS = range(0x3400, 0xFB00)
PRIVATE = range(0xE000, 0xF900)
NAME_FAMILY, NAME_STYLE, NAME_UNIQUE, NAME_FULL, NAME_POSTSCRIPT = 1, 2, 3, 4, 6


@dataclass(frozen=True, slots=True)
class Subset:
    """One file to make: its name, the original, the set of characters (a key of `wanted`) and the features kept."""

    name: str
    original: str
    characters: str
    features: tuple[str, ...] = ()


_CHINESE = ("ccmp", "chws", "halt", "kern")
SUBSETS = (
    Subset("NotoSerifSC-Subset-Regular.ttf", "NotoSerifSC_400Regular.ttf", "chinese", _CHINESE),
    Subset("NotoSerifSC-Subset-Bold.ttf", "NotoSerifSC_700Bold.ttf", "chinese", _CHINESE),
    Subset("NotoSerifKR-Subset-Regular.ttf", "NotoSerifKR_400Regular.ttf", "korean"),
    Subset("NotoSerif-Subset-Regular.ttf", "NotoSerif_400Regular.ttf", "not in base", ("ccmp", "mark", "mkmk")),
    Subset("NotoSansSymbols2-Subset-Regular.ttf", "NotoSansSymbols2_400Regular.ttf", "symbols"),
    Subset("NotoSansMath-Subset-Regular.ttf", "NotoSansMath_400Regular.ttf", "symbols"),
    Subset("NotoSansSymbols-Subset-Regular.ttf", "NotoSansSymbols_400Regular.ttf", "symbols"),
)


def of_charset(codec: str) -> set[int]:
    """Return the code points beyond ASCII that are one two-byte character of a character set ("gb2312", "euc_kr")."""
    return {point for point in range(0x80, 0x10000) if len(chr(point).encode(codec, "ignore")) == 2}


def of_unihan(text: str, field: str) -> set[int]:
    """Return the code points that have a field ("kTGH") in a Unihan file: lines "U+4E00<tab>kTGH<tab>2013:1"."""
    rows = (line.split("\t") for line in text.splitlines() if line.startswith("U+"))
    return {int(row[0].removeprefix("U+"), 16) for row in rows if row[1] == field}


def characters_of_sources(unihan: str) -> dict[str, set[int]]:
    """Return the sets of characters: "chinese", "korean", "not in base", "symbols". See README.md for why these."""
    marks = {point for point in of_charset("gbk") if point not in IDEOGRAPHS}  # — and · too
    chinese = of_charset("gb2312") | of_unihan(unihan, "kTGH") | marks | {*ENCLOSED, *DASHES}
    chinese.update(*PUNCTUATION)
    base = set.intersection(*(characters_of((HERE / name).read_bytes()) for name in BASE))
    beyond = set(range(0xA0, 0x110000)) - base - set(PRIVATE)
    korean = of_charset("euc_kr") - chinese - base
    return {"chinese": chinese, "korean": korean, "not in base": beyond, "symbols": beyond & set(SYMBOLS)}


def characters_of(font: bytes) -> set[int]:
    """Return the code points that a font has a glyph for."""
    return set(TTFont(io.BytesIO(font), lazy=True).getBestCmap())


def subset(original: bytes, characters: Iterable[int], features: tuple[str, ...] = ()) -> bytes:
    """Return the font with only these characters, unhinted, its family named "… Subset"; same input, same bytes."""
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = list(features)
    options.drop_tables += ["DSIG", "MATH", "VORG", "vhea", "vmtx"]
    font = TTFont(io.BytesIO(original), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def rename(font: TTFont) -> None:
    """Name the family "… Subset", so that nobody takes the file for the whole font."""
    names = font["name"]
    family, style = f"{names.getDebugName(NAME_FAMILY)} Subset", str(names.getDebugName(NAME_STYLE))
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    new = {
        NAME_FAMILY: family,
        NAME_UNIQUE: f"{names.getDebugName(NAME_UNIQUE)}; subset",
        NAME_FULL: f"{family} {style}",
        NAME_POSTSCRIPT: postscript,
    }
    for record in names.names:
        record.string = new.get(record.nameID, record.toUnicode())


def original(folder: Path, name: str) -> bytes:
    """Return the one file of that name in or under a folder; ends the program if there is none."""
    found = sorted(folder.rglob(name))
    if not found:
        sys.exit(f"make_subset: {name} is not in {folder}")
    return found[0].read_bytes()


def read_text(path: Path) -> str:
    """Return a UTF-8 text, unpacked where its name ends in .bz2."""
    data = path.read_bytes()
    return (bz2.decompress(data) if path.suffix == ".bz2" else data).decode()


def main() -> None:
    """Make every file of SUBSETS. A character that an earlier symbol font has is left out of the later ones."""
    parser = argparse.ArgumentParser(description="Make the subset fonts of this folder; see README.md.")
    parser.add_argument("originals", type=Path)
    parser.add_argument("unihan", type=Path)
    arguments = parser.parse_args()
    sets = characters_of_sources(read_text(arguments.unihan))
    for item in SUBSETS:
        made = subset(original(arguments.originals, item.original), sets[item.characters], item.features)
        if item.characters in ("not in base", "symbols"):
            sets["symbols"] -= characters_of(made)
        (HERE / item.name).write_bytes(made)
        print(hashlib.sha256(made).hexdigest(), len(made), len(characters_of(made)), item.name)


if __name__ == "__main__":
    main()
