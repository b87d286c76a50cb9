"""Words with the space after them, shaped for every size.

Reads a choice of faces. Gives `Shaped` words by text: most words of a document are set in one face, and what draws them
does not depend on size, colour or document. They are kept for the process, up to a limit.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from pipeline.fonts.faces import Drawn, Face, Word
from pipeline.fonts.fallback import choice
from pipeline.fonts.memo import KeyedDefaultDict

NEXT = "\u0003"
"""Stands in the key of a word between it with its spaces and the letter that follows them."""

_KERNED_BEFORE = frozenset("AFLPTVWYr\u2019\u0391\u0393\u0394\u039b\u03a1\u03a4\u03a5")
"""Letters that the fonts kern with a space after them."""
_MOST = 12_000
"""Words kept of one choice of faces, the first: usual words come early. Chosen: more than a long document has, 4 MiB.
"""


class Shaped(NamedTuple):
    """A word with at most one space after it, in one face, all of whose glyphs have codes of their own."""

    face: Face
    drawn: tuple[Drawn, ...]
    codes: str
    """Elements of a TJ array, the space with them."""
    glyphs: int
    """Of the word without its space."""
    width: float
    """Of the word without its space, in ems."""
    gap: float
    """Of the space, kerned with its neighbours, in ems."""
    spaces: int
    forced: bool
    """It ends in a line break."""


class ShapedWords:
    """The words of one choice of faces from left to right, by key: the text, then perhaps `NEXT` and the letter after
    it, with which the last space is kerned.
    """

    def __init__(self, language: str, bold: bool, italic: bool, kerning: bool, capitals: bool) -> None:
        """Use `shaped_words`."""
        self._choice = choice(language, bold, italic)
        self._kerning, self._capitals = kerning, capitals
        self._kept: dict[str, Shaped | None] = {}
        self._kerns: KeyedDefaultDict[str, float] = KeyedDefaultDict(self._pair_kern)

    def get(self, key: str) -> Shaped | None:
        """Return a word; None for a text of several faces or spaces, with a tab, or with other glyphs than those of its
        characters.
        """
        try:
            return self._kept[key]
        except KeyError:
            made = self._made(key)
            if len(self._kept) < _MOST:
                self._kept[key] = made
            return made

    def drawn(self, text: str) -> tuple[tuple[Word, ...], str]:
        """Return the words of a text, one for each face, and the characters that no face has."""
        return self._choice.words(text, False, self._kerning, self._capitals) if text else ((), "")

    def kern(self, before: str, after: str) -> float:
        """Return by how many ems a space is wider, mostly narrower, between these letters: fonts kern spaces too."""
        if not self._kerning:
            return 0.0
        kern = self._kerns[before + " "] if before in _KERNED_BEFORE else 0.0
        return kern + self._kerns[" " + after] if after else kern

    def _made(self, key: str) -> Shaped | None:
        text, _, letter = key.partition(NEXT)
        core = text.rstrip(" \n\t")
        words, missing = self._choice.shaped(core, False, self._kerning, self._capitals) if core else ((), "")
        forced = text.endswith("\n")
        count = len(text) - len(core) - forced
        if len(words) != 1 or missing or not words[0].own or count > 1 or "\t" in text:
            return None
        word, codes = words[0], _codes(words[0])
        if not count:
            return Shaped(word.face, word.drawn, codes, len(word.drawn), word.width, 0.0, 0, forced)
        return self._with_space(word, codes, self.kern(core[-1], letter), forced)

    def _with_space(self, word: Word, codes: str, kern: float, forced: bool) -> Shaped | None:
        """Return a word with the space that is glued to it, if both are in one face."""
        space = self.drawn(" ")[0][0]
        if space.face is not word.face or not space.own:
            return None
        codes = codes[:-1] + _codes(space)[1:] + moved(kern)
        drawn = (*word.drawn, *space.drawn)
        return Shaped(word.face, drawn, codes, len(word.drawn), word.width, space.width + kern, 1, forced)

    def _pair_kern(self, pair: str) -> float:
        words, _ = self.drawn(pair)
        if len(words) != 1:
            return 0.0
        return words[0].width - math.fsum([w.width for letter in pair for w in self.drawn(letter)[0]])


def moved(kern: float) -> str:
    """Return the move of a TJ array after a space that is wider by so many ems; nothing for none."""
    thousandths = round(-1000 * kern)
    return f"{thousandths} " if thousandths else ""


def _codes(word: Word) -> str:
    return word.encoded([drawn.code for drawn in word.drawn])


@cache
def shaped_words(language: str, bold: bool, italic: bool, kerning: bool, capitals: bool) -> ShapedWords:
    """Return the words of a language and style, for all documents."""
    return ShapedWords(language, bold, italic, kerning, capitals)
