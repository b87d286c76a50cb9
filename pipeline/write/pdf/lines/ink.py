"""Styles of text: how a run of text looks, and words shaped and encoded with it.

Reads faces. Gives `FontContext` (all inks and fonts of one document) and `Piece`, a word or part of a word ready to be
drawn. Words are cached by ink for the document, shapes by face for the process; so are words with their spaces whose
glyphs have the same codes in all documents, as most have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.fonts.faces import Face, Word
from pipeline.fonts.fallback import choice, numbers
from pipeline.fonts.memo import KeyedDefaultDict
from pipeline.write.pdf.file.fonts import FontUse

BLACK = (0.0, 0.0, 0.0)
"""Red, green, blue of black text (PDF, ISO 32000-2, 8.6.4.3)."""
NEXT = "\u0003"
"""Stands in the key of a segment between the word with its spaces and the letter that follows them."""

_KERNED_BEFORE = frozenset("AFLPTVWYr\u2019\u0391\u0393\u0394\u039b\u03a1\u03a4\u03a5")
"""Letters that the fonts kern with a space after them."""
_MOST_LOOKS = 256
"""Looks whose words are kept for the process. Chosen: more than documents of all languages have."""
_MOST_WORDS = 1_500
"""Words kept of a look, the first: usual words come early.
Chosen: with all words of a corpus a process takes 10 MiB more, and the gain is small."""
_new = tuple.__new__  # makes a Piece or Segment without the price of its constructor


class TextLook(NamedTuple):
    """Properties that make an ink; lengths in points."""

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
    capitals: bool = False
    """Capitals are drawn for lower-case letters; the text stays what it is."""


class TextState(NamedTuple):
    """State that a content stream needs before a piece is shown."""

    font: str
    size: float
    scale: float
    spacing: float
    rise: float
    colour: tuple[float, float, float]
    rule: str


class Piece(NamedTuple):
    """Text in one font: elements of a TJ array, width in points; `space`: it ends in a space that may stretch."""

    state: TextState
    codes: str
    width: float
    space: bool = False


class Segment(NamedTuple):
    """A word with the spaces after it: what lines take or leave whole."""

    pieces: tuple[Piece, ...]
    width: float
    """Without the spaces."""
    gap: float
    spaces: int
    forced: bool
    """It ends in a line break."""
    tab: bool
    state: TextState | None
    """The state of its only piece; None if it has more."""
    common: TextState | None
    """The state of all its pieces; None if they differ or there are none."""


class FontContext:
    """The inks and fonts of one document; `missing` has the places of each character that no face can draw."""

    def __init__(self) -> None:
        """Set `place`, the anchor of the block that is set: the place of missing characters."""
        self.uses: dict[str, FontUse] = {}
        self.missing: dict[str, list[str]] = {}
        self.place = ""
        self._inks: dict[TextLook, TextStyle] = {}

    def ink(self, look: TextLook) -> TextStyle:
        """Return the one ink of this look."""
        found = self._inks.get(look)
        if found is None:
            found = self._inks[look] = TextStyle(self, look)
        return found

    def face(self, resource: str) -> Face:
        """Return the face behind a resource name."""
        return next(use.face for use in self.uses.values() if use.resource == resource)

    def use(self, face: Face) -> FontUse:
        """Return the document's use of a face."""
        found = self.uses.get(face.key)
        if found is None:
            found = self.uses[face.key] = FontUse(face, f"F{numbers()[face.key]}")
        return found


