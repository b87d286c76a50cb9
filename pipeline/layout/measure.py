"""Text measured with the fonts of the form, for formats that leave setting lines to others.

Reads strings and styles. Gives widths in points and numbers of lines. The fonts here have the widths of those that Word
files name.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.fonts.fallback import choice
from pipeline.forms import Style
from pipeline.layout.hyphens import pieces


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

    def widest(self, parts: Iterable[str], style: Style, bold: bool = False) -> float:
        """Return the width of the widest of these parts of a text, the spaces at their ends left out."""
        words = {part.strip() for part in parts} - {""}
        return max((self.width(word, style, bold) for word in words), default=0.0)

    def lines(self, text: str, style: Style, room: float) -> int:
        """Return the number of lines that a text takes in a column of this width."""
        count, line = 1, ""
        for piece in pieces(text, self._language):
            if line and self.width((line + piece).rstrip(), style) > room:
                count, line = count + 1, piece
            else:
                line += piece
        return count
