"""The language of a text that names none, by its script and its frequent words.

Reads strings, and the words `frequent` of each language. Gives tags of languages.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.languages.codes import scripts
from pipeline.languages.scripts import script_of
from pipeline.languages.strings import strings, tags


@cache
def known_scripts() -> tuple[str, ...]:
    """Return the names of the scripts of all languages."""
    return tuple(sorted({script for tag in tags() for script in scripts(tag)}))


def written_in(text: str) -> str:
    """Return the script, of those that are known, that most letters of a text belong to; "" if it has none."""
    return script_of(text, known_scripts())


def detected(text: str) -> str:
    """Return the tag of the language that a text is in; "" if it could be several or none."""
    script = written_in(text)
    known = [tag for tag in tags() if script in scripts(tag)]
    if len(known) < 2:
        return known[0] if known else ""
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = sorted(
        ((sum(counts[word] for word in strings(tag).language.frequent), tag) for tag in known), reverse=True
    )
    return scores[0][1] if scores[0][0] > scores[1][0] else ""
