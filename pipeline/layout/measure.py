"""Text measured with the fonts of the form, for formats that leave setting lines to others.

Reads strings and styles. Gives widths in points and numbers of lines. The fonts here have the widths of those that Word
files name.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.fonts import order
from pipeline.fonts.fallback import choice
from pipeline.forms import Style


class Measure:
    """Measures text of one language and direction."""

    def __init__(self, language: str, rtl: bool, factor: float = 1.0) -> None:
        """Set the form. `factor`: how much larger than a style says type is set, as Arabic is in Word."""
        self._language, self._rtl, self._factor = language, rtl, factor

    def width(self, text: str, style: Style, bold: bool = False) -> float:
        """Return the width of a text on one line, in points."""
        words, _ = choice(self._language, bold or style.bold, style.italic).words(text, self._rtl, True)
        wide = sum(word.width for word in words) * style.size * style.scale
        return (wide + style.spacing * len(text)) * self._factor

    def pieces(self, text: str) -> list[str]:
        """Return the text cut where a line may end; not after slashes."""
        ends = [0, *order.opportunities(text, self._language, "/")] if text else []
        return [text[a:b] for a, b in pairwise(ends)]

    def longest(self, text: str, style: Style, bold: bool = False) -> float:
        """Return the width of the longest part of a text that no line parts."""
        words = {piece.strip() for piece in self.pieces(text)} - {""}
        return max((self.width(word, style, bold) for word in words), default=0.0)

    def lines(self, text: str, style: Style, room: float) -> int:
        """Return the number of lines that a text takes in a column of this width."""
        count, line = 1, ""
        for piece in self.pieces(text):
            if line and self.width((line + piece).rstrip(), style) > room:
                count, line = count + 1, piece
            else:
                line += piece
        return count
