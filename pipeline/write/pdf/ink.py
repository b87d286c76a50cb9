"""Inks: how a run of text looks, and words shaped and encoded with it.

Reads faces. Gives `Inks` (all inks and fonts of one document) and `Piece`, a word or part of a word ready to be drawn.
Words are cached by ink for the document, shapes by face for the process.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from pipeline.write.pdf.choice import choice
from pipeline.write.pdf.faces import Face, Word
from pipeline.write.pdf.fonts import FontUse

BLACK = (0.0, 0.0, 0.0)


class Look(NamedTuple):
    """What makes an ink; lengths in points."""

    size: float
    scale: float = 1.0
    spacing: float = 0.0
    """Added after every glyph, not scaled."""
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    colour: tuple[float, float, float] = BLACK
    language: str = ""
    kerning: bool = True
    rule: str = ""
    """'under' or 'strike': a line drawn along the text; a final '2' makes it two lines."""


class State(NamedTuple):
    """What has to be set in a content stream before a piece is shown."""

    font: str
    size: float
    scale: float
    spacing: float
    rise: float
    colour: tuple[float, float, float]
    rule: str


class Piece(NamedTuple):
    """Text in one font: elements of a TJ array, width in points."""

    state: State
    codes: str
    width: float


class Inks:
    """The inks and fonts of one document; `missing` has the places of each character that no face can draw."""

    def __init__(self) -> None:
        """`place` is the anchor of the block that is set: the place of missing characters."""
        self.uses: dict[str, FontUse] = {}
        self.missing: dict[str, list[str]] = {}
        self.place = ""
        self._inks: dict[Look, Ink] = {}

    def ink(self, look: Look) -> Ink:
        """The one ink of this look."""
        found = self._inks.get(look)
        if found is None:
            found = self._inks[look] = Ink(self, look)
        return found

    def use(self, face: Face) -> FontUse:
        """The document's use of a face; resource names follow the order of first use."""
        found = self.uses.get(face.key)
        if found is None:
            found = self.uses[face.key] = FontUse(face, f"F{len(self.uses) + 1}")
        return found


class Ink:
    """Text of one look."""

    def __init__(self, inks: Inks, look: Look) -> None:
        """Use `Inks.ink`."""
        self.look = look
        self._inks = inks
        self._choice = choice(look.language, look.bold, look.italic)
        self.words: dict[str, tuple[Piece, ...]] = {}
        self._rtl_words: dict[str, tuple[Piece, ...]] = {}
        self._states: dict[tuple[str, float], State] = {}

    def pieces(self, text: str, rtl: bool = False) -> tuple[Piece, ...]:
        """The pieces of a word in logical order, a piece for each face needed."""
        cache = self._rtl_words if rtl else self.words
        found = cache.get(text)
        if found is None:
            words, missing = self._choice.words(text, rtl, self.look.kerning)
            for char in missing:
                self._inks.missing.setdefault(char, []).append(self._inks.place)
            found = cache[text] = tuple([self._piece(word, rtl) for word in words])
        return found

    @cached_property
    def blank(self) -> Piece:
        """An ordinary blank."""
        return self.pieces(" ")[0]

    def _piece(self, word: Word, rtl: bool) -> Piece:
        look, use = self.look, self._inks.use(word.face)
        spacing = 0.0 if rtl else look.spacing
        width = word.width * look.size * look.scale + spacing * len(word.keys)
        return Piece(self._state(use, spacing), use.encode(word), width)

    def _state(self, use: FontUse, spacing: float) -> State:
        """The one state object of this ink with a font: states are compared by identity."""
        found = self._states.get((use.resource, spacing))
        if found is None:
            look = self.look
            found = State(use.resource, look.size, look.scale, spacing, look.rise, look.colour, look.rule)
            self._states[use.resource, spacing] = found
        return found
