"""Divisions of a budget: headings that stand further from the heading above them.

Reads headings and the table [print] of their language.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.document import Heading
from pipeline.languages.strings import strings, supported


def opens_division(heading: Heading, language: str) -> bool:
    """Return whether a heading is the number of a division of a budget ("Section 29A")."""
    found = _division(language)
    return found is not None and found.fullmatch(heading.text.strip()) is not None


@cache
def _division(language: str) -> re.Pattern[str] | None:
    words = strings(language).print.division if supported(language) else ""
    return re.compile(words) if words else None
