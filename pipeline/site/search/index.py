"""The files of the index that search in the browser reads: scripts, so that it works from the file system too.

Reads works, and postings. Gives bytes. The works are divided into parts, so that a change touches one of them and none
needs all words in memory. The index has `catalogue.js` (where the shards of the words begin, read with the page), heads
of several parts (symbols, facets), shards of the words with their texts (`words/RANGE-N.js`) and of the words by their
ends (`ends/RANGE-N.js`, by which a word is found that begins with a wrong letter), titles and subjects (read for their
filter only). A query loads only the shards of its words. `templates/site/search.js` reads them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.site.facets import subjects
from pipeline.site.model import Passage, SiteText, SiteWork

CATALOGUE = "search/catalogue.js"
TEXTS_PER_PART = 300
"""Texts of a part. Chosen: its postings are made again in a fifth of a second."""
PARTS_PER_HEAD = 16
"""Parts whose works are in one head. Chosen: some 40 KB, so that a query of a large site loads few files."""
_TITLES = 10
"""Works in a file of titles. Chosen: a page of results needs few of them."""
Part = Sequence[SiteWork]
Starts = dict[int, list[str]]
"""By range of words, what its shards begin with."""
Written = Iterator[tuple[str, bytes]]


def parts_of(works: Sequence[SiteWork]) -> list[list[SiteWork]]:
    """Return the works in parts; a work stays in its part while the number of parts does."""
    count = part_count(sum(len(work.texts) for work in works))
    found: list[list[SiteWork]] = [[] for _ in range(count)]
    for work in sorted(works, key=lambda work: work.slug):
        found[zlib.crc32(work.slug.encode()) % count].append(work)
    return found


def part_count(texts: int) -> int:
    """Return the number of parts for so many texts: a power of two."""
    count = 1
    while count * TEXTS_PER_PART < texts:
        count *= 2
    return count


def catalogue(heads: int, words: Starts, ends: Starts) -> tuple[str, bytes]:
    """Return the file that a page with search loads first."""
    return CATALOGUE, _call("catalogue", {"heads": heads, "titles": _TITLES, "words": words, "ends": ends})


def passages_file(text: SiteText, passages: Iterable[Passage]) -> tuple[str, bytes]:
    """Return the passages of a text, loaded when it is among the results shown."""
    return text.passages_address, _call("passages", text.address, [[p.anchor, p.whole] for p in passages])


def shard_file(name: str, shard: object) -> tuple[str, bytes]:
    """Return a file of the index by its name (`words/99-0`)."""
    return f"search/{name}.js", _call("shard", name, shard)


def head_files(number: int, parts: Sequence[Part]) -> Written:
    """Yield the head of parts: what results are filtered and ordered by and where their pages are; their subjects."""
    works = list(chain.from_iterable(parts))
    identities = [work.model.identity for work in works]
    head = {
        "first": number * PARTS_PER_HEAD,
        "works": [len(part) for part in parts],
        "slug": [work.slug for work in works],
        "symbol": [work.symbol for work in works],
        "date": [work.date.isoformat() if work.date else "" for work in works],
        "body": _column(identity.body.value for identity in identities),
        "kind": _column(identity.kind.value for identity in identities),
        "session": _column(_session(work) for work in works),
        "languages": _column(" ".join(text.identity.language for text in work.texts) for work in works),
        "names": _column(" ".join(text.page_name for text in work.texts) for work in works),
    }
    yield shard_file(f"head-{number}", head)
    yield shard_file(f"subjects-{number}", _column_of_many([subjects(work) for work in works]))


def title_files(number: int, part: Part) -> Written:
    """Yield the titles of the works of a part."""
    for n in range(0, len(part), _TITLES):
        yield shard_file(f"titles/{number}-{n // _TITLES}", [_titles(work) for work in part[n : n + _TITLES]])


def _column(values: Iterable[str]) -> list[object]:
    """Return values of which most occur often: each once, and their numbers."""
    places: dict[str, int] = {}
    numbers = [places.setdefault(value, len(places)) for value in values]
    return [list(places), numbers]


def _column_of_many(found: Sequence[Sequence[str]]) -> list[object]:
    """Return the values of all, each once, and for each the numbers of its own."""
    names = sorted(set(chain.from_iterable(found)))
    places = {name: n for n, name in enumerate(names)}
    return [names, [[places[name] for name in own] for own in found]]


def _session(work: SiteWork) -> str:
    identity = work.model.identity
    return f"{identity.body.value}-{identity.session}" if identity.session is not None else ""


def _titles(work: SiteWork) -> list[list[str]]:
    """Return direction and title of each text of a work, as results show them."""
    return [[text.identity.direction.value, text.heading] for text in work.texts]


def _call(name: str, *values: object) -> bytes:
    """Return a script that hands values to the search on the page."""
    given = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"siteSearch.{name}({given});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8")
