"""The masthead of a text that is derived from another: symbol and date of distribution.

Reads elements of a cover page. Gives copies that say something else, in place of the old ones.
"""

from __future__ import annotations

import datetime
import re

from lxml import etree

from pipeline.akn.builder import copied, say
from pipeline.errors import UsageError
from pipeline.languages.dates import printed_day
from pipeline.languages.strings import strings

_REVISION = re.compile(r"/Rev\.\d+$")
ISSUED = "#dateOfIssuance"
"""What the date of distribution in a masthead refers to."""


def real_day(text: str) -> datetime.date:
    """Return the day of an ISO date. Raises UsageError."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date", remedy="write it as 2008-01-31") from error


def printed_date(day: datetime.date, language: str) -> str:
    """Return the day as a masthead prints it in a language (ISO 639-2); in French it does not break.

    See [form typography.no-break].
    """
    return printed_day(day, strings(language).dates.in_mastheads or language)


def is_issue_date(element: etree._Element) -> bool:
    """Return True if a `docDate` is the date of distribution, in plain words."""
    return element.get("refersTo") == ISSUED and not len(element)


def redated(element: etree._Element, date: str, language: str) -> etree._Element:
    """Return a copy of a date of distribution that says another one."""
    twin = copied(element)
    if twin.get("date") is not None:
        twin.set("date", date)
    twin.text = printed_date(real_day(date), language)
    return twin


def with_text(element: etree._Element, text: str) -> etree._Element:
    """Return a copy with this text in place of its content, no longer marked as incomplete."""
    twin = copied(element)
    for child in list(twin):
        twin.remove(child)
    twin.text = text
    if twin.get("status") is not None:
        del twin.attrib["status"]
    return twin


def revised(element: etree._Element, number: int) -> etree._Element:
    """Return a copy of a symbol with "/Rev.n", in place of another one."""
    twin = copied(element)
    if len(twin):
        twin[-1].tail = _without_revision(twin[-1].tail)
    else:
        twin.text = _without_revision(twin.text)
    say(twin, f"/Rev.{number}")
    return twin


def _without_revision(text: str | None) -> str:
    return _REVISION.sub("", (text or "").rstrip())
