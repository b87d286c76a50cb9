"""The result of a proof.

Gives `Proof` and `LostWord`, plain values that travel between processes and into the build report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import DocumentError, IllegiblePageError, LostWordsError, Place
from pipeline.prove.count import Lack
from pipeline.prove.pages import Fault

_SHOWN = 8
"""Words quoted in a message. Chosen: one or two lines of a message."""

_LONGEST = 40
"""Characters quoted of a word. Chosen: longer than nearly every word."""


@dataclass(frozen=True, slots=True)
class LostWord:
    """A word of the source that is missing from the file: the place of its passage, and the words around it."""

    word: str
    place: Place
    context: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of comparing the words of a source with one written file."""

    format: str
    words: int
    """Words of the source."""
    lost: tuple[LostWord, ...] = ()
    """Words of the source that are missing from the file, in the order of the source."""
    order: float = 1.0
    """Share of the words of text and notes that are in the order of the source (the cover page may be moved)."""
    displaced: tuple[LostWord, ...] = ()
    """The first word out of order, if fewer words are in order than the format requires; else empty."""
    extra: int = 0
    """Words of the file that are not in the source: generated words, running heads, page numbers, note marks."""
    respaced: int = 0
    """Words found in pieces, or joined with a neighbour or a note mark."""
    unordered: int = 0
    """Right-to-left words of a PDF of which only the letters were found: the extractor gives them back in another order
    or cut otherwise, so their spelling is not proved from the file."""

    pieces: tuple[tuple[str, ...], ...] = ()
    """Words found in pieces, each with its pieces."""
    faults: tuple[Fault, ...] = ()
    """Pages that cannot be read."""
    lacks: tuple[Lack, ...] = ()
    """Content of which the file has too little: pictures, tables, notes, marks, links, quotation marks, changes."""
    counted: Mapping[str, int] = field(default_factory=dict)
    """Number of pictures, tables, notes and so on in the source, by name."""
    remarks: tuple[str, ...] = ()
    """Remarks on the pages that do not make the file unsound, each a sentence."""

    @property
    def recall(self) -> float:
        """Share of the source's words that the file has."""
        return 1 - len(self.lost) / self.words if self.words else 1.0

    @property
    def sound(self) -> bool:
        """True if nothing is lost, the order holds and every page can be read."""
        return not (self.lost or self.displaced or self.faults or self.lacks)

    def error(self) -> DocumentError | None:
        """Return the loss as an error with the first missing words and their place; None for a sound file."""
        if self.lost:
            return LostWordsError(self._loss(), place=self.lost[0].place, remedy=_REMEDY)
        if self.lacks:
            return LostWordsError(f"{self.format}: {self._lack()}", place=self.lacks[0].place, remedy=_REMEDY)
        if self.displaced:
            return LostWordsError(self._disorder(), place=self.displaced[0].place, remedy=_REMEDY)
        if self.faults:
            first = self.faults[0]
            more = f" (and {len(self.faults) - 1} more such places)" if len(self.faults) > 1 else ""
            what = f"{self.format}: p. {first.page}: {first.what}{more}"
            return IllegiblePageError(what, place=first.place, remedy=_REMEDY)
        return None

    def _loss(self) -> str:
        first = self.lost[0]
        shown = " ".join(f"«{_short(lost.word)}»" for lost in self.lost[:_SHOWN])
        more = " …" if len(self.lost) > _SHOWN else ""
        number = f"{len(self.lost)} of {self.words} words are lost" if len(self.lost) > 1 else "1 word is lost"
        lacks = f"; {self._lack()}" if self.lacks else ""
        return f"{self.format}: {number}: {shown}{more}, in “{_short_words(first.context)}”{lacks}"

    def _lack(self) -> str:
        return "; ".join(map(str, self.lacks))

    def figures(self) -> dict[str, float]:
        """Return the figures of the proof by name, for the report."""
        return {
            "words": self.words,
            "recall": round(self.recall, 6),
            "order": round(self.order, 6),
            "extra": self.extra,
            "respaced": self.respaced,
            "unordered": self.unordered,
            **self.counted,
        }

    def _disorder(self) -> str:
        first = self.displaced[0]
        share = f"only {self.order:.2%} are in the order of the source"
        where = f"«{_short(first.word)}», in “{_short_words(first.context)}”"
        return f"{self.format}: words out of order: {share}; the first that is not: {where}"


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST else word[:_LONGEST] + "…"


def _short_words(text: str) -> str:
    return " ".join(_short(word) for word in text.split(" "))


_REMEDY = "to write the file anyway, use --no-proof"
