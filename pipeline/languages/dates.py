"""Days and months in words: written as a language does, and read.

Reads the table [dates] of a language, and ICU for the names of months. Gives strings, and numbers of months.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache

from pipeline.languages.codes import bcp47, locale
from pipeline.languages.strings import strings

SPACE = r"[\s\u200e\u200f]"
"""A space of any kind, for a regular expression; marks of direction count as one."""


@cache
def months(language: str) -> tuple[str, ...]:
    """Return the names of January to December as they are in a date.

    >>> months("ru")[0], months("ar")[5], months("en")[8]
    ('января', 'حزيران/يونيه', 'September')
    """
    return strings(language).dates.months or _icu_months(bcp47(language))


def _icu_months(language: str) -> tuple[str, ...]:
    import icu

    symbols = icu.DateFormatSymbols(locale(language))
    return tuple(map(str, symbols.getMonths(icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.WIDE)))


def day(date: datetime.date, language: str) -> str:
    """Return a day in words, as pages show it.

    >>> day(datetime.date(2008, 1, 18), "es"), day(datetime.date(2008, 1, 18), "zh-Hans")
    ('18 de enero de 2008', '2008年1月18日')
    """
    return _filled(strings(language).dates.full, date, language)


def printed_day(date: datetime.date, language: str) -> str:
    """Return a day as documents print it: in French without a break between day and month [form typography.no-break].

    >>> printed_day(datetime.date(2008, 1, 1), "fr"), printed_day(datetime.date(2008, 1, 18), "ar")
    ('1er\xa0janvier 2008', '18 كانون الثاني/يناير 2008')
    """
    return _filled(strings(language).dates.printed, date, language)


def _filled(form: str, date: datetime.date, language: str) -> str:
    month = months(language)[date.month - 1]
    day = strings(language).dates.first if date.day == 1 else date.day
    return form.format(day=day, month=month, number=date.month, year=date.year)


@cache
def _numbers(language: str) -> Mapping[str, int]:
    """Return the numbers of the months by every spelling, in lower case."""
    spellings = strings(language).dates.spellings
    return {name.casefold(): n for n, names in enumerate(spellings, 1) for name in names.split("|")}


@cache
def spelt_months(language: str) -> tuple[str, ...]:
    """Return January to December as regular expressions of all their spellings."""
    found: dict[int, list[str]] = {}
    for name in sorted(_numbers(language), key=len, reverse=True):
        found.setdefault(_numbers(language)[name], []).append(_flexible(name))
    return tuple("|".join(found[n]) for n in sorted(found))


@cache
def any_month(language: str) -> str:
    """Return a regular expression of every spelling of every month, to be matched without regard to case."""
    return "|".join(_flexible(name) for name in sorted(_numbers(language), key=len, reverse=True))


def _flexible(name: str) -> str:
    return re.escape(name).replace("/", f"{SPACE}*/{SPACE}*")


def month_number(name: str, language: str) -> int:
    """Return the number of a month by any of its spellings; 0 if there is no such month.

    >>> month_number("août", "fr"), month_number("AOUT", "fr"), month_number("May", "fr")
    (8, 8, 0)
    """
    return _numbers(language).get(_AROUND_STROKE.sub("/", name.casefold()), 0)


_AROUND_STROKE = re.compile(f"{SPACE}*/{SPACE}*")
