"""Dates in words.

Reads text in a language. Gives ISO dates, by the patterns with which texts are compared (`concordance.facts`).
"""

from __future__ import annotations

import re

from pipeline.document import Text
from pipeline.versions.concordance.facts import facts

_FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def iso_dates(text: str, language: str) -> list[str]:
    """Return the full dates in a text, sorted. `language` BCP 47; a date in English is understood in every language."""
    for name in dict.fromkeys((language, "en")):
        found = [date for date in facts((Text(text),), name).dates if _FULL.fullmatch(date)]
        if found:
            return sorted(found)
    return []


def iso_date(text: str, language: str) -> str:
    """Return the one full date in a text; "" if there is none, or several."""
    found = iso_dates(text, language)
    return found[0] if len(found) == 1 else ""
