"""Numbers in words, from ICU, in Roman digits, and figures that Arabic files turn round.

Reads the rule sets that ICU has for a language. Gives strings in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pipeline.languages.codes import bcp47, primary
from pipeline.languages.strings import strings, supported

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_DIGITS = re.compile(r"m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_TURNED = re.compile(
    r"(?<![A-Za-z\d/])(?<!\b\d[ \u00a0])(?<!\b\d\d[ \u00a0])\d{3}(?:[ \u00a0]\d{3})*[ \u00a0]\d{1,3}(?!\d)"
)
_FORMS = ("%spellout-cardinal", "%spellout-ordinal", "%spellout-numbering")


@lru_cache(maxsize=512)
def ordinal(number: int, language: str) -> str:
    """Return "the n-th" (session) in words; "" for a language without a file.

    >>> ordinal(62, "fr"), ordinal(78, "zho"), ordinal(78, "de"), ordinal(78, "sw")
    ('soixante-deuxième', '第七十八', 'achtundsiebzigste', '')
    """
    if not supported(language):
        return ""
    spelled = _speller(primary(bcp47(language))).format(number, strings(language).language.ordinal)
    return str(spelled).replace("\u00ad", "").lower()


@lru_cache(maxsize=4096)
def in_words(number: int, language: str) -> frozenset[str]:
    """Return the number in words, cardinal and ordinal, in every gender and case that ICU has for the language.

    >>> sorted(in_words(2, "en")), "zweites" in in_words(2, "de")
    (['second', 'two'], True)
    """
    return frozenset(_spellings(number, _speller(primary(bcp47(language)))))


def _spellings(number: int, speller: Any) -> Iterator[str]:  # noqa: ANN401 - ICU gives no types
    for name in (speller.getRuleSetName(n) for n in range(speller.getNumberOfRuleSetNames())):
        if name.startswith(_FORMS):
            speller.setDefaultRuleSet(name)
            yield speller.format(number).replace("\u00ad", "").lower()


@cache
def _speller(language: str) -> Any:  # noqa: ANN401
    import icu

    return icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))


def roman(number: int) -> str:
    """Return a number in Roman digits.

    >>> roman(30), roman(1949)
    ('XXX', 'MCMXLIX')
    """
    digits = ""
    for value, digit in _ROMAN:
        digits += digit * (number // value)
        number %= value
    return digits


def roman_value(text: str) -> int | None:
    """Return the value of a Roman number in one case; None for anything else.

    >>> roman_value("xiv"), roman_value("IV"), roman_value("iiii"), roman_value("a"), roman_value("")
    (14, 4, None, None, None)
    """
    rest, total = text.upper(), 0
    if text not in (text.lower(), rest) or not _ROMAN_DIGITS.fullmatch(text.lower()):
        return None
    for value, digit in _ROMAN:
        while rest.startswith(digit):
            rest, total = rest.removeprefix(digit), total + value
    return total or None


def in_order(text: str) -> str:
    """Return a text with figures in order that are typed from their end, as in many Arabic files.

    >>> in_order("200 268 51"), in_order("51 268 200"), in_order("28 063 300")
    ('51 268 200', '51 268 200', '28 063 300')
    """
    return _TURNED.sub(_righted, text)


def _righted(match: re.Match[str]) -> str:
    groups = re.split(r"[ \u00a0]", match[0])
    turned = len(groups[-1]) < 3 or groups[0].startswith("0")
    return " ".join(reversed(groups)) if turned else match[0]
