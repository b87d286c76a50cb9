"""Words that name a kind of document.

Reads the table [recognise.kinds] of the languages. Gives whether a line begins with the words of a kind, in a language
or in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.errors import Place, TemplateError
from pipeline.languages.strings import FALLBACK, FOLDER, interface, strings


def names_kind(kind: str, text: str, language: str, *, anywhere: bool = False) -> bool:
    """Return True if `text` begins with words that name a kind of document; with `anywhere` also within."""
    text = text if anywhere else " ".join(text.split())
    patterns = (_kind_pattern(name, kind) for name in dict.fromkeys((interface(language), FALLBACK)))
    return any((pattern.search if anywhere else pattern.match)(text) for pattern in patterns)


def any_of(words: Iterable[str], language: str, key: str) -> re.Pattern[str]:
    """Return a pattern of words of the table [recognise]. Raises TemplateError if one is invalid."""
    try:
        return re.compile("|".join(f"(?:{one})" for one in words) or "(?!)", re.IGNORECASE)
    except re.error as error:
        raise TemplateError(f"[recognise] {key}: {error}", place=Place(FOLDER / f"{language}.toml")) from error


@cache
def _kind_pattern(language: str, kind: str) -> re.Pattern[str]:
    """Return a pattern for the words that name a kind. A kind without words is never recognised by them."""
    return any_of(strings(language).recognise.kinds.get(kind, ()), language, f"kinds.{kind}")
