"""Names of languages in words: "Original: English", "Français".

Reads the table [names] of each language, and ICU for what no file names. Gives tags of languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.languages.codes import name_in, primary
from pipeline.languages.strings import strings, supported, tags


@cache
def names_in(language: str) -> Mapping[str, str]:
    """Return the tags of all languages that have a file by their names in a language, in lower case.

    Every spelling that its file gives, and what ICU calls a language that its file does not name.

    >>> names_in("fr")["anglais"], names_in("fr")["francais"], names_in("ar")["الانكليزية"]
    ('en', 'fr', 'en')
    """
    own = strings(language).names
    return {
        name.lower(): tag
        for tag in tags()
        for name in own.get(primary(tag), (name_in(primary(tag), supported(language) or language),))
    }


@cache
def language_named(name: str) -> str:
    """Return the tag of the language that has a name in any of the languages; "" if there is none.

    >>> language_named("Deutsch"), language_named(" anglais"), language_named("Klingon")
    ('de', 'en', '')
    """
    key = name.strip().lower()
    return next((names_in(tag)[key] for tag in tags() if key in names_in(tag)), "")
