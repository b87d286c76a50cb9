"""Dates printed in running text.

Reads a string and its language. Gives `PrintedDate`s in the order of the text: day, month and year, or day and month;
of a range of days ("4 to 18 July 2024", "2024年7月4日至18日") the first and the last one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.validate.languages import MONTHS

S = r"[\s\u00a0\u202f\u200e\u200f]"
"""A space of any kind; marks of direction count as one."""
_LEVANT = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
           "تشرين الثاني", "كانون الأول")  # fmt: skip
_VARIANTS = {
    "ara": {"يونيو": 6, "يوليو": 7, "ابريل": 4, "اغسطس": 8, "اكتوبر": 10},
    "eng": {}, "fra": {"aout": 8, "fevrier": 2, "decembre": 12}, "spa": {"setiembre": 9}, "rus": {}, "deu": {},
}  # fmt: skip
_JOINS = {
    "eng": r"to|and|or|[-–]", "fra": r"au|et|ou|[-–]", "spa": r"al?|y|o|[-–]", "rus": r"по|и|или|[-–]",
    "ara": r"إلى|و|[-–]", "deu": r"bis|und|[-–]",
}  # fmt: skip
_BEFORE_MONTH = {"spa": rf"{S}+de{S}+", "deu": rf"\.{S}*"}
_BEFORE_YEAR = {"spa": rf"{S}+(?:de|del){S}+", "ara": rf"{S}+(?:من{S}+)?(?:عام{S}+)?"}
_DIGIT = re.compile(r"\d")
_CHINESE = re.compile(
    rf"(?:(?P<year>\d{{4}}){S}*年)?{S}*(?P<month>\d{{1,2}}){S}*月(?P<first>\d{{1,2}}){S}*日?"
    rf"(?:{S}*[至和到、-]{S}*(?P<day>\d{{1,2}}){S}*日)?"
)


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
    if not _DIGIT.search(text):
        return
    if language == "zho":
        for match in _CHINESE.finditer(text):
            if match["first"]:
                yield from _of(match, int(match["month"]))
    elif language in MONTHS:
        pattern, months = _pattern(language)
        lower = text.lower()
        if not any(name in lower for name in months):
            return
        for match in pattern.finditer(text):
            yield from _of(match, months[match["month"].casefold()])


def _of(match: re.Match[str], month: int) -> Iterator[PrintedDate]:
    year = int(match["year"]) if match["year"] else None
    for day in (match["first"], match["day"]):
        if day:
            yield PrintedDate(match.start(), match.end(), year, month, int(day))


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    months = {name.casefold(): n for n, name in enumerate(MONTHS[language], 1)} | _VARIANTS[language]
    if language == "ara":
        months |= {name: n for n, name in enumerate(_LEVANT, 1)}
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    levant = rf"(?:(?:{'|'.join(_LEVANT)}){S}*/{S}*)?" if language == "ara" else ""
    after = _BEFORE_MONTH.get(language, rf"{S}+")
    year = _BEFORE_YEAR.get(language, rf",?{S}+")
    number = r"\d{1,2}(?:er|º|°)?"
    return (
        re.compile(
            rf"(?<![\d/.,])(?:(?P<first>\d{{1,2}})(?:er|º|°)?(?:{after}\w+)?{S}*(?:{_JOINS[language]}){S}*)??"
            rf"(?P<day>{number[: number.index('(')]})(?:er|º|°)?{after}{levant}(?P<month>{names})(?!\w)"
            rf"(?:{year}(?P<year>\d{{4}})(?!\d))?",
            re.IGNORECASE,
        ),
        months,
    )
