"""Words: how text is folded and cut so that a source and a rendering can be compared.

Reads strings. Gives tokens: a run of letters of one direction, a run of digits, or one character of a script
that is written without spaces or broken anywhere. Folded away is what a reader
does not see as a difference: case, compatibility forms, soft hyphens, zero-width and direction marks, tatweel, a mark
without its letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain

from pipeline.languages.scripts import RIGHT_TO_LEFT

_HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00016fe0-\U0001b2ff\U00020000-\U0003ffff"
)
"""Characters between which a line may be broken: Chinese, kana, Korean syllables."""

_MARKS, _MARKS_RTL = "\u0300-\u036f\u0483-\u0487", "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_FIRST = f"[^\\W\\d_{_HAN}{RIGHT_TO_LEFT}]"
_LETTER = f"(?:{_FIRST}|[{_MARKS}])"
_FIRST_RTL = f"(?![\\W\\d_])[{RIGHT_TO_LEFT}]"
_LETTER_RTL = f"(?:{_FIRST_RTL}|[{_MARKS_RTL}])"
_COMMON, _COMMON_RTL = "a-zß-öø-ÿа-яё", "\u0621-\u063a\u0641-\u064a"
"""Letters tried first, for speed alone."""

_TOKEN = re.compile(
    f"[{_COMMON}]+{_LETTER}*|[{_COMMON_RTL}]+{_LETTER_RTL}*|\\d+|[{_HAN}]|{_FIRST}{_LETTER}*|{_FIRST_RTL}{_LETTER_RTL}*"
)
_TATWEEL = "\u0640"
_INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_CHINESE_MARK = "、。，；：（）《》“”"
_CHINESE_MARKS = re.compile(f"[{_CHINESE_MARK}]+")
_IDEOGRAPHS = re.compile(f"([\u4e00-\u9fff{_CHINESE_MARK}]{{4,}})")
"""Ideographs, each of which is a word that folding leaves as it is, and the marks between them.
Chosen: from four on, so that other text is not cut into pieces."""
_KEPT = 24
"""Longest stretch whose words are kept: a text says most of its words many times, and is read in every format.
Chosen: words and short phrases repeat, sentences do not."""
_MOST = 1 << 15
"""Stretches kept at most. Chosen: more than a hundred documents in six languages have."""

_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670]")
_HAS_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670\ufc5b-\ufe7f]")
"""They and their forms for presentation, which folding makes of them."""


def fold(text: str) -> str:
    """Return `text` in compatibility form, without case and without what cannot be seen."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
        return unicodedata.normalize("NFC", _INVISIBLE.sub("", text.casefold()))
    return text.lower()


def is_seen(text: str) -> bool:
    """Return True if a text has a character that can be seen."""
    first = text[:1]
    return (first.isalnum() and first != _TATWEEL) or bool(_INVISIBLE.sub("", text).strip())


def tokens(text: str, *, vowel_marks: bool = True) -> list[str]:
    """Return the words of `text` in order; without Arabic vowel marks where a format cannot give them back."""
    cut = _CUT if vowel_marks or not has_vowel_marks(text) else _CUT_WITHOUT_MARKS
    return list(chain.from_iterable(map(cut.__getitem__, text.split())))


def has_vowel_marks(text: str) -> bool:
    """Return True if a text may have Arabic vowel marks."""
    return _HAS_VOWEL_MARKS.search(text) is not None


class _Cuts(dict[str, tuple[str, ...]]):
    """The words of stretches without white space: no word and no composed character reaches over white space.

    Short stretches are cut once.
    """

    def __init__(self, folded: Callable[[str], str]) -> None:
        super().__init__()
        self._folded = folded

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        words = tuple(self._cut(stretch))
        if words == (stretch,):
            words = (stretch,)  # one string of the two
        if len(stretch) <= _KEPT:
            if len(self) >= _MOST:
                self.clear()
            self[stretch] = words
        return words

    def _cut(self, stretch: str) -> list[str]:
        """Return the words of a stretch; those of Chinese without a search for each, in a third of the time."""
        words: list[str] = []
        for number, piece in enumerate(_IDEOGRAPHS.split(stretch)):
            words += _CHINESE_MARKS.sub("", piece) if number % 2 else _TOKEN.findall(self._folded(piece))
        return words


_CUT = _Cuts(fold)
_CUT_WITHOUT_MARKS = _Cuts(lambda stretch: _VOWEL_MARKS.sub("", fold(stretch)))


def without_vowel_marks(words: list[str]) -> list[str]:
    """Return the words as `tokens` gives them without Arabic vowel marks; a word of marks alone does not count."""
    if not _VOWEL_MARKS.search("\n".join(set(words))):
        return words
    return _VOWEL_MARKS.sub("", "\n".join(words)).split()
