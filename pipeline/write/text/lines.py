"""Lines: display width, places to break, wrapping.

Reads strings. Gives lines that fit a number of terminal columns. A word is never divided unless it is longer than a
line; Chinese and Japanese break between characters by the rules of Unicode (UAX 14), so that no line begins with a
closing mark or ends with an opening one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.characters.digits import MAYBE_NUMBER, held

if TYPE_CHECKING:
    import icu

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6\U00020000-\U0003fffd]"
)
_CLINGS_TO_WORD_BEFORE = frozenset({":", ";", "!", "?", "»", "”", ")", "]", ",", "."})
_CLINGS_TO_WORD_AFTER = frozenset({"«", "“", "(", "["})
_ALONE = re.compile(r" [:;!?»”)\],.«“(\[](?![^ ])")
"""A mark by itself behind a space, in a text without other white space."""
_CLOSING = re.compile(r" (?=[:;!?»”)\],.](?![^ ]))")
_OPENED = re.compile(r"(?<=(?<![^ ])[«“(\[]) ")
_OPENING_TWICE = re.compile(r"[«“(\[] [«“(\[] ")
_CLINGING = re.compile(r"(?<![^ \t])[:;!?»”)\],.«“(\[](?![^ \t])")
_NARROW_LETTERS = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u201f"
    "\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u060c\u061b\u061f\u0620-\u064a\u0660-\u066c]*"
)
"""Characters of one column each: nearly all texts but those in Chinese, and in Arabic with vowel marks."""
_GAP_AND_WORD = re.compile(r"([ \t]*)([^ \t]+)")
_AFTER_THIS = re.compile(r"(?<=[/\-–—_.?=&])")
_AFTER_HYPHEN = re.compile(r"(?<=[/\-–])(?<=\w.)(?=\w)")
_HELD = "\N{NO-BREAK SPACE}\N{WORD JOINER}"
"""Stands for a space inside a number while a line is divided."""
_TIED = "\x01"
"""Stands for a space that does not part, in a text in which every character takes one column."""
Piece = tuple[str, str]
"""The space (or nothing) that is before a piece unless a line begins with it, and the piece."""


class _Known(dict[str, int]):
    """Properties of the characters that were asked for: at most an entry for each of Unicode."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, character: str) -> int:
        self[character] = self._find(character)
        return self[character]


@lru_cache(maxsize=65536)
def _counted(text: str) -> int:
    if _NARROW_LETTERS.fullmatch(text):
        return len(text)
    from wcwidth import wcwidth  # loads much: for texts in scripts of other widths

    return sum(max(0, wcwidth(character)) for character in text)


def display_width(text: str) -> int:
    """Return the columns that `text` takes in a terminal: the sum of its characters', so that parts may be joined."""
    return len(text) if text.isascii() else _counted(text)


_WIDTHS = _Known(_counted)
_IS_WIDE = _Known(lambda character: _WIDE.match(character) is not None)


def padded(text: str, width: int, align: str = "start") -> str:
    """Return `text` filled with spaces to `width` columns, at its end, its beginning ("end") or both ("centre")."""
    room = max(0, width - display_width(text))
    before = room if align == "end" else room // 2 if align == "centre" else 0
    return " " * before + text + " " * (room - before)


