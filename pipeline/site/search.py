"""The index that search in the browser reads: script files, so that it works from the file system too.

Reads the texts of a site. Gives `search/catalogue.js` (what a result shows), shards of an inverted index
(`search/index/NN.js`: word → pairs of text number and weight) of which a query loads only those of its words, and the
passages of each text (`search/texts/N.js`), loaded for the results shown. `templates/site/site.js` reads them; folding,
words and shards are made there in the same way as here.

Words: letters and digits after NFKD, without marks, in lower case; Chinese in pairs of characters. The shard of a word
follows from its first two characters (Chinese: one), so that all continuations of a beginning are in one shard.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.site.model import SiteText, SiteWork
from pipeline.site.pages.lists import CATALOGUE

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_TEXTS_PER_SHARD = 50
"""Texts for each part of the index. Chosen: a part stays small enough to load at a key stroke."""
_MOST_SHARDS = 256
"""Most parts of the index. Chosen: two hexadecimal digits name them."""
_MODULUS = 65521
"""The largest prime below 2^16 (as in Adler-32, RFC 1950)."""
_MOST_WEIGHT = 9
"""Most that repeating a word counts. Chosen: one digit, less than a title."""
_IN_TITLE = 10
"""Weight of a word of the title. Chosen: more than any number of repetitions."""


def search_files(works: Sequence[SiteWork]) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of all files of the index."""
    texts = [(work, text) for work in works for text in work.texts]
    shards = shard_count(len(texts))
    index: list[dict[str, list[int]]] = [{} for _ in range(shards)]
    for number, (_, text) in enumerate(texts):
        for word, weight in sorted(_weights(text).items()):
            index[shard_of(word, shards)].setdefault(word, []).extend((number, weight))
        yield f"search/texts/{number}.js", _call("passages", number, [[p.anchor, p.text] for p in text.passages])
    for number, words in enumerate(index):
        yield f"search/index/{number}.js", _call("shard", number, dict(sorted(words.items())))
    entries = [_entry(work, text) for work, text in texts]
    yield CATALOGUE, _call("catalogue", shards, entries)


def shard_count(texts: int) -> int:
    """Return the number of shards for so many texts: a power of two."""
    count = 1
    while count * _TEXTS_PER_SHARD < texts and count < _MOST_SHARDS:
        count *= 2
    return count


def _entry(work: SiteWork, text: SiteText) -> list[str]:
    """Return a text in the catalogue: symbol, title, language, direction, date, address, folder of the work."""
    identity = text.identity
    date = text.dated.isoformat() if text.dated else ""
    return [
        identity.symbol_printed, text.heading, identity.language, identity.direction.value, date, text.address,
        work.folder,
    ]  # fmt: skip


def _call(name: str, *values: object) -> bytes:
    """Return a script that hands values to the search on the page."""
    given = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"siteSearch.{name}({given});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8")


def _weights(text: SiteText) -> dict[str, int]:
    """Return each word of a text: how often it is there, more where it is in title or symbol."""
    counts = Counter(word for passage in text.passages for word in search_words(passage.text))
    weights = {word: min(count, _MOST_WEIGHT) for word, count in counts.items()}
    identity = text.identity
    for word in set(search_words(f"{identity.symbol_printed} {text.heading} {' '.join(identity.subjects)}")):
        weights[word] = weights.get(word, 0) + _IN_TITLE
    return weights


def search_words(text: str) -> Iterator[str]:
    """Yield the words of a text as the index has them."""
    for found in _WORD.findall(_folded(text)):
        if not _IS_HAN.match(found) or len(found) == 1:
            yield found
        else:
            yield from (found[n : n + 2] for n in range(len(found) - 1))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return the word without marks, in lower case."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M")).lower()


def shard_of(word: str, shards: int) -> int:
    """Return the shard of a word."""
    value = 0
    for character in word[:1] if _IS_HAN.match(word) else word[:2]:
        value = (value * 31 + ord(character)) % _MODULUS
    return value % shards
