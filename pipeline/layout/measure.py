"""Text measured with the fonts of the form, for formats that leave setting lines to others.

Reads strings and styles. Gives widths in points and numbers of lines. The fonts here have the widths of those that Word
files name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.fonts.fallback import choice
from pipeline.forms import Style
from pipeline.layout.hyphens import pieces

SAFETY = 1.02
"""Factor of widths in formats whose programs set the lines.
Chosen: two per cent for the rounding and the fonts of other programs."""


class Extent(NamedTuple):
    """The size of a text on one line, whatever the size of its type."""

    ems: float
    characters: int


class Measure:
    """Measures text of one language and direction."""

    def __init__(self, language: str, rtl: bool, factor: float = 1.0) -> None:
        """Set the form. `factor`: how much larger than a style says type is set, as Arabic is in Word."""
        self._language, self._rtl, self._factor = language, rtl, factor

    def width(self, text: str, style: Style, bold: bool = False) -> float:
        """Return the width of a text on one line, in points."""
        return self.points(self.extent(text, bold or style.bold, style.italic), style)

    def extent(self, text: str, bold: bool, italic: bool) -> Extent:
        """Return the extent of a text on one line."""
        return Extent(choice(self._language, bold, italic).width(text, self._rtl), len(text))

    def extents(self, parts: Iterable[str], bold: bool, italic: bool) -> tuple[Extent, ...]:
        """Return the extents of parts of a text, the spaces at their ends left out: the widest of each length."""
        found: dict[int, float] = {}
        width, rtl = choice(self._language, bold, italic).width, self._rtl
        for part in set(map(str.strip, parts)) - {""}:
            ems, length = width(part, rtl), len(part)
            if ems > found.get(length, 0.0):
                found[length] = ems
        return tuple(Extent(ems, length) for length, ems in found.items())

    def points(self, extent: Extent, style: Style) -> float:
        """Return the width of an extent in the size, scale and spacing of a style."""
        return (extent.ems * style.size * style.scale + style.spacing * extent.characters) * self._factor

    def lines(self, text: str, style: Style, room: float) -> int:
        """Return the number of lines that a text takes in a column of this width."""
        count, line = 1, ""
        for piece in pieces(text, self._language):
            if line and self.width((line + piece).rstrip(), style) > room:
                count, line = count + 1, piece
            else:
                line += piece
        return count
