"""Words of a text, as a reader of its language would compare them.

Reads strings. Gives tokens that together are the string again: a word, a number, one sign, or a run of spaces. Chinese,
Japanese and Thai are cut by character, as they write no spaces; all else at the borders of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u200c\u200d"
_BY_CHARACTER = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(
    rf"""
    [{_BY_CHARACTER}]                                        # one character
    | \d+(?:[.,\u00a0\u202f]\d{{3}})*(?:[.,]\d+)?            # a figure with its separators
    | (?:[^\W\d_{_BY_CHARACTER}][{_MARKS}]*)+                # a word with its accents
      (?:[-\u2010\u2011](?=[^\W\d_])(?:[^\W\d_{_BY_CHARACTER}][{_MARKS}]*)+)*
      ['\u2019]?                                             # the apostrophe belongs to what is before it: l’, d’
    | \s+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(rf"[{_BY_CHARACTER}]|\d+|(?:[^\W\d_{_BY_CHARACTER}][{_MARKS}]*)+")


def tokens(text: str) -> list[str]:
    """Return the tokens of a text in order; joined they are the text."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """Return words and figures alone, folded (case, accents, apostrophes away): what similarity is measured on."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Return the text without case and accents, with one kind of apostrophe, dash and space."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def squeezed(texts: Iterable[str]) -> str:
    """Return texts joined, every run of spaces one space, none at the ends."""
    return " ".join("".join(texts).split())
