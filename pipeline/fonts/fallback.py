"""Which face sets which character.

Reads `templates/fonts/fonts.toml` and `substitutions.toml`. Gives the `FontFallback` of a language and style: words
cut where another face has to set them, shaped. Shaped words are kept for the process, up to a limit.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal
from unicodedata import category, normalize

from msgspec import Meta, field

from pipeline.data import TEMPLATES, Record, decode
from pipeline.fonts.faces import Face, Word
from pipeline.fonts.memo import KeyedDefaultDict

_FOLDER = TEMPLATES / "fonts"
_LIMIT = 40_000  # words kept by one choice
"""Chosen: more than the different words of any document; the memory stays bounded in a batch."""


CodePoint = Annotated[str, Meta(pattern=r"^U\+[0-9A-F]{4,6}$")]
Drawn = Annotated[str, Meta(pattern=r"^(U\+[0-9A-F]{4,6})?$")]
CodePoints = Annotated[str, Meta(pattern=r"^U\+[0-9A-F]{4,6}(-U\+[0-9A-F]{4,6})?$")]


class FallbackOrder(Record, frozen=True, kw_only=True):
    """The order in which families are asked for the characters of some languages."""

    languages: tuple[str, ...]
    """Primary subtags."""
    families: tuple[str, ...]
    italic: Literal["italic", "bold", "regular"] = "italic"
    """What stands for italics in the script of these languages."""
    first: Mapping[str, str] = {}
    """By family: characters that it sets before all others."""


class Family(Record, frozen=True, kw_only=True):
    """The file of each style of a family."""

    regular: str
    bold: str
    italic: str
    bold_italic: str

    def file(self, bold: bool, italic: bool) -> str:
        """Return the file of a style."""
        if italic:
            return self.bold_italic if bold else self.italic
        return self.bold if bold else self.regular


class FontsFile(Record, frozen=True, kw_only=True):
    """The file `fonts.toml`."""

    stay: frozenset[str]
    """General categories of the characters that stay with the family before them."""
    orders: Mapping[str, FallbackOrder]
    families: Mapping[str, Family]
    sha256: Mapping[str, str]
    """By file."""


class Substitution(Record, frozen=True, kw_only=True):
    """Characters drawn for a character or a range of them; "" for nothing."""

    characters: CodePoints = field(name="for")
    draw: Drawn
    reason: str


class Missing(Record, frozen=True, kw_only=True):
    """The drawing of a character that no family has: a normal form that one has, else `draw`."""

    normalise: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...]
    draw: CodePoint
    reason: str


class Substitutions(Record, frozen=True, kw_only=True):
    """The file `substitutions.toml`."""

    substitute: tuple[Substitution, ...]
    missing: Missing


@cache
def _face(file: str) -> Face:
    return Face(_FOLDER / file)


@cache
def numbers() -> dict[str, int]:
    """Return a number for the file of each face, the same in all documents."""
    return {file: number for number, file in enumerate(fonts().sha256, 1)}


class FontFallback:
    """The faces that set text of a language and style, and the order in which they are asked (`fonts.toml`)."""

    def __init__(self, language: str, bold: bool, italic: bool) -> None:
        """Choose the families. An unknown language is set like the Latin ones."""
        order = _order(language)
        families = {name: _face(fonts().families[name].file(bold, italic)) for name in order.families}
        self._faces = tuple(families.values())
        self._words: defaultdict[tuple[bool, bool, bool], dict[str, tuple[tuple[Word, ...], str]]] = defaultdict(dict)
        self._widths: dict[tuple[str, bool], float] = {}
        self._first = {c: families[name] for name, characters in order.first.items() for c in characters}
        self._homes: KeyedDefaultDict[str, Face | None] = KeyedDefaultDict(self._home)

    def words(self, text: str, rtl: bool, kerning: bool, capitals: bool = False) -> tuple[tuple[Word, ...], str]:
        """Return the words that draw `text`, one for each face needed, and the characters that no face has.

        With `capitals` they are drawn for lower-case letters, where one capital is enough.
        """
        kept = self._words[rtl, kerning, capitals]
        found = kept.get(text)
        if found is None:
            if len(kept) >= _LIMIT:
                kept.clear()
            found = kept[text] = self.shaped(text, rtl, kerning, capitals)
        return found

    def shaped(self, text: str, rtl: bool, kerning: bool, capitals: bool) -> tuple[tuple[Word, ...], str]:
        """Return the same, not kept here."""
        parts, missing = self._parts(text, capitals)
        return tuple([face.word(drawn, meant, rtl, kerning) for face, drawn, meant in parts]), missing

    def width(self, text: str, rtl: bool) -> float:
        """Return the width of a text in ems, kerning included."""
        found = self._widths.get((text, rtl))
        if found is None:
            if len(self._widths) >= _LIMIT:
                self._widths.clear()
            parts, _ = self._parts(text, capitals=False)
            found = self._widths[text, rtl] = math.fsum([face.width(drawn, rtl, True) for face, drawn, _ in parts])
        return found

    def _home(self, char: str) -> Face | None:
        """Return the face that sets a character drawn as it is, wherever it is; None for all others."""
        return self._face(char, None) if substitutes().get(char, char) == char else None

    def _parts(self, text: str, capitals: bool) -> tuple[list[tuple[Face, str, str]], str]:
        """Return the text cut where another face has to set it: face, what is drawn, what it stands for; what is
        missing.
        """
        homes = {*map(self._homes.__getitem__, text)}
        if len(homes) == 1 and not capitals and (face := homes.pop()) is not None:
            return [(face, text, text)], ""
        return self._mixed_parts(text, capitals)

    def _mixed_parts(self, text: str, capitals: bool) -> tuple[list[tuple[Face, str, str]], str]:
        """Return the same, character by character."""
        parts: list[tuple[Face, str, str]] = []
        missing = ""
        table = substitutes()
        before: Face | None = None
        for char in text:
            drawn = table.get(char, char)
            if not drawn:
                continue
            if capitals and len(drawn.upper()) == 1:
                drawn = drawn.upper()
            face = self._face(drawn, before)
            if face is None:
                drawn, face = self._instead(drawn)
                missing += char if drawn == _missing_drawn() else ""
            if parts and parts[-1][0] is face:
                parts[-1] = (face, parts[-1][1] + drawn, parts[-1][2] + char)
            else:
                parts.append((face, drawn, char))
            before = face
        return parts, missing

    def _instead(self, char: str) -> tuple[str, Face]:
        """Return what is drawn for a character without glyph: a normal form of one character that has one, else a
        box.
        """
        for form in _substitutions().missing.normalise:
            other = normalize(form, char)
            face = self._face(other, None) if len(other) == 1 and other != char else None
            if face is not None:
                return other, face
        return _missing_drawn(), self._face(_missing_drawn(), None) or self._faces[0]

    def _face(self, char: str, before: Face | None) -> Face | None:
        """Return the face that sets a character after a character of `before`; None if no face has it."""
        first = self._first.get(char)
        if first is not None:
            return first
        if before is not None and category(char) in fonts().stay and before.covers(char):
            return before
        if category(char) == "Co":
            return None
        for face in self._faces:
            if face.covers(char):
                return face
        return None


@cache
def italic_of(language: str) -> str:
    """Return what stands for italics in the script of a language: "italic", "bold" or "regular"."""
    return _order(language).italic


def without_slant() -> tuple[str, ...]:
    """Return the primary subtags of the languages whose script has no italics."""
    return tuple(tag for order in fonts().orders.values() if order.italic != "italic" for tag in order.languages)


def _order(language: str) -> FallbackOrder:
    """Return the order of families of a language; an unknown one has that of the Latin ones."""
    orders = fonts().orders
    primary = language.partition("-")[0]
    return next((o for o in orders.values() if primary in o.languages), orders["latin"])


@cache
def choice(language: str, bold: bool, italic: bool) -> FontFallback:
    """Return the one choice of a language and style."""
    return FontFallback(language, bold, italic)


@cache
def substitutes() -> dict[str, str]:
    """Return what is drawn for each character of `substitutions.toml`; "" for nothing."""
    table = {}
    for entry in _substitutions().substitute:
        ends = [_point(part) for part in entry.characters.split("-")]
        drawn = chr(_point(entry.draw)) if entry.draw else ""
        table.update({chr(point): drawn for point in range(ends[0], ends[-1] + 1)})
    return table


@cache
def _missing_drawn() -> str:
    return chr(_point(_substitutions().missing.draw))


def _point(written: str) -> int:
    """Return the code point of "U+2011"."""
    return int(written.removeprefix("U+"), 16)


@cache
def fonts() -> FontsFile:
    """Return the fonts, read once. Raises TemplateError."""
    return decode(_FOLDER / "fonts.toml", FontsFile)


@cache
def _substitutions() -> Substitutions:
    return decode(_FOLDER / "substitutions.toml", Substitutions)
