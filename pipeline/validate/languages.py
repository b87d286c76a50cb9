"""What rules need to know of the languages: the table [validate] of each, and its expressions, compiled once.

Reads the strings of languages. Gives lookups by ISO 639 code or tag; there are no words in a language without a file,
so that no rule judges a text that it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from msgspec import structs

from pipeline.data import Record
from pipeline.languages.codes import scripts
from pipeline.languages.dates import SPACE, month_number, months, spelt_months
from pipeline.languages.records.checking import ValidateWords
from pipeline.languages.scripts import letters
from pipeline.languages.strings import FALLBACK, strings, supported, tags
from pipeline.validate.reading.sought import Sought

_T = TypeVar("_T")
_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_ENDING = re.compile(r"(?<=\d)(?:er|re|st|nd|rd|th|º|ª|\.)")


@cache
def words(language: str) -> ValidateWords:
    """Return what rules know texts of a language by; all of it is empty for a language without a file."""
    return strings(language).validate if supported(language) else _emptied(strings(FALLBACK).validate)


def _emptied(value: _T) -> _T:
    """Return a value of the same type in which nothing is."""
    if isinstance(value, Record):
        return structs.replace(value, **{name: _emptied(getattr(value, name)) for name in value.__struct_fields__})
    return type(value)()


@cache
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression of a data file as a pattern; that of "" is found nowhere."""
    return re.compile(expression.replace("{S}", SPACE) or "(?!)", flags)


def one_of(expressions: Iterable[str]) -> str:
    """Return an expression of any of these, the longer ones first; that of none is found nowhere."""
    return "|".join(sorted(dict.fromkeys(expressions), key=len, reverse=True)) or "(?!)"


def in_any(select: Callable[[ValidateWords], Iterable[str]]) -> str:
    """Return an expression of what `select` takes of any language."""
    return one_of(entry for tag in tags() for entry in select(words(tag)))


@cache
def is_latin(language: str) -> bool:
    """Return True for a language with a file that is written in Latin letters."""
    return bool(supported(language)) and "Latin" in scripts(supported(language))


@cache
def other_letters() -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of two letters or more of each script but Latin that languages with a file have."""
    names = sorted({script for tag in tags() for script in scripts(tag)} - {"Latin"})
    return {name: re.compile(f"(?:{letters(name).pattern}){{2,}}") for name in names}


@cache
def slips(language: str, rule: str) -> tuple[tuple[Sought, str, bool], ...]:
    """Return what must not occur in a language by a rule: pattern, what is wrong, whether a no-break space is."""
    names = "|".join(months(language))
    return tuple(
        (Sought(compiled(one.pattern.replace("{months}", names))), one.what, one.no_break)
        for one in words(language).slips
        if one.rule == rule
    )


def printed_date(text: str, language: str) -> tuple[int | None, int | None, int | None]:
    """Return (year, month, day) as far as the words print them; None for what they do not say or cannot be read.

    >>> printed_date("1er décembre 2023", "fra"), printed_date("14", "fra"), printed_date("2023年12月7日", "zho")
    ((2023, 12, 1), (None, None, 14), (2023, 12, 7))
    """
    partial = words(language).dates.partial
    if partial:
        found = next((m for m in compiled(partial).finditer(text) if m[0]), None)
        year, month, day = (int(part) if part else None for part in (found.groups() if found else ("", "", "")))
        return year, month, day
    year_found = _YEAR.search(text)
    rest = text.replace(year_found[1], " ") if year_found else text
    day_found = _DAY.search(_ENDING.sub("", rest))
    return (
        int(year_found[1]) if year_found else None,
        _month(rest, language),
        int(day_found[1]) if day_found else None,
    )


def _month(text: str, language: str) -> int | None:
    if not supported(language):
        return None
    found = _any_month(language).search(text)
    return month_number(found[0], language) if found else None


@cache
def _any_month(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt_months(language))})(?!\w)", re.IGNORECASE)
