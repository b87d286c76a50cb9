"""Marks of the notes in a Word file.

Reads the references in reading order, and the settings. Gives the mark of each note: its custom mark, else the number
that Word counts (with start and format of the section or the settings).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.characters.whitespace import Raw, Run
from pipeline.document import Look, NoteMark
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
        """Return the mark of the next note without a custom mark."""
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


def unbracketed(runs: list[Raw]) -> list[Raw]:
    """Return runs without raised brackets around marks of notes, which the form makes in Arabic: "(1)"."""
    made = list(runs)
    for place in range(1, len(made) - 1):
        before, mark, after = made[place - 1 : place + 2]
        raised = isinstance(before, Run) and isinstance(after, Run) and before.look & after.look & Look.RAISED
        if not raised or not isinstance(mark, NoteMark):
            continue
        assert isinstance(before, Run)
        assert isinstance(after, Run)
        if before.text.endswith("(") and after.text.startswith(")"):
            made[place - 1] = before._replace(text=before.text[:-1])
            made[place + 1] = after._replace(text=after.text[1:])
    return [run for run in made if not isinstance(run, Run) or run.text]