def wrap(text: str, first: int, rest: int, *, narrow: bool = False) -> list[str]:
    """Return `text` in lines: the first of at most `first` columns, the others of at most `rest`. LF always breaks.

    `narrow` allows breaks after hyphens and slashes too: for cells of tables.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        room = rest if lines else first
        if _fits(part, room):
            lines.append(part)
            continue
        plain = _plain(part, narrow)
        laid = _laid_wide(part, room, rest, narrow) if plain is None else _laid(plain, room, rest)
        lines += _filled(_pieces(part, narrow), room, rest) if laid is None else laid
    return lines


def _fits(text: str, room: int) -> bool:
    """Return True for a short text without tabs and without spaces at its ends for which a line has space."""
    if len(text) > room or "\t" in text or text[:1] == " " or text[-1:] == " ":
        return False
    return display_width(text) <= room


def _plain(text: str, narrow: bool) -> str | None:
    """Return a text with `_TIED` for spaces that do not part: then every space, and nothing else, is a place to break,
    and every character takes one column. None for a text of which that cannot be said.
    """
    if not text.isascii() and not _NARROW_LETTERS.fullmatch(text):
        return None
    if "  " in text or "\t" in text or text[:1] == " " or text[-1:] == " " or (narrow and _AFTER_HYPHEN.search(text)):
        return None
    text = held(text, _TIED)
    if _ALONE.search(text) is None and text[:2].rstrip(" ") not in _CLINGS_TO_WORD_AFTER:
        return text
    return None if _OPENING_TWICE.search(text) else _OPENED.sub(_TIED, _CLOSING.sub(_TIED, text))


def _laid(text: str, first: int, rest: int) -> list[str] | None:
    """Return a plain text in lines, as `_filled` would fill them; None if a word is longer than its line."""
    lines: list[str] = []
    start, room = 0, first
    while len(text) - start > room:
        end = text.rfind(" ", start, start + max(0, room) + 1)
        if end < 0:
            return None
        lines.append(text[start:end])
        start, room = end + 1, rest
    lines.append(text[start:])
    return [line.replace(_TIED, " ") for line in lines] if _TIED in text else lines


def _laid_wide(text: str, first: int, rest: int, narrow: bool) -> list[str] | None:
    """Return a text in a wide script in lines, as `_filled` would fill them: by the widths up to each place to break,
    not piece by piece. None for another text, and if a piece is longer than its line.
    """
    if text.isascii() or not _WIDE.search(text) or "\t" in text or text[:1] == " " or MAYBE_NUMBER.search(text):
        return None
    if _CLINGING.search(text) or (narrow and _AFTER_HYPHEN.search(text)):
        return None
    widths, breaks = [0, *accumulate(map(_WIDTHS.__getitem__, text))], _breaks(text)
    lines: list[str] = []
    start, room = 0, first
    while start < len(text):
        limit = bisect_right(widths, widths[start] + room, start) - 1
        end = _last_end(text, breaks, max(start, limit))
        if end <= start:
            return None
        lines.append(text[start:end].rstrip(" "))
        start, room = end, rest
    return lines


def _last_end(text: str, breaks: Sequence[int], limit: int) -> int:
    """Return where the last piece ends that is whole before an offset, but for the spaces at its end; 0 for none."""
    number = bisect_right(breaks, limit)
    while number < len(breaks) and not text[limit : breaks[number]].strip(" "):
        number += 1
    while number and not _ends_piece(text, breaks[number - 1]):
        number -= 1
    return breaks[number - 1] if number else 0


def _filled(pieces: Iterable[Piece], first: int, rest: int) -> list[str]:
    """Return the greedy filling of one part without forced breaks."""
    lines: list[str] = []
    line, used, room = "", 0, first
    for gap, piece in pieces:
        width = len(piece) if piece.isascii() else _counted(piece)
        after = used + len(gap) + width
        if line and after <= room:
            line += gap + piece
            used = after
            continue
        if line or room < width <= rest:
            lines.append(line)
            room = rest
        line, used = piece, width
        if width > room:
            *whole, line = _cut(piece, room, rest)
            lines += whole
            room = rest if whole else room
            used = display_width(line)
    return [*lines, line]


def longest_piece(text: str, *, narrow: bool = False) -> int:
    """Return the columns of the widest piece that wrapping would not part."""
    return max(_longest(part, narrow) for part in text.split("\n"))


def _longest(text: str, narrow: bool) -> int:
    plain = _plain(text, narrow)
    if plain is not None:
        return max(map(len, plain.split(" ")))
    return max((display_width(piece) for _, piece in _pieces(text, narrow)), default=0)


def _pieces(text: str, narrow: bool) -> Iterable[Piece]:
    """Return what may be on different lines: no part of a number in groups ("56 126 600", in Arabic texts "600 126
    56").
    """
    whole = held(text, _HELD)
    if whole != text:
        return ((gap, piece.replace(_HELD, " ")) for gap, piece in _parted(whole, narrow))
    return _parted(text, narrow)


def _parted(text: str, narrow: bool) -> Iterable[Piece]:
    words = _words(text)
    if _CLINGING.search(text):
        words = _clung(words)
    return _bits(words) if narrow else words


def _words(text: str) -> Iterable[Piece]:
    """Return words between spaces; where the script is wide, what the rules of Unicode allow to part."""
    if not text.isascii() and _WIDE.search(text):
        return _wide_words(text)
    if "\t" in text or "  " in text or text.startswith(" "):
        return [(gap.replace("\t", "    "), word) for gap, word in _GAP_AND_WORD.findall(text)]
    return [(" ", word) for word in text.split(" ")]


def _clung(words: Iterable[Piece]) -> Iterator[Piece]:
    """Yield words with the marks that cling to them."""
    held_gap, held = "", ""
    for gap, word in words:
        if held and (word in _CLINGS_TO_WORD_BEFORE or held in _CLINGS_TO_WORD_AFTER):
            held = f"{held}{gap}{word}"
            continue
        if held:
            yield held_gap, held
        held_gap, held = gap, word
    if held:
        yield held_gap, held


def _bits(words: Iterable[Piece]) -> Iterator[Piece]:
    """Yield words cut after hyphens and slashes."""
    for gap, word in words:
        first, *others = _AFTER_HYPHEN.split(word)
        yield gap, first
        yield from (("", bit) for bit in others)


def _wide_words(text: str) -> Iterator[Piece]:
    start, gap = 0, ""
    for end in _breaks(text):
        if not _ends_piece(text, end):
            continue
        piece = text[start:end]
        word = piece.rstrip(" \t")
        yield gap, word
        gap, start = " " * (len(piece) - len(word)), end


def _ends_piece(text: str, end: int) -> bool:
    """Return True if a piece of a text in a wide script ends where Unicode allows a break."""
    return end == len(text) or text[end - 1] in " \t" or bool(_IS_WIDE[text[end - 1]] or _IS_WIDE[text[end]])


def _breaks(text: str) -> list[int]:
    """Return the offsets at which UAX 14 allows a break, the end included."""
    iterator = _iterator()
    iterator.setText(text)
    offsets = list(iterator)
    return offsets if max(text) <= "\uffff" else _in_characters(text, offsets)


def _in_characters(text: str, offsets: list[int]) -> list[int]:
    """Return offsets counted in UTF-16 units turned into offsets counted in characters."""
    place, units = {0: 0}, 0
    for index, char in enumerate(text, 1):
        units += 2 if char > "\uffff" else 1
        place[units] = index
    return [place[offset] for offset in offsets if offset in place]


@cache
def _iterator() -> icu.BreakIterator:
    import icu

    return icu.BreakIterator.createLineInstance(icu.Locale("zh"))


def _cut(piece: str, first: int, rest: int) -> list[str]:
    """Return a piece longer than a line, cut after signs that addresses are made of, else anywhere; else the piece
    alone.
    """
    if display_width(piece) <= first:
        return [piece]
    lines, line, room = [], "", first
    for bit in _AFTER_THIS.split(piece):
        for part in [bit] if display_width(bit) <= rest else list(bit):
            if line and display_width(line + part) > room:
                lines.append(line)
                line, room = "", rest
            line += part
    return [*lines, line]
