"""Postings: which texts have a word, as strings of which a browser reads only those of the words asked for.

Reads the words of the texts of a part of the site. Gives strings, in ranges of words that begin (or end) alike, so that
a change of a word changes one range. Ranges are cut by size into shards.

A string has a capital letter for each text that has the word: it says how many texts since the last one have not (A for
none), digits before it how many times 26 more. A small letter gives the weight from there on (a, which is 1, holds at
first). The strings of several parts follow each other, each after the number of its part and "!".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.site.search.words import is_spelt

_LARGEST = 48_000
"""Characters of a shard. Chosen: it loads at a key stroke; the rarest words of a query decide its length."""
_SIGNS = 26
"""Capital letters. Chosen: each is one byte and needs no escape in a script."""
_OWN_RANGE = 0x3000
"""Characters below it have a range each, from it on 256 share one. Chosen: where Chinese begins, with thousands."""
Words = Mapping[str, int]
"""Words of a text with their weights."""
Found = dict[str, str]
"""Postings by word."""


def postings(texts: Iterable[Words]) -> Found:
    """Return the postings of a part: its texts count from 0."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for word, weight in words.items():
            found[word] += number, weight
    return {word: _written(pairs) for word, pairs in found.items()}


def _written(pairs: Sequence[int]) -> str:
    """Return pairs of a text's number and a weight as a string."""
    signs: list[str] = []
    last, known = -1, 1
    for number, weight in zip(pairs[::2], pairs[1::2], strict=True):
        if weight != known:
            signs.append(chr(ord("a") + weight - 1))
        signs.append(_step(number - last - 1))
        last, known = number, weight
    return "".join(signs)


@lru_cache(maxsize=4096)
def _step(passed: int) -> str:
    more, rest = divmod(passed, _SIGNS)
    return f"{more or ''}{chr(ord('A') + rest)}"


def range_of(sign: str) -> int:
    """Return the number of the range of words that begin, or end, with this character."""
    code = ord(sign)
    return code if code < _OWN_RANGE else code & ~0xFF


def by_beginning(found: Found, whole: bool) -> dict[int, Found]:
    """Return postings in ranges of words that begin alike; if they stay one `whole`, in range 0."""
    ranges: dict[int, Found] = defaultdict(dict)
    for word, texts in found.items():
        ranges[0 if whole else range_of(word[0])][word] = texts
    return ranges


def by_end(words: Iterable[str], whole: bool) -> dict[int, list[str]]:
    """Return the words that may be misspelt, in ranges of those that end alike."""
    ranges: dict[int, list[str]] = defaultdict(list)
    for word in filter(is_spelt, words):
        ranges[0 if whole else range_of(word[-1])].append(word)
    return ranges


def word_shards(parts: Iterable[tuple[int, Found]]) -> Iterator[Found]:
    """Yield the postings of all parts in the order of their words; a word of very many texts has several shards."""
    merged: dict[str, list[str]] = defaultdict(list)
    for part, found in parts:
        for word, texts in found.items():
            merged[word].append(f"{part}!{texts}")
    shard: Found = {}
    size = 0
    for word in sorted(merged):
        pieces = _pieces(merged[word])
        for piece in pieces:
            own = len(word) + len(piece) + 6
            if shard and (size + own > _LARGEST or len(pieces) > 1):
                yield shard
                shard, size = {}, 0
            shard[word] = piece
            size += own
    if shard:
        yield shard


def _pieces(runs: Sequence[str]) -> list[str]:
    """Return the strings of a word as one, or as several that are not larger than a shard."""
    whole = "".join(runs)
    if len(whole) <= _LARGEST:
        return [whole]
    pieces = [""]
    for run in runs:
        if len(pieces[-1]) + len(run) > _LARGEST:
            pieces.append("")
        pieces[-1] += run
    return [piece for piece in pieces if piece]


def end_shards(parts: Iterable[tuple[int, Iterable[str]]]) -> Iterator[list[str]]:
    """Yield the words of all parts by their ends, each once."""
    shard: list[str] = []
    size = 0
    for turned in sorted({word[::-1] for _, words in parts for word in words}):
        shard.append(turned[::-1])
        size += len(turned) + 3
        if size >= _LARGEST:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard
