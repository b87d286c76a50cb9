"""Scripts: which characters belong to one, and which one a text is written in.

Reads strings, and ICU for the characters of a script. Gives parts of regular expressions and names of scripts as
Unicode has them: "Latin", "Han".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks of Unicode whose letters run from right to left, for a class of a regular expression."""

ARABIC = "\u0600-\u08ff"
"""Letters, marks, figures and punctuation of Arabic, Syriac, Thaana and N’Ko in their own blocks, for such a class."""


@cache
def letters(script: str) -> re.Pattern[str]:
    """Return the pattern of one letter of a script.

    >>> bool(letters("Cyrillic").match("ж")), bool(letters("Cyrillic").match("z")), bool(letters("Han").match("二"))
    (True, False, True)
    """
    import icu

    found = icu.UnicodeSet(f"[[:Script={script}:]&[:L:]]")
    ranges = ((found.getRangeStart(n), found.getRangeEnd(n)) for n in range(found.getRangeCount()))
    return re.compile("[{}]".format("".join(f"{first}-{last}" for first, last in ranges)))


def script_of(text: str, scripts: Iterable[str]) -> str:
    """Return which of the scripts most letters of a text belong to; "" for a text without a letter of any.

    >>> script_of("Резолюция A/RES/78/1", ("Latin", "Cyrillic")), script_of("12", ("Latin", "Han"))
    ('Cyrillic', '')
    """
    characters = Counter(text)
    counts = {script: sum(characters[c] for c in letters(script).findall("".join(characters))) for script in scripts}
    most = max(counts, key=lambda script: counts[script], default="")
    return most if most and counts[most] else ""
