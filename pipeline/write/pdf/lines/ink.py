"""Styles of text: how a run of text looks, and words shaped and encoded with it.

Reads faces. Gives `FontContext` (all inks and fonts of one document) and `Piece`, a word or part of a word ready to be
drawn. Words are cached by ink for the document, shapes by face for the process.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.fonts.faces import Drawn, Face, Word
from pipeline.fonts.fallback import choice, numbers
from pipeline.fonts.memo import KeyedDefaultDict
from pipeline.write.pdf.file.fonts import FontUse
from pipeline.write.pdf.lines.shaped import NEXT, moved, shaped_words

BLACK = (0.0, 0.0, 0.0)
"""Red, green, blue of black text (PDF, ISO 32000-2, 8.6.4.3)."""
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
    codes: str
    """What shows its only piece."""
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

    def release(self) -> None:
        """Let go of all inks, which refer to themselves: else they wait for Python's search for cycles."""
        for ink in self._inks.values():
            vars(ink).clear()
        self._inks.clear()


class TextStyle:
    """Text of one look."""

    def __init__(self, inks: FontContext, look: TextLook) -> None:
        """Use `FontContext.ink`."""
        self.look = look
        self._inks = inks
        self._choice = choice(look.language, look.bold, look.italic)
        self._shaped = shaped_words(look.language, look.bold, look.italic, look.kerning, look.capitals)
        self.words: dict[str, tuple[Piece, ...]] = {}
        self.segments: KeyedDefaultDict[str, Segment] = KeyedDefaultDict(self._segment)
        """Words with their spaces, tab or break, from left to right."""
        self.rtl_segments: KeyedDefaultDict[str, Segment] = KeyedDefaultDict(self._rtl_segment)
        """The same from right to left."""
        self._rtl_words: dict[str, tuple[Piece, ...]] = {}
        self._spaces: dict[str, Piece] = {}
        self._fonts: KeyedDefaultDict[tuple[Face, bool], tuple[FontUse, TextState]] = KeyedDefaultDict(self._font)
        self._plain: KeyedDefaultDict[Face, tuple[Callable[[Iterable[Drawn]], None], TextState]] = KeyedDefaultDict(
            self._plain_use
        )

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
        """Return a word with its spaces, tab or break, from left to right.

        The key is the text, then perhaps `NEXT` and the letter after it: the last space is kerned with its neighbours.
        """
        shaped = self._shaped.get(key)
        if shaped is None:
            return self._made(key)
        face, drawn, codes, glyphs, width, gap, spaces, forced = shaped
        add, state = self._plain[face]
        add(drawn)
        look = self.look
        width = width * look.size * look.scale + state.spacing * glyphs
        gap = gap * look.size * look.scale + state.spacing * spaces
        pieces = (_new(Piece, (state, codes, width + gap, spaces > 0)),)
        return _new(Segment, (pieces, width, gap, spaces, forced, False, state, codes, state))

    def _plain_use(self, face: Face) -> tuple[Callable[[Iterable[Drawn]], None], TextState]:
        """Return what notes the glyphs that the document draws with a face, and the state."""
        use, state = self._fonts[face, False]
        return use.add, state

    def _made(self, key: str) -> Segment:
        """Return any segment; a space is glued to a word in the same font."""
        text, _, letter = key.partition(NEXT)
        core = text.rstrip(" \n\t")
        pieces = list(self.pieces(core)) if core else []
        width = math.fsum([piece.width for piece in pieces])
        forced, tab = text.endswith("\n"), "\t" in text
        space, count = self.space, len(text) - len(core) - forced
        kern = self._shaped.kern(core[-1:], letter) if count and not tab else 0.0
        spaces = [*[space] * (count - 1), self._kerned(space, kern)] if count else []
        if spaces and not tab and pieces and pieces[-1].state is space.state:
            word, first = pieces.pop(), spaces.pop(0)
            pieces.append(Piece(space.state, word.codes[:-1] + first.codes[1:], word.width + first.width, True))
        pieces += spaces
        gap = count * space.width + kern * self.look.size * self.look.scale
        return _new(Segment, (tuple(pieces), width, gap, count, forced, tab, *_states(pieces)))

    def _kerned(self, space: Piece, kern: float) -> Piece:
        """Return the space with a move after it, given in ems."""
        if not (move := moved(kern)):
            return space
        width = space.width + kern * self.look.size * self.look.scale
        return space._replace(codes=f"{space.codes}{move}", width=width)

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
        return use, TextState(use.resource, look.size, look.scale, spacing, look.rise, look.colour, look.rule)


def _states(pieces: Sequence[Piece]) -> tuple[TextState | None, str, TextState | None]:
    """Return the state and codes of the one piece, and the state of all pieces."""
    if not pieces:
        return None, "", None
    state = pieces[0].state
    if len(pieces) == 1:
        return state, pieces[0].codes, state
    return None, "", state if all(piece.state is state for piece in pieces) else None
