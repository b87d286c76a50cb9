"""Divisions of a budget: headings that stand further from the heading above them.

Reads headings and `templates/pdf/wording.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.data import TEMPLATES, read_table
from pipeline.document import Heading


def opens_division(heading: Heading, language: str) -> bool:
    """Return whether a heading is the number of a division of a budget ("Section 29A")."""
    found = _division(language[:2])
    return found is not None and found.fullmatch(heading.text.strip()) is not None


@cache
def _division(language: str) -> re.Pattern[str] | None:
    words = read_table(TEMPLATES / "pdf" / "wording.toml").get(language, {}).get("division")
    return re.compile(words) if words else None
