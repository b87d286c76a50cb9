"""The index for search, made again only where words have changed.

Reads works, the words of their texts, and the postings that the state of the site keeps of each part. Gives groups of
files to an `Output`. The words of a part are read again if one of its texts has changed, the shards of a range of words
are written again if the postings of a part in this range have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from pipeline.site.model import SiteWork
from pipeline.site.output import Output
from pipeline.site.reading import encoded
from pipeline.site.search.index import (
    PARTS_PER_HEAD,
    Part,
    Starts,
    Written,
    catalogue,
    head_files,
    parts_of,
    shard_file,
    title_files,
)
from pipeline.site.search.postings import by_beginning, by_end, end_shards, postings, word_shards
from pipeline.site.state import Range, SiteState


def write_index(works: Sequence[SiteWork], keys: Mapping[str, str], state: SiteState, output: Output) -> None:
    """Write the index; `keys` stand for the works by their slugs: other keys, other pages."""
    parts = parts_of(works)
    for number, part in enumerate(parts):
        made_from = (len(parts), [keys[work.slug] for work in part])
        output.group(f"titles {number}", made_from, title_files, number, part)
    heads = [parts[n : n + PARTS_PER_HEAD] for n in range(0, len(parts), PARTS_PER_HEAD)]
    for number, own in enumerate(heads):
        by_part = [[keys[work.slug] for work in part] for part in own]
        output.group(f"head {number}", (len(parts), by_part), head_files, number, own)
    output.put([catalogue(len(heads), *_write_words(parts, state, output))])


def _write_words(parts: Sequence[Part], state: SiteState, output: Output) -> tuple[Starts, Starts]:
    """Write the shards of the words; return where they begin, and where those of the words by their ends do."""
    ranges: dict[Range, list[tuple[int, bytes]]] = {}
    for number, part in enumerate(parts):
        for one, digest in _kept(number, part, len(parts), state, output).items():
            ranges.setdefault(one, []).append((number, digest))
    state.forget_parts(len(parts))
    starts: dict[str, Starts] = {"words": {}, "ends": {}}
    for one in sorted(ranges):
        kind, number = one
        group = f"{kind} {number}"
        output.group(group, ranges[one], _SHARDS[kind], number, state)
        starts[kind][number] = state.starts(group)
    return starts["words"], starts["ends"]


def _kept(number: int, part: Part, count: int, state: SiteState, output: Output) -> dict[Range, bytes]:
    """Return what stands for the postings of a part in each range; they are made, and kept, if a text has changed."""
    texts = [text for work in part for text in work.texts]
    key = output.key((count, [(text.name, text.identity.source_sha256) for text in texts]))
    known = state.part(number, key)
    if known is not None:
        return known
    found = postings(state.words(text.name) for text in texts)
    ranges: dict[Range, bytes] = {
        **{("words", n): encoded(own) for n, own in by_beginning(found, count == 1).items()},
        **{("ends", n): encoded(sorted(own)) for n, own in by_end(found, count == 1).items()},
    }
    digests = {one: hashlib.sha256(data).digest() for one, data in ranges.items()}
    state.keep_part(number, key, digests, ranges)
    return digests


def _word_files(number: int, state: SiteState) -> Written:
    """Yield the shards of a range of words, and note where they begin."""
    starts = []
    for n, shard in enumerate(word_shards(state.kept(("words", number), dict[str, str]))):
        starts.append(next(iter(shard)))
        yield shard_file(f"words/{number}-{n}", shard)
    state.keep_starts(f"words {number}", starts)


def _end_files(number: int, state: SiteState) -> Written:
    """Yield the shards of a range of words by their ends, and note where they begin."""
    starts = []
    for n, shard in enumerate(end_shards(state.kept(("ends", number), list[str]))):
        starts.append(shard[0][::-1])
        yield shard_file(f"ends/{number}-{n}", shard)
    state.keep_starts(f"ends {number}", starts)


_SHARDS: dict[str, Callable[[int, SiteState], Written]] = {"words": _word_files, "ends": _end_files}
