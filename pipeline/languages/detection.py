"""The language of a text that names none, by its script and its frequent words.

Reads strings, and the words `frequent` of each language. Gives tags of languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import chain

from pipeline.languages.codes import scripts
from pipeline.languages.scripts import script_of
from pipeline.languages.strings import strings, tags

_FEWEST = 8
"""Frequent words that a sure answer needs. Chosen: a sentence or two."""
_CLEARLY = 1.5
"""By how much the best language must lead for a sure answer. Chosen: kindred languages share words."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def known_scripts() -> tuple[str, ...]:
    """Return the names of the scripts of all languages."""
    return tuple(sorted({script for tag in tags() for script in scripts(tag)}))


def written_in(text: str) -> str:
    """Return the script of most letters of a text; "" if it has no letters of a script in `known_scripts`."""
    return script_of(text, known_scripts())


def detected(text: str, *, sure: bool = False) -> str:
    """Return the tag of the language of a text; "" if no language, or more than one, fits.

    `sure`: only if the text leaves no doubt: enough words that are frequent in the language and not in the others.
    """
    script = written_in(text)
    known = [tag for tag in tags() if script in scripts(tag)]
    if len(known) < 2:
        return known[0] if known else ""
    counts = frequent_words(text)
    (best, tag), (second, _) = sorted(((counts[tag], tag) for tag in known), reverse=True)[:2]
    decided = best >= max(_FEWEST, _CLEARLY * second) if sure else best > second
    return tag if decided else ""


def frequent_words(text: str) -> Counter[str]:
    """Return by tag of a language how many of its frequent words are in a text."""
    known = filter(None, map(_frequent().get, _WORD.findall(text.lower())))
    return Counter(chain.from_iterable(known))


@cache
def _frequent() -> Mapping[str, tuple[str, ...]]:
    """Return the languages in which a word is frequent."""
    pairs = [(word, tag) for tag in tags() for word in strings(tag).language.frequent]
    return {word: tuple(tag for one, tag in pairs if one == word) for word, _ in pairs}
