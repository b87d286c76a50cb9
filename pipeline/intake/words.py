"""Words by which a line is known for what it is.

Reads `templates/intake/words.toml`. Gives patterns by language and topic, and the organ a name or symbol stands for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml
from pipeline.intake.style_table import FOLDER

_ORGANS = "organs"


def says(topic: str, text: str, language: str) -> bool:
    """True where `text` begins with words of a topic ("formula") in this language, or in English."""
    text = " ".join(text.split())
    return any(_pattern(name, topic).match(text) for name in dict.fromkeys((_primary(language), "en")))


def speaks_of(topic: str, text: str, language: str) -> bool:
    """True where words of a topic stand anywhere in `text`."""
    return any(_pattern(name, topic).search(text) for name in dict.fromkeys((_primary(language), "en")))


def language_named(name: str) -> str:
    """BCP 47 of a language called by its name in English or its own; "" for none."""
    for primary, table in _table().items():
        if primary != _ORGANS and name.strip().lower() in table["names"]:
            return tag(primary)
    return ""


def tag(language: str) -> str:
    """The tag by which the project names a language: "zh-CN" is "zh-Hans"; "" for one that it has no words of."""
    primary = _primary(language)
    if not language or primary == _ORGANS or primary not in _table():
        return ""
    return "zh-Hans" if primary == "zh" else primary


def organ_of(text: str, *, symbol: bool) -> str:
    """The organ of a symbol, or of a name in a masthead, as IRIs have it ("un-ga"); "" where it is none of them."""
    for organ, names in _table()[_ORGANS].items():
        first, *others = names
        if symbol and text.startswith(first):
            return str(organ)
        if not symbol and any(re.search(name, text, re.IGNORECASE) for name in others):
            return str(organ)
    return ""


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower() or "en"


@cache
def _pattern(language: str, topic: str) -> re.Pattern[str]:
    table = _table().get(language) or _table()["en"]
    try:
        return re.compile("|".join(f"(?:{words})" for words in table[topic]) or "(?!)", re.IGNORECASE)
    except (KeyError, re.error) as error:
        raise TemplateError(f"{language}.{topic}: {error}", place=Place(FOLDER / "words.toml")) from error


@cache
def _table() -> dict[str, Any]:
    return read_toml(FOLDER / "words.toml")
