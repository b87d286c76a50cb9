"""Words by which a line is known for what it is.

Reads `templates/intake/words.toml`. Gives patterns by language and topic, and the organ a name or symbol stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml
from pipeline.intake.vocabulary.style_table import FOLDER
from pipeline.languages.codes import terminology_code
from pipeline.languages.strings import supported

_ORGANS = "organs"


def says(topic: str, text: str, language: str) -> bool:
    """True where `text` begins with words of a topic ("formula") in this language, or in English."""
    text = " ".join(text.split())
    return any(_pattern(name, topic).match(text) for name in dict.fromkeys((_primary(language), "en")))


def speaks_of(topic: str, text: str, language: str) -> bool:
    """True where words of a topic stand anywhere in `text`."""
    return any(_pattern(name, topic).search(text) for name in dict.fromkeys((_primary(language), "en")))


def names_kind(kind: str, text: str, language: str, *, anywhere: bool = False) -> bool:
    """True where `text` begins with words that name a kind of document, or has them `anywhere`."""
    text = text if anywhere else " ".join(text.split())
    patterns = (_kind_pattern(name, kind) for name in dict.fromkeys((_primary(language), "en")))
    return any((pattern.search if anywhere else pattern.match)(text) for pattern in patterns)


def language_named(name: str) -> str:
    """BCP 47 of a language called by its name in English or its own; "" for none."""
    for primary, table in _table().items():
        if primary != _ORGANS and name.strip().lower() in table["names"]:
            return supported(primary)
    return ""


def original_code(text: str, language: str) -> str:
    """ISO 639-2 code of the language that "Original: …" names, where it is not `language` (BCP 47); else ""."""
    named = language_named(re.split("[:：]", text)[-1].strip(" \u00a0[]"))
    return terminology_code(named) if named and named != language else ""


def parts_of_letter(text: str, language: str) -> list[tuple[str, int, int]]:
    """ "date", "to" and "from" in the title of a letter with begin and end of their words; empty for another title."""
    for name in dict.fromkeys((_primary(language), "en")):
        for form in _table().get(name, {}).get("letter_parts", ()):
            match = re.fullmatch(form.replace(" ", r"[\s\u00a0]+"), text.strip())
            if match:
                return sorted(((part, *match.span(part)) for part in match.groupdict()), key=lambda part: part[1])
    return []


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
    if topic not in table:
        raise TemplateError(f"missing key in [{language}]: {topic}", place=Place(FOLDER / "words.toml"))
    return _joined(table[topic], f"{language}.{topic}")


@cache
def _kind_pattern(language: str, kind: str) -> re.Pattern[str]:
    """Words that name a kind; a kind without words is never recognised by them."""
    kinds = (_table().get(language) or _table()["en"]).get("kinds", {})
    return _joined(kinds.get(kind, ()), f"{language}.kinds.{kind}")


def _joined(words: Iterable[str], key: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{one})" for one in words) or "(?!)", re.IGNORECASE)
    except re.error as error:
        raise TemplateError(f"{key}: {error}", place=Place(FOLDER / "words.toml")) from error


@cache
def _table() -> dict[str, Any]:
    return read_toml(FOLDER / "words.toml")
