"""Dates printed in running text.

Reads a string, its language, and the table [validate.dates] of that. Gives `PrintedDate`s in the order of the text:
day, month and year, or day and month; of a range of days ("4 to 18 July 2024", "2024年7月4日至18日") the first and the
last one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages.dates import SPACE as S
from pipeline.languages.dates import any_month, month_number
from pipeline.languages.strings import supported
from pipeline.validate.languages import compiled, one_of, words

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text; `begin` and `end` are characters of it."""

    begin: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """True if the calendar has that day; 29 February without a year counts."""
        if not 1 <= self.month <= 12:
            return False
        return 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    @property
    def iso(self) -> str:
        """YYYY-MM-DD; "" without a year."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else ""


def printed_dates(text: str, language: str) -> list[PrintedDate]:
    """Return the dates of a text.

    >>> [date.iso for date in printed_dates("from 4 to 18 July 2024", "eng")]
    ['2024-07-04', '2024-07-18']
    >>> [date.iso for date in printed_dates("2024年7月4日至18日", "zho")], printed_dates("31 avril", "fra")[0].exists
    (['2024-07-04', '2024-07-18'], False)
    """
    return list(_found(text, language))


def _found(text: str, language: str) -> Iterator[PrintedDate]:
    if not _DIGIT.search(text) or not supported(language):
        return
    if whole := words(language).dates.whole:
        for match in compiled(whole).finditer(text):
            yield from _of(match, int(match["month"]))
    elif _names(language).search(text):
        for match in _pattern(language).finditer(text):
            yield from _of(match, month_number(match["month"], language))


def _of(match: re.Match[str], month: int) -> Iterator[PrintedDate]:
    year = int(match["year"]) if match["year"] else None
    for day in (match["first"], match["day"]):
        if day:
            yield PrintedDate(match.start(), match.end(), year, month, int(day))


@cache
def _names(language: str) -> re.Pattern[str]:
    return re.compile(any_month(language), re.IGNORECASE)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    known = words(language).dates
    end = r"(?:er|º|°)?"
    return compiled(
        rf"(?<![\d/.,])(?:(?P<first>\d{{1,2}}){end}(?:{known.before_month}\w+)?{S}*(?:{one_of(known.join)}){S}*)??"
        rf"(?P<day>\d{{1,2}}){end}{known.before_month}(?P<month>{any_month(language)})(?!\w)"
        rf"(?:{known.before_year}(?P<year>\d{{4}})(?!\d))?",
        re.IGNORECASE,
    )
