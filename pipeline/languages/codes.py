"""Codes, names, direction and script of languages, after ISO 639, BCP 47 and Unicode.

Reads ICU, which is loaded with the first question. Gives plain values, each worked out once. A code that ICU does not
know stays as it is; what is said of it is what is said of most languages.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.document import Direction

_WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TOO_LONG = 100
"""Characters. Chosen: more than any tag in use; ICU refuses 157 and more."""
UNDETERMINED = "und"
"""The code of a language that nobody has named."""


def primary(tag: str) -> str:
    """Return the first subtag in lower case: "zh" of "zh-Hans"."""
    return tag.split("-", maxsplit=1)[0].lower()


@cache
def bcp47(code: str) -> str:
    """Return the BCP 47 tag of an ISO 639 code or of a tag.

    An unknown code is returned in lower case, and `UNDETERMINED` for none.

    >>> bcp47("fre"), bcp47("fra"), bcp47("zho"), bcp47("zh-hans"), bcp47("qaa"), bcp47("")
    ('fr', 'fr', 'zh', 'zh-Hans', 'qaa', 'und')
    """
    found = str(locale(code).toLanguageTag()) if _is_tag(code) else code.lower()
    return found or UNDETERMINED


@cache
def terminology_code(code: str) -> str:
    """Return the ISO 639-2/T code of an ISO 639 code or of a BCP 47 tag.

    An unknown code is returned in lower case, and `UNDETERMINED` for none.

    >>> terminology_code("fre"), terminology_code("zh-Hans"), terminology_code("qaa"), terminology_code("")
    ('fra', 'zho', 'qaa', 'und')
    """
    found = str(locale(code).getISO3Language()) if _is_tag(code) else ""
    return found or code.lower() or UNDETERMINED


@cache
def scripts(tag: str) -> tuple[str, ...]:
    """Return the names of the scripts that a language is written in; Latin if ICU does not know it.

    >>> scripts("fr"), scripts("zh-Hans"), scripts("ar"), scripts("ja"), scripts("qaa")
    (('Latin',), ('Han',), ('Arabic',), ('Katakana', 'Hiragana', 'Han'), ('Latin',))
    """
    return tuple(str(script.getName()) for script in _scripts(tag)) or ("Latin",)


@cache
def direction(tag: str) -> Direction:
    """Return the base direction of a language.

    >>> direction("ar").value, direction("fa").value, direction("zh-Hans").value
    ('rtl', 'rtl', 'ltr')
    """
    found = _scripts(tag)
    return Direction.RTL if found and found[0].isRightToLeft() else Direction.LTR


def is_east_asian(tag: str) -> bool:
    """Return True for a language that is written in Chinese characters, kana or Korean syllables."""
    return not {"Han", "Hangul", "Hiragana"}.isdisjoint(scripts(tag))


@cache
def name_in(tag: str, language: str) -> str:
    """Return what ICU calls a language in a language; the tag itself if it does not know it.

    >>> name_in("pt", "pt"), name_in("pt", "fr"), name_in("qaa", "fr")
    ('português', 'portugais', 'qaa')
    """
    return str(locale(tag).getDisplayLanguage(locale(language))) if _is_tag(tag) else tag


@cache
def is_singular(n: int, language: str) -> bool:
    """Return True if a language speaks of so many things as of one: of 0 and 1 in French, of 1 in English.

    >>> is_singular(0, "fr"), is_singular(0, "en"), is_singular(1, "zh-Hans")
    (True, False, False)
    """
    import icu

    return str(icu.PluralRules.forLocale(locale(language)).select(n)) == "one"


@cache
def locale(code: str) -> Any:  # noqa: ANN401 - ICU gives no types
    """Return the locale of ICU for a code or tag; that of no language for what is not one."""
    import icu

    return icu.Locale.createCanonical(code if _is_tag(code) else UNDETERMINED)


def _is_tag(code: str) -> bool:
    return len(code) < _TOO_LONG and _WELL_FORMED.fullmatch(code) is not None


def _scripts(tag: str) -> list[Any]:
    import icu

    return [icu.Script(code) for code in icu.Script.getCode(tag)] if _is_tag(tag) else []