class Kept:
    """States and segments of a look, kept for all documents."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.states: dict[tuple[Face, float], TextState] = {}
        """By face and spacing."""
        self.segments: dict[str, tuple[Segment, tuple[Word, ...]]] = {}
        """Segments from left to right by key, with the words that they draw."""


_kept = lru_cache(maxsize=_MOST_LOOKS)(lambda look: Kept())


class TextStyle:
    """Text of one look."""

    def __init__(self, inks: FontContext, look: TextLook) -> None:
        """Use `FontContext.ink`."""
        self.look = look
        self._inks = inks
        self._choice = choice(look.language, look.bold, look.italic)
        self._kept: Kept = _kept(look)
        self.words: dict[str, tuple[Piece, ...]] = {}
        self.segments: KeyedDefaultDict[str, Segment] = KeyedDefaultDict(self._segment)
        """Words with their spaces, tab or break, from left to right."""
        self.rtl_segments: KeyedDefaultDict[str, Segment] = KeyedDefaultDict(self._rtl_segment)
        """The same from right to left."""
        self._rtl_words: dict[str, tuple[Piece, ...]] = {}
        self._kerns: KeyedDefaultDict[str, float] = KeyedDefaultDict(self._pair_kern)
        self._spaces: dict[str, Piece] = {}
        self._fonts: KeyedDefaultDict[tuple[Face, bool], tuple[FontUse, TextState]] = KeyedDefaultDict(self._font)

    def pieces(self, text: str, rtl: bool = False) -> tuple[Piece, ...]:
        """Return the pieces of a word in logical order, a piece for each face needed."""
        cache = self._rtl_words if rtl else self.words
        found = cache.get(text)
        if found is None:
            words, missing = self._choice.words(text, rtl, self.look.kerning, self.look.capitals)
            for char in missing:
                self._inks.missing.setdefault(char, []).append(self._inks.place)
            found = cache[text] = tuple([self._piece(word, rtl) for word in words])
        return found

    def _segment(self, key: str) -> Segment:
        """Return a word with its spaces, tab or break, from left to right: the kept one, if there is one.

        The key is the text, then perhaps `NEXT` and the letter after it: the last space is kerned with its neighbours.
        """
        kept = self._kept.segments
        if key not in kept:
            made = self._made(key)
            words, missing = self._drawn_words(key.partition(NEXT)[0].rstrip(" \n\t"))
            own = all(word.own for word in (*words, *self._drawn_words(" ")[0]))
            if missing or not own or len(kept) >= _MOST_WORDS:
                return made
            kept[key] = made, words
        segment, words = kept[key]
        _ = self.space  # as when it was made: the fonts of a document depend on it alone
        for word in words:
            self._inks.use(word.face).add(word)
        return segment

    def _drawn_words(self, text: str) -> tuple[tuple[Word, ...], str]:
        """Return the words of a text, and the characters that no face has; the document does not use them by that."""
        return self._choice.words(text, False, self.look.kerning, self.look.capitals) if text else ((), "")

    def _made(self, key: str) -> Segment:
        """Return a segment; a space is glued to a word in the same font."""
        text, _, letter = key.partition(NEXT)
        core = text.rstrip(" \n\t")
        pieces = list(self.pieces(core)) if core else []
        width = math.fsum([piece.width for piece in pieces])
        forced, tab = text.endswith("\n"), "\t" in text
        space, count = self.space, len(text) - len(core) - forced
        kern = self._kern(core[-1:], letter) if count and not tab else 0.0
        spaces = [*[space] * (count - 1), self._kerned(space, kern)] if count else []
        if spaces and not tab and pieces and pieces[-1].state is space.state:
            word, first = pieces.pop(), spaces.pop(0)
            pieces.append(Piece(space.state, word.codes[:-1] + first.codes[1:], word.width + first.width, True))
        pieces += spaces
        gap = count * space.width + kern
        return _new(Segment, (tuple(pieces), width, gap, count, forced, tab, *_states(pieces)))

    def _kern(self, before: str, after: str) -> float:
        """Return by how much a space is wider, mostly narrower, between these letters: fonts kern spaces too."""
        if not self.look.kerning:
            return 0.0
        kern = self._kerns[before + " "] if before in _KERNED_BEFORE else 0.0
        return kern + self._kerns[" " + after] if after else kern

    def _pair_kern(self, pair: str) -> float:
        words, _ = self._drawn_words(pair)
        if len(words) != 1:
            return 0.0
        return self._width(words[0]) - math.fsum(
            [self._width(w) for letter in pair for w in self._drawn_words(letter)[0]]
        )

    def _width(self, word: Word) -> float:
        """Return the width of a word from left to right, in points."""
        return word.width * self.look.size * self.look.scale + self.look.spacing * len(word.drawn)

    def _kerned(self, space: Piece, kern: float) -> Piece:
        """Return the space with a move after it."""
        thousandths = round(-1000 * kern / (self.look.size * self.look.scale)) if kern else 0
        if not thousandths:
            return space
        return space._replace(codes=f"{space.codes}{thousandths} ", width=space.width + kern)

    def _rtl_segment(self, text: str) -> Segment:
        """Return the same for text that runs from right to left; spaces stay pieces of their own."""
        core = text.rstrip(" \n\t")
        word = self.pieces(core, True) if core else ()
        forced = text.endswith("\n")
        space, count = self.space_after(word[-1]) if word else self.space, len(text) - len(core) - forced
        width = math.fsum([piece.width for piece in word])
        pieces = (*word, *[space] * count)
        return _new(Segment, (pieces, width, count * space.width, count, forced, "\t" in text, *_states(pieces)))

    @cached_property
    def space(self) -> Piece:
        """An ordinary space."""
        return self.pieces(" ")[0]._replace(space=True)

    def gap(self, width: float) -> Piece:
        """Return a piece that leaves room for what is drawn otherwise."""
        return Piece(self.space.state, "", width)

    def space_after(self, piece: Piece) -> Piece:
        """Return a space in the font of the piece before it, so that the two are shown together."""
        found = self._spaces.get(piece.state.font)
        if found is None:
            face = self._inks.face(piece.state.font)
            found = self._spaces[piece.state.font] = self._piece(face.word(" ", " ", False, False), True)._replace(
                space=True
            )
        return found

    def _piece(self, word: Word, rtl: bool) -> Piece:
        look, (use, state) = self.look, self._fonts[word.face, rtl]
        width = word.width * look.size * look.scale + state.spacing * len(word.drawn)
        return _new(Piece, (state, use.encode(word), width, False))

    def _font(self, key: tuple[Face, bool]) -> tuple[FontUse, TextState]:
        """Return the document's use of a face, and the one state object of this look with it: states are compared by
        identity.

        Text from right to left is not spaced.
        """
        look, use = self.look, self._inks.use(key[0])
        spacing = 0.0 if key[1] else look.spacing
        state = self._kept.states.get((key[0], spacing))
        if state is None:
            state = TextState(use.resource, look.size, look.scale, spacing, look.rise, look.colour, look.rule)
            self._kept.states[key[0], spacing] = state
        return use, state


def _states(pieces: Sequence[Piece]) -> tuple[TextState | None, TextState | None]:
    """Return the state of the one piece, and the state of all pieces."""
    if not pieces:
        return None, None
    state = pieces[0].state
    if len(pieces) == 1:
        return state, state
    return None, state if all(piece.state is state for piece in pieces) else None
