"""Days and months in words.

Reads the table [dates] of a language, and ICU for the names of months. Gives strings.
"""

from __future__ import annotations

import datetime
from functools import cache

from pipeline.languages.codes import bcp47
from pipeline.languages.strings import strings


@cache
def months(language: str) -> tuple[str, ...]:
    """Return the names of January to December as they stand in a date.

    >>> months("ru")[0], months("ar")[5], months("en")[8]
    ('января', 'حزيران/يونيه', 'September')
    """
    return strings(language).dates.months or _icu_months(bcp47(language))


def _icu_months(language: str) -> tuple[str, ...]:
    import icu

    symbols = icu.DateFormatSymbols(icu.Locale.forLanguageTag(language))
    return tuple(map(str, symbols.getMonths(icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.WIDE)))


def day(date: datetime.date, language: str) -> str:
    """Return a day in words, as pages show it.

    >>> day(datetime.date(2008, 1, 18), "es"), day(datetime.date(2008, 1, 18), "zh-Hans")
    ('18 de enero de 2008', '2008年1月18日')
    """
    return _filled(strings(language).dates.full, date, language)


def printed_day(date: datetime.date, language: str) -> str:
    """Return a day as documents print it: in French without a break between day and month [form typography.no-break].

    >>> printed_day(datetime.date(2008, 1, 18), "fr"), printed_day(datetime.date(2008, 1, 18), "ar")
    ('18\xa0janvier 2008', '18 كانون الثاني/يناير 2008')
    """
    return _filled(strings(language).dates.printed, date, language)


def _filled(form: str, date: datetime.date, language: str) -> str:
    month = months(language)[date.month - 1]
    return form.format(day=date.day, month=month, number=date.month, year=date.year)
