"""Marks of notes: which number or sign each note of a Word file has.

Reads the references in the text, one after another, and the settings. Gives the mark of each: its own where it has a
custom one, else the number that Word counts (start and format from the section or the settings).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.intake.model.doubts import Doubts
from pipeline.intake.vocabulary.numerals import numeral
from pipeline.intake.word.markup import W, child, number, value

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


class NoteMarks:
    """Counts the notes of one kind ("footnote", "endnote")."""

    def __init__(self, kind: str, settings: etree._Element | None, text: etree._Element, doubts: Doubts) -> None:
        self.kind = kind
        found = list(_properties(kind, settings, text))
        self._form = next((f for p in found if (f := value(child(p, "numFmt")))), _FORMS[kind])
        start = next((n for p in found if (n := number(child(p, "numStart"))) is not None), 1)
        self._count = start - 1
        restart = next((r for p in found if (r := value(child(p, "numRestart")))), "continuous")
        if restart == "eachPage" or (restart == "eachSect" and len(list(text.iter(f"{{{W}}}sectPr"))) > 1):
            doubts.add(f"{kind}s", f"their numbers begin again on each page or section ({restart})", "one series")
        self._doubts = doubts

    def following(self) -> str:
        """Return the mark of the next note without one of its own."""
        self._count += 1
        mark = numeral(self._count, self._form)
        if mark is None:
            self._doubts.add(f"{self.kind}s", f"marks of the format {self._form}", "figures")
        return str(self._count) if mark is None else mark


def _properties(kind: str, settings: etree._Element | None, text: etree._Element) -> Iterator[etree._Element]:
    """Yield `w:footnotePr` of the last section that has one, then of the settings."""
    sections = list(text.iter(f"{{{W}}}{kind}Pr"))
    yield from reversed(sections)
    own = child(settings, f"{kind}Pr")
    if own is not None:
        yield own
