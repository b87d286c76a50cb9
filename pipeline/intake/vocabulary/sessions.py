"""Numbers of sessions, in digits or in words.

Reads the line that names a session. Gives its number.
"""

from __future__ import annotations

import re

from pipeline.languages.numbers import ordinal

_MOST = 200
"""Sessions of which names are looked for in words. Chosen: the Assembly reaches its hundredth in 2045."""


def session_number(text: str, language: str) -> int | None:
    """Return the number of the session that a line names; None for none.

    >>> session_number("Eightieth session", "en"), session_number("55e session", "fr"), session_number("Session", "en")
    (80, 55, None)
    """
    figures = re.search(r"\d{1,3}", text)
    if figures:
        return int(figures[0])
    words = " ".join(text.lower().replace("\u00ad", "").split())
    names = {number: ordinal(number, language) for number in range(1, _MOST)}
    named = [n for n, name in names.items() if name and re.search(rf"(?<!\w){re.escape(name)}", words)]
    return max(named, key=lambda number: len(names[number]), default=None)
