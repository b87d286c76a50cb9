"""Numbers in words, from ICU.

Reads the rule sets that ICU has for a language. Gives strings in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pipeline.languages.codes import bcp47, primary
from pipeline.languages.strings import strings, supported

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
