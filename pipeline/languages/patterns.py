"""Patterns by which the divisions of a document and the dates in its titles are known.

Reads the tables [prepare] and [dates] of a language. Gives one `Patterns` for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.errors import Place, TemplateError
from pipeline.languages.dates import months
from pipeline.languages.strings import FOLDER, strings, supported


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns of the lines by which a language divides a document."""

    annex: re.Pattern[str]
    appendix: re.Pattern[str]
    table: re.Pattern[str]
    numeral: re.Pattern[str]
    """A section number as this language prints it on a line of its own, besides "I" and "A"."""
    letter: re.Pattern[str]
    """The same one level below, besides "A"."""
    date: re.Pattern[str]
    """A date with its spaces, as titles have it."""

    def is_own_number(self, number: str) -> bool:
        """Return True for a section number in the characters or words of the language: "二", "ثانيا", "باء"."""
        return bool(self.numeral.fullmatch(number) or self.letter.fullmatch(number))


@cache
def patterns(language: str) -> Patterns:
    """Return the patterns of a language. Raises TemplateError if its file has an invalid one."""
    words, date = strings(language).prepare, strings(language).dates.in_titles
    try:
        return Patterns(
            annex=_starting(words.annex),
            appendix=_starting(words.appendix),
            table=_starting(words.table),
            numeral=_any(words.numeral),
            letter=_any(words.letter),
            date=re.compile(rf"(?<!\w){date.replace('{months}', '|'.join(months(language)))}(?!\w)"),
        )
    except re.error as fault:
        raise TemplateError(
            f"[prepare] or in_titles: {fault}", place=Place(FOLDER / f"{supported(language)}.toml")
        ) from fault


def _any(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(expressions) or "(?!)")


def _starting(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(expressions)})(?![^\W\d_])", re.IGNORECASE)
