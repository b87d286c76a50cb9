"""The font set as data: reads templates/fonts/, gives files, substitutions and the characters of each order."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "fonts"
FONTS = tomllib.loads((FOLDER / "fonts.toml").read_text(encoding="utf-8"))
SUBSTITUTIONS = tomllib.loads((FOLDER / "substitutions.toml").read_text(encoding="utf-8"))
STYLES = ("regular", "bold", "italic", "bold_italic")
LAYOUT = "\t\n\r"


def points(written: str) -> range:
    """Return the range of "U+2011" or "U+200E-U+200F"."""
    ends = [int(part, 16) for part in re.fullmatch(r"U\+([0-9A-F]+)(?:-U\+([0-9A-F]+))?", written).groups() if part]
    return range(ends[0], ends[-1] + 1)


def character(written: str) -> str:
    return chr(points(written)[0]) if written else ""


@functools.cache
def replaced() -> dict[int, str]:
    """Return what is drawn, by code point."""
    rows = SUBSTITUTIONS["substitute"]
    return {point: character(row["draw"]) for row in rows for point in points(row["for"])}


@functools.cache
def covered_by(name: str) -> frozenset[int]:
    return frozenset(TTFont(FOLDER / name, lazy=True).getBestCmap())


@functools.cache
def covered(order: str, style: str = "regular") -> frozenset[int]:
    """Return what the families of an order have in a style; private use is never looked up."""
    families = FONTS["orders"][order]["families"]
    found = frozenset().union(*(covered_by(FONTS["families"][family][style]) for family in families))
    return frozenset(point for point in found if unicodedata.category(chr(point)) != "Co")


def not_drawn(text: str, order: str, style: str = "regular") -> list[str]:
    """Return the characters of a text that the order neither draws nor substitutes, as "U+65FC 旼"."""
    drawn = {char: replaced().get(ord(char), char) for char in set(text) - set(LAYOUT)}
    fonts = covered(order, style)
    return sorted(f"U+{ord(char):04X} {char}" for char, ink in drawn.items() if ink and ord(ink) not in fonts)
