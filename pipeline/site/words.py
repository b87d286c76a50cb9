"""Interface words of the site.

Reads the table [site] of `templates/languages/*.toml`. Gives `SiteWords`, and the languages of the interface in the
order of the United Nations: Arabic, Chinese, English, French, Russian, Spanish; German after them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml

LANGUAGES = ("ar", "zh-Hans", "en", "fr", "ru", "es", "de")
PREFERRED = ("en", "fr", "es", "ru", "zh-Hans", "ar", "de")
"""In this order a language is taken where the wanted one is not there."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_TABLES = ("kinds", "bodies")


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Words of one language; `{…}` stands for what is filled in."""

    name: str
    """The language's name in itself."""
    title: str
    skip: str
    home: str
    all: str
    newest: str
    languages: str
    search: str
    search_label: str
    search_language: str
    any_language: str
    found: str
    none: str
    more: str
    no_script: str
    feed: str
    texts: str
    read: str
    about: str
    formats: str
    package: str
    comparisons: str
    redline: str
    concordance: str
    details: str
    symbol: str
    date: str
    body: str
    kind: str
    subjects: str
    work: str
    permanent: str
    version: str
    unofficial: str
    pages: str
    size: str
    leads: str
    day: str
    months: tuple[str, ...]
    kinds: Mapping[str, str]
    bodies: Mapping[str, str]

    def on(self, date: datetime.date) -> str:
        """A date in words."""
        return self.day.format(day=date.day, month=self.months[date.month - 1], year=date.year)


@cache
def words(language: str) -> SiteWords:
    """The words of an interface language. Raises TemplateError for a key that is missing, unknown or no text."""
    path = TEMPLATES / "languages" / f"{language}.toml"
    table: Any = read_toml(path).get("site")
    expected = {f.name for f in fields(SiteWords)}
    odd = sorted(expected ^ set(table)) if isinstance(table, dict) else ["site"]
    odd = odd or [key for key, value in table.items() if not _fits(key, value)]
    if odd:
        raise TemplateError(f"missing, unknown or wrong in [site]: {', '.join(odd)}", place=Place(path))
    return SiteWords(**{**table, "months": tuple(table["months"])})


def _fits(key: str, value: object) -> bool:
    if key == "months":
        return isinstance(value, list) and len(value) == 12
    if key in _TABLES:
        return isinstance(value, dict) and all(isinstance(word, str) and word for word in value.values())
    return isinstance(value, str) and bool(value)


def interface_for(language: str) -> str:
    """The interface language for a text's language: the same, another form of it ("zh-TW"), else English."""
    kin = (tag for tag in LANGUAGES if tag.split("-")[0] == language.split("-", maxsplit=1)[0])
    return language if language in LANGUAGES else next(kin, "en")


def name_of(language: str) -> str:
    """A language's name in itself; its tag where the interface does not know it."""
    same = interface_for(language)
    return words(same).name if same.split("-")[0] == language.split("-", maxsplit=1)[0] else language


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
