"""Words as the index and the browser cut and fold them.

Reads text. Gives letters and digits after NFKD, without marks, in lower case; Chinese in pairs of characters.
`templates/site/search.js` does the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_IS_SOMEWHERE_HAN = _IS_HAN.search


def search_words(text: str) -> Iterator[str]:
    """Yield the words of a text as the index has them."""
    plain = folded(text)
    if not _IS_SOMEWHERE_HAN(plain):
        yield from _WORD.findall(plain)
        return
    for found in _WORD.findall(plain):
        if not _IS_HAN.match(found) or len(found) == 1:
            yield found
        else:
            yield from (found[n : n + 2] for n in range(len(found) - 1))


def is_spelt(word: str) -> bool:
    """Return True for a word in which a letter may be wrong: no number, no pair of Chinese characters, not short."""
    return len(word) >= SHORTEST and word.isalpha() and not _IS_HAN.match(word)


SHORTEST = 5
"""Letters of a word that is still found with a letter wrong. Chosen: shorter ones are like too many others."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return the text without marks, in lower case."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return decomposed.translate(_MARKS).lower()


class _WithoutMarks(dict[int, int | None]):
    """The characters of `str.translate`: marks go, each looked up in Unicode's tables once."""

    def __missing__(self, code: int) -> int | None:
        """Return None for a mark, else the character itself."""
        found = None if unicodedata.category(chr(code)).startswith("M") else code
        return self.setdefault(code, found)


_MARKS = _WithoutMarks()
