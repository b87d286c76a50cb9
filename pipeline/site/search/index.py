"""The index that search in the browser reads: script files, so that it works from the file system too.

Reads works and the words of their texts. Gives the index in segments, each of a part of the works, so that a change
touches one of them and none needs all words in memory. A segment has `head.js` (symbols, facets, where its shards
begin), shards of the words with their texts (`words-N.js`), the words by their ends (`ends-N.js`, by which a word is
found that begins with a wrong letter), titles (`titles-N.js`) and subjects (`subjects.js`, read for their filter only).
Shards are cut by size: a query loads only those of its words. `templates/site/search.js` reads them.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.site.facets import subjects
from pipeline.site.model import Passage, SiteText, SiteWork
from pipeline.site.search.words import is_spelt

CATALOGUE = "search/catalogue.js"
TEXTS_PER_SEGMENT = 2500
"""Texts of a segment. Chosen: it is made again in two seconds, and a query of a large site loads few files."""
_LARGEST_SHARD = 48_000
"""Characters of a shard. Chosen: it loads at a key stroke; the rarest words of a query decide its length."""
_TITLES = 40
"""Works in a file of titles. Chosen: a page of results needs few of them."""
Words = Callable[[str], dict[str, int]]
"""The words of a text by its name in the build, with their weights."""
Written = Iterator[tuple[str, bytes]]


def segments(works: Sequence[SiteWork]) -> list[list[SiteWork]]:
    """Return the works in segments; a work stays in its segment while the number of segments does."""
    count = segment_count(sum(len(work.texts) for work in works))
    found: list[list[SiteWork]] = [[] for _ in range(count)]
    for work in sorted(works, key=lambda work: work.slug):
        found[zlib.crc32(work.slug.encode()) % count].append(work)
    return found


def segment_count(texts: int) -> int:
    """Return the number of segments for so many texts: a power of two."""
    count = 1
    while count * TEXTS_PER_SEGMENT < texts:
        count *= 2
    return count


def catalogue(count: int) -> tuple[str, bytes]:
    """Return the file that a page with search loads first."""
    return CATALOGUE, _call("catalogue", count)


def passages_file(text: SiteText, passages: Iterable[Passage]) -> tuple[str, bytes]:
    """Return the passages of a text, loaded when it is among the results shown."""
    return text.passages_address, _call("passages", text.address, [[p.anchor, p.whole] for p in passages])


def segment_files(number: int, works: Sequence[SiteWork], words: Words) -> Written:
    """Yield the address and bytes of the files of a segment."""
    folder = f"search/{number}"
    postings = _postings(works, words)
    heads: dict[str, list[str]] = {"words": [], "ends": []}
    for n, shard in enumerate(_shards(postings)):
        heads["words"].append(next(iter(shard)))
        yield f"{folder}/words-{n}.js", _call("shard", f"{number}/words-{n}", shard)
    for n, ends in enumerate(_ends(postings)):
        heads["ends"].append(ends[0][::-1])
        yield f"{folder}/ends-{n}.js", _call("shard", f"{number}/ends-{n}", ends)
    for n in range(0, len(works), _TITLES):
        titles = [_titles(work) for work in works[n : n + _TITLES]]
        yield f"{folder}/titles-{n // _TITLES}.js", _call("shard", f"{number}/titles-{n // _TITLES}", titles)
    yield f"{folder}/subjects.js", _call("shard", f"{number}/subjects", _subjects(works))
    yield f"{folder}/head.js", _call("shard", f"{number}/head", {**heads, **_head(works), "titles": _TITLES})


def _postings(works: Sequence[SiteWork], words: Words) -> dict[str, list[int]]:
    """Return, by word, pairs of the number of a text in the segment and the weight of the word in it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(text for work in works for text in work.texts):
        for word, weight in words(text.name).items():
            found[word] += number, weight
    return found


def _shards(postings: dict[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    """Yield the words in order, in parts that are about as large as a shard may be."""
    part: dict[str, list[int]] = {}
    size = 0
    for word in sorted(postings):
        part[word] = postings[word]
        size += len(word) + 4 + 3 * len(postings[word])
        if size >= _LARGEST_SHARD:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _ends(postings: dict[str, list[int]]) -> Iterator[list[str]]:
    """Yield the words that may be misspelt by their ends, in parts."""
    part: list[str] = []
    size = 0
    for turned in sorted(word[::-1] for word in postings if is_spelt(word)):
        part.append(turned[::-1])
        size += len(turned) + 3
        if size >= _LARGEST_SHARD:
            yield part
            part, size = [], 0
    if part:
        yield part


def _head(works: Sequence[SiteWork]) -> dict[str, list[object]]:
    """Return, by work, what results are filtered and ordered by, and by text its work and language."""
    entries = [(work.symbol, work.model.identity, work.date) for work in works]
    texts = [(n, text) for n, work in enumerate(works) for text in work.texts]
    return {
        "symbol": [symbol for symbol, _, _ in entries],
        "body": [identity.body.value for _, identity, _ in entries],
        "kind": [identity.kind.value for _, identity, _ in entries],
        "session": [_session(work) for work in works],
        "date": [date.isoformat() if date else "" for _, _, date in entries],
        "work": [n for n, _ in texts],
        "language": [text.identity.language for _, text in texts],
    }


def _subjects(works: Sequence[SiteWork]) -> list[object]:
    """Return the names of all subjects, and for each work the numbers of its own."""
    found = [subjects(work) for work in works]
    names = sorted({name for own in found for name in own})
    places = {name: n for n, name in enumerate(names)}
    return [names, [[places[name] for name in own] for own in found]]


def _session(work: SiteWork) -> str:
    identity = work.model.identity
    return f"{identity.body.value}-{identity.session}" if identity.session is not None else ""


def _titles(work: SiteWork) -> list[object]:
    """Return a work as results show it: its folder, and language, direction, title, address of each text."""
    texts = [[t.identity.language, t.identity.direction.value, t.heading, t.address] for t in work.texts]
    return [work.folder, texts]


def _call(name: str, *values: object) -> bytes:
    """Return a script that hands values to the search on the page."""
    given = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"siteSearch.{name}({given});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8")
