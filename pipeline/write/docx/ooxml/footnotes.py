"""Footnotes: the part of the package and the notes in it.

Gives `FootnotesPart`, whose `footnotes` adds notes to the package and allots their ids.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.write.docx.ooxml.element import Element, root
from pipeline.write.docx.ooxml.markup import w
from pipeline.write.docx.ooxml.parts import FOOTNOTES, Part

SEPARATOR = "FootnoteSeparator"
"""The style of the lines that part notes from text."""
_SEPARATORS = ("separator", "continuationSeparator")


class Footnotes:
    """The notes of a document, as its user sees them: `w:footnotes` holds the two separators, then the notes."""

    def __init__(self, element: Element) -> None:
        self._element = element

    def __len__(self) -> int:
        """Return the number of notes, separators left out."""
        return len(self._element) - len(_SEPARATORS)

    def add(self, paragraphs: Iterable[Element]) -> int:
        """Add a note of these paragraphs; the id that its reference in the text must have."""
        number = self.reserve()
        self._element.append(w("footnote", *paragraphs, id=number))
        return number

    def reserve(self) -> int:
        """Return the id that the next note will get: notes begin at 1, the separators have -1 and 0."""
        return len(self) + 1


class FootnotesPart(Part):
    """The part `/word/footnotes.xml`."""

    @property
    def footnotes(self) -> Footnotes:
        """The proxy through which notes are added."""
        return Footnotes(self.root)

    @classmethod
    def default(cls) -> FootnotesPart:
        """Return a new part that holds the two separators and no note."""
        separators = (_separator(number, kind) for number, kind in enumerate(_SEPARATORS, 1 - len(_SEPARATORS)))
        return cls("/word/footnotes.xml", FOOTNOTES, root("footnotes", *separators))


def _separator(number: int, kind: str) -> Element:
    line = w("p", w("pPr", w("pStyle", val=SEPARATOR)), w("r", w(kind)))
    return w("footnote", line, type=kind, id=number)
