"""The pages of a PDF as they look: where text is, and what is over something else.

Reads pages of pdfium, already loaded for their text. Gives `PageLook`s. First runs of text are compared, of which a
page has a hundred or two; characters only where two runs meet.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pypdfium2 import raw

from pipeline.write.pdf.pdfium import boxes, kinds, letters
from pipeline.write.reading import Box, Clash, PageLook

_TOUCH = 0.8
"""Points by which boxes must reach over each other, at least. Chosen: less is rounding of glyph boxes."""
_SHARE = 0.34
"""Share of the smaller of two characters that the other covers.
Chosen: a third; accents and kerned pairs cover less."""
_CONTEXT = 24
"""Characters quoted on either side of a fault. Chosen: enough to find it."""
_NO_INK = frozenset(("Mn", "Cf", "Lm", "Sk", "Cc", "Zs"))
_KERNED = 0.6
"""Share that neighbours on one line may cover of each other: pairs such as "Va" and "To".
Chosen: more than kerning takes, less than a character."""
_LIGATURES = frozenset(
    "".join(chr(int(letter, 16)) for letter in unicodedata.decomposition(chr(code)).split()[1:])
    for code in range(0xFB00, 0xFB07)
)
"""Letters that one glyph draws: the Latin ligatures of Unicode (ff, fi, fl, ffi, ffl, ſt, st). Lines from left to right
are shaped without others.
"""
_LONGEST = max(map(len, _LIGATURES))
"""Most letters of a ligature."""
_JOINING = ("ARABIC", "DEVANAGARI")
_ALPHABETS = 4096
"""Characters of which is remembered whether they have ink. Chosen: alphabets, and the usual characters of Chinese."""
_MANY = 8
"""Runs of text on a page that is not asked for pictures. Chosen: a page with as many is not nearly empty."""
_PICTURES = frozenset((raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING))


class _Char(NamedTuple):
    text: str
    at: int
    box: Box


def look(page: Any, textpage: Any, text: str) -> PageLook:  # noqa: ANN401 - a page of pdfium and its text
    """Return how a page with this text looks."""
    runs = tuple(_runs(textpage))
    areas = _meetings(runs)
    clashes = tuple(_clashes(textpage, areas, text)) if areas else ()
    pictured = len(runs) >= _MANY or not {*kinds(page)}.isdisjoint(_PICTURES)
    return PageLook(raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page), runs, clashes, pictured)


def _runs(textpage: Any) -> list[Box]:  # noqa: ANN401
    """Return the boxes of the runs of text on a page."""
    return [box for box in boxes(textpage) if box[2] - box[0] > _TOUCH and box[3] - box[1] > _TOUCH]


def _meetings(runs: Sequence[Box]) -> list[Box]:
    """Return the areas where two runs cover each other, so that characters may."""
    ordered = sorted(runs, key=lambda box: box.bottom)
    found: list[Box] = []
    for number, box in enumerate(ordered, 1):
        left, right, top = box.left + _TOUCH, box.right - _TOUCH, box.top
        for at in range(number, len(ordered)):
            other = ordered[at]
            if other.bottom >= top:
                break
            if other.left < right and other.right > left and _over(box, other):
                found.append(_shared(box, other))
    return found


def _shared(one: Box, other: Box) -> Box:
    """Return what two boxes have in common."""
    return Box(*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))


def _over(one: Box, other: Box) -> bool:
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > _TOUCH and up > _SHARE * min(one.top - one.bottom, other.top - other.bottom)


def _clashes(textpage: Any, areas: Sequence[Box], text: str) -> Iterator[Clash]:  # noqa: ANN401
    """Yield the characters in these areas that are over others."""
    chars = sorted(_glyphs(list(_chars(textpage, areas))), key=lambda char: char.box.left)
    lefts = [char.box.left for char in chars]
    widest = max((char.box.right - char.box.left for char in chars), default=0.0)
    for number, char in enumerate(chars):
        left, bottom, _, top = char.box
        beside = chars[bisect_left(lefts, left - widest) : number]
        for other in [one for one in beside if one.box.bottom < top and one.box.top > bottom]:
            if _covers(other, char):
                begin = max(0, min(char.at, other.at) - _CONTEXT)
                context = " ".join(text[begin : begin + 2 * _CONTEXT].split())
                yield Clash(other.text + char.text, char.box.left, char.box.bottom, context)
                break


def _chars(textpage: Any, areas: Sequence[Box]) -> Iterator[_Char]:  # noqa: ANN401
    """Yield the letters and figures in these areas of a page that have ink of their own."""
    for index, code, box in letters(textpage):
        if _has_ink(code):
            left, bottom, right, top = box()
            if right - left > 0.3 and top - bottom > 2:
                for area in areas:
                    if left < area[2] and right > area[0] and bottom < area[3] and top > area[1]:
                        yield _Char(chr(code), index, Box(left, bottom, right, top))
                        break


@lru_cache(_ALPHABETS)
def _has_ink(code: int) -> bool:
    """Return True for a letter or figure that is printed by itself."""
    text = chr(code)
    is_letter = text.isalnum() and unicodedata.category(text) not in _NO_INK
    return is_letter and not unicodedata.name(text, "").startswith(_JOINING)


def _glyphs(chars: Sequence[_Char]) -> Iterator[_Char]:
    """Yield the characters in the order of the text, the letters of a ligature as one."""
    at = 0
    while at < len(chars):
        length = next((n for n in range(_LONGEST, 1, -1) if _is_ligature(chars[at : at + n])), 1)
        yield chars[at]._replace(text="".join(char.text for char in chars[at : at + length]))
        at += length


def _is_ligature(chars: Sequence[_Char]) -> bool:
    """Return True for letters beside each other in the text that one glyph draws."""
    first, last = chars[0], chars[-1]
    beside = last.at - first.at == len(chars) - 1 and all(char.box == first.box for char in chars)
    return beside and "".join(char.text for char in chars) in _LIGATURES


def _covers(one: _Char, other: _Char) -> bool:
    """Return True if two characters cover each other; neighbours on a line may do so a little, figures never."""
    a, b = one.box, other.box
    across, up = min(a.right, b.right) - max(a.left, b.left), min(a.top, b.top) - max(a.bottom, b.bottom)
    if across <= _TOUCH or up <= 0:
        return False
    smaller = min((a.right - a.left) * (a.top - a.bottom), (b.right - b.left) * (b.top - b.bottom))
    level = abs(a.bottom - b.bottom) < 0.45 * max(a.top - a.bottom, b.top - b.bottom)
    near = level and _adjoin(one, other) and not (one.text.isdigit() or other.text.isdigit())
    return across * up > (_KERNED if near else _SHARE) * smaller


def _adjoin(one: _Char, other: _Char) -> bool:
    """Return True for characters of which one follows the other in the text."""
    first, second = sorted((one, other), key=lambda char: char.at)
    return first.at + len(first.text) == second.at
