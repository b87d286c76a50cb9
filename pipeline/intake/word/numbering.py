"""Automatic numbers, as Word prints them before paragraphs.

Reads `word/numbering.xml`, and the paragraphs in order. Gives the label of each ("(a)", "12.", "–") as characters,
since a number of a legal text is part of the text. It counts as Word does: numberings with one abstract definition
count together, a level begins again after a higher one, an override may restart once.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from pipeline.intake.vocabulary.numerals import numeral
from pipeline.intake.word.markup import child, children, number, switch, value

_LEVELS = 9
"""Levels of a numbering definition (ISO/IEC 29500-1, 17.9: ilvl 0 to 8)."""
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–", "\uf0d8": "–", "\uf06f": "◦", "o": "◦", "\uf0a8": "◦"}
"""Signs of the fonts Symbol and Wingdings as characters."""


class Label(NamedTuple):
    """An automatic label: its characters, its level from 0, and whether its format is known."""

    text: str
    depth: int
    known: bool = True
    series: str = ""
    """Name of its definition. Labels with the same name belong to one list."""


class WordNumbering:
    """The automatic numberings of a file, with the last number of each."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract = {value(e, "abstractNumId"): e for e in children(root, "abstractNum")}
        self._numbers = {value(e, "numId"): e for e in children(root, "num")}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number_id: str, depth: int) -> Label | None:
        """Count a paragraph of this numbering and level, and return its label; None if it has none."""
        made = self._numbers.get(number_id)
        depth = min(max(depth, 0), _LEVELS - 1)
        level = self._level(made, depth)
        if made is None or level is None:
            return None
        counts = self._count(made, number_id, depth)
        label = self._printed(made, level, counts, depth)
        return label._replace(series=value(child(made, "abstractNumId"))) if label is not None else None

    def indent(self, number_id: str, depth: int) -> etree._Element | None:
        """Return `w:ind` of a level; None if it has none."""
        return child(self._level(self._numbers.get(number_id), depth), "pPr", "ind")

    def _count(self, made: etree._Element, number_id: str, depth: int) -> list[int | None]:
        key = value(child(made, "abstractNumId"))
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        override = self._start_override(made, depth)
        if override is not None and (number_id, depth) not in self._begun:
            counts[depth] = override - 1
        elif counts[depth] is None:
            counts[depth] = self._start(made, depth) - 1
        self._begun.add((number_id, depth))
        counts[depth] = (counts[depth] or 0) + 1
        for higher in range(depth):
            if counts[higher] is None:
                counts[higher] = self._start(made, higher)
        for lower in range(depth + 1, _LEVELS):
            if number_or(child(self._level(made, lower), "lvlRestart"), lower) > depth:
                counts[lower] = None
        return counts

    def _printed(
        self, made: etree._Element, level: etree._Element, counts: list[int | None], depth: int
    ) -> Label | None:
        form = value(child(level, "numFmt")) or "decimal"
        text = value(child(level, "lvlText"))
        if form == "bullet":
            sign = "".join(_BULLETS.get(c, c) for c in text).strip()
            return Label(sign or "•", depth)
        known = True
        for place in range(_LEVELS):
            mark = f"%{place + 1}"
            if mark not in text:
                continue
            if place > depth:  # Word has no number for a level below this one
                text = text.replace(mark, "")
                continue
            inner = "decimal" if switch(child(level, "isLgl")) else self._form(made, place)
            shown = numeral(counts[place] or 0, inner)
            known = known and shown is not None
            text = text.replace(mark, str(counts[place] or 0) if shown is None else shown)
        return Label(text.strip(), depth, known) if text.strip() else None

    def _form(self, made: etree._Element, depth: int) -> str:
        return value(child(self._level(made, depth), "numFmt")) or "decimal"

    def _start(self, made: etree._Element, depth: int) -> int:
        return max(0, number_or(child(self._level(made, depth), "start"), 1))

    def _start_override(self, made: etree._Element, depth: int) -> int | None:
        found = self._override(made, depth)
        return number(child(found, "startOverride"))

    def _override(self, made: etree._Element | None, depth: int) -> etree._Element | None:
        return next((e for e in children(made, "lvlOverride") if number(e, "ilvl") == depth), None)

    def _level(self, made: etree._Element | None, depth: int) -> etree._Element | None:
        override = child(self._override(made, depth), "lvl")
        if override is not None:
            return override
        abstract = self._abstract.get(value(child(made, "abstractNumId")))
        return next((e for e in children(abstract, "lvl") if number(e, "ilvl") == depth), None)


def number_or(element: etree._Element | None, otherwise: int) -> int:
    """Return the number of an element; `otherwise` if there is none."""
    found = number(element)
    return otherwise if found is None else found
