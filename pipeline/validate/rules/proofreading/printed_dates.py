"""Dates in the words: days that do not exist, cited documents that are later than the text, years that do not fit.

Reads the text outside meta and the date of the Work. Gives hits of TEXT-001 to 003.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.validate.languages import in_any
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block
from pipeline.validate.reading.citations import Citation, citations
from pipeline.validate.reading.dates import PrintedDate, printed_dates

WARNING = Severity.WARNING
SAYS = {
    "TEXT-001": "there is no such day: “{words}”",
    "TEXT-002": "the document cited is later than the text itself ({own}): “{words}”",
    "session": "{name} is of a session that begins in September {first}; the text is of {own}",
    "year": "{name} is of {year}; the text is of {own}",
    "TEXT-003": "number and date do not fit: {name} is not of {year}: “{words}”",
}
_UNKNOWN = ("", "0001-01-01", "1900-01-01")
_FIRST_SESSION = 1945
"""Session n opens in September of this year + n (rules of procedure of the General Assembly, rule 1)."""
_SLASHED = 31
"""The session from which resolutions of the Assembly are cited as session/number.
Chosen: earlier ones are cited with Roman digits, 3281 (XXIX)."""
_NEAR = 28
"""Characters that may be between a citation and its date. Chosen: "adopted on" with a weekday."""
_YEARS = range(1945, 2100)
_MOST_SESSIONS = 110
"""Higher numbers are not sessions. Chosen: thirty years ahead."""
_COMMISSIONS = (1956, 1957, 1969, 1991)
"""Year of the session before the first of the Commission on the Status of Women, the Commission on Narcotic Drugs, the
Statistical Commission and the Commission on Crime Prevention, had they met once a year from the start, as they do since
session 31. Chosen: they make the number of a session and its year agree.
"""
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def _behind() -> re.Pattern[str]:
    """Return what may be between a document and its date, in any language."""
    cited = in_any(lambda words: words.dates.cited)
    return re.compile(rf"[\s\u00a0]*(?:[A-Z][\s\u00a0]*)?[,(]?[\s\u00a0]*(?:{cited})[\s\u00a0]*")


@cache
def _ahead() -> re.Pattern[str]:
    """Return what may be between a date and its document."""
    return re.compile(rf"(?:{in_any(lambda words: words.dates.ahead)})*[\s\u00a0]*")


def own_date(file: AknFile) -> str:
    """Return the date of the Work; "" if it is not known or not a date."""
    found = file.main.value("FRBRWork", "FRBRdate", "date") if file.main else ""
    return found if found not in _UNKNOWN and _ISO.match(found) else ""


def _language(file: AknFile, block: Block) -> str:
    part = block.part
    return (part.language if part else "") or file.language


def dates_in(file: AknFile, block: Block) -> list[PrintedDate]:
    """Return the dates of a block; read once for all rules."""
    key = ("dates", block.element)
    if key not in file.read:
        file.read[key] = printed_dates(block.text, _language(file, block))
    found: list[PrintedDate] = file.read[key]
    return found


def citations_in(file: AknFile, block: Block) -> list[Citation]:
    """Return the documents that a block cites; read once for all rules."""
    key = ("citations", block.element)
    if key not in file.read:
        file.read[key] = citations(block.text)
    found: list[Citation] = file.read[key]
    return found


def _with_digits(file: AknFile) -> Iterator[Block]:
    return (block for block in file.blocks if _DIGIT.search(block.text))


@rule(
    "TEXT-001",
    WARNING,
    "n",
    "calendar",
    "every day that the words name exists",
    reads="text",
    suggestion="Look the date up and correct the day, the month or the year.",
)
def impossible_days(file: AknFile) -> Iterator[Hit]:
    """Report 30 and 31 February, the 31st of short months, 29 February of common years."""
    for block in _with_digits(file):
        for date in dates_in(file, block):
            if not date.exists and (date.year is None or date.year in _YEARS):
                words = " ".join(block.text[date.begin : date.end].split())
                length = date.end - date.begin
                yield block.hit(date.begin, SAYS["TEXT-001"].format(words=words), length=length)
                break


@rule(
    "TEXT-002",
    WARNING,
    "n",
    "calendar",
    "a text cites no document that is later than itself",
    reads="text, FRBRWork/FRBRdate",
    suggestion="Correct the session, the year or the date of the citation.",
)
def later_than_text(file: AknFile) -> Iterator[Hit]:
    """Compare the date beside the citation, else the session or year in its number."""
    own = own_date(file)
    if not own:
        return
    for block in _with_digits(file):
        found = citations_in(file, block)
        days = dict(dated(block, found, dates_in(file, block))) if found else {}
        for one in found:
            message = _too_late(one, days.get(one), own, block)
            if message:
                yield block.hit(one.begin, message, length=one.end - one.begin)
                break


def _too_late(one: Citation, date: PrintedDate | None, own: str, block: Block) -> str:
    year = int(own[:4])
    if date is not None and date.iso <= own:
        return ""
    if date is not None and date.iso > own:
        begin, end = min(one.begin, date.begin), max(one.end, date.end)
        return SAYS["TEXT-002"].format(own=own, words=" ".join(block.text[begin:end].split()))
    first = _FIRST_SESSION + one.session
    if _SLASHED <= one.session < _MOST_SESSIONS and first > year + 1:
        return SAYS["session"].format(name=one.name, first=first, own=own)
    if one.year in _YEARS and one.year > year:
        return SAYS["year"].format(name=one.name, year=one.year, own=own)
    return ""


@rule(
    "TEXT-003",
    WARNING,
    "n",
    "calendar",
    "session or year of a citation fit the date beside it",
    reads="text",
    suggestion="Look the document up and correct number or date.",
)
def number_and_date(file: AknFile) -> Iterator[Hit]:
    """Compare dates: session n of the Assembly runs from September 1945+n; other bodies count their own sessions."""
    for block in _with_digits(file):
        found = citations_in(file, block)
        if not found:
            continue
        for one, date in dated(block, found, dates_in(file, block)):
            if date.year is not None and not _fits(one, date):
                begin, end = min(one.begin, date.begin), max(one.end, date.end)
                words = " ".join(block.text[begin:end].split())
                message = SAYS["TEXT-003"].format(name=one.name, year=date.year, words=words)
                yield block.hit(begin, message, length=end - begin)
                break


def _fits(one: Citation, date: PrintedDate) -> bool:
    if "(" in one.name and one.year:
        return one.year == date.year
    if "/" not in one.name or one.name[0] not in "0123456789" or one.session < _SLASHED:
        return True
    first = _FIRST_SESSION + one.session
    year = date.year or 0
    assembly = f"{first}-08-15" <= date.iso <= f"{first + 1}-12-31"
    regional = f"{first - 1}-03-01" <= date.iso <= f"{first - 1}-07-31"
    council = year >= 2006 and abs(2006 + one.session / 3 - year) <= 2
    return assembly or regional or council or year - one.session in _COMMISSIONS


def dated(block: Block, found: list[Citation], dates: list[PrintedDate]) -> Iterator[tuple[Citation, PrintedDate]]:
    """Yield citations with the date that belongs to them: right behind, in Chinese right before."""
    for one in found:
        for date in dates:
            behind = 0 <= date.begin - one.end <= _NEAR and _behind().fullmatch(block.text, one.end, date.begin)
            ahead = 0 <= one.begin - date.end <= _NEAR and _ahead().fullmatch(block.text, date.end, one.begin)
            if date.year and (behind or ahead):
                yield one, date
                break
