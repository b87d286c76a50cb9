"""Alignment of two sequences of words: which words of one stand, in order, in the other.

Reads two lists of tokens. Gives the indexes of the first that are matched; their number is a lower bound of the
longest common subsequence, and equal to it in all but contrived cases. Linear where the words are in order; where not,
anchored on words that occur once in both (patience), exact between anchors up to a limit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import repeat
from operator import contains

_EXACT = 400
"""Longest stretch between two anchors that is compared in full."""


def in_order(wanted: list[str], given: list[str]) -> bool:
    """True where `wanted` is a subsequence of `given`."""
    stream = repeat(iter(given))
    return all(map(contains, stream, wanted))  # type: ignore[arg-type] # "in" walks an iterator on


def matched(wanted: list[str], given: list[str]) -> list[int]:
    """Indexes of `wanted` whose words stand in `given` in the same order, ascending."""
    if in_order(wanted, given):
        return list(range(len(wanted)))
    found: list[int] = []
    _match(wanted, given, (0, len(wanted)), (0, len(given)), found)
    return sorted(found)


_Span = tuple[int, int]


def _match(a: list[str], b: list[str], in_a: _Span, in_b: _Span, found: list[int]) -> None:
    """Match ends, then anchors, then what is between them; no recursion deeper than the anchors nest."""
    work = [(in_a, in_b)]
    while work:
        (a0, a1), (b0, b1) = work.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            found.append(a0)
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            found.append(a1)
        if a0 == a1 or b0 == b1:
            continue
        anchors = _anchors(a, b, (a0, a1), (b0, b1))
        if anchors:
            work.extend(_between(anchors, (a0, a1), (b0, b1), found))
        else:
            found.extend(_stretch(a[a0:a1], b[b0:b1], a0))


def _anchors(a: list[str], b: list[str], in_a: _Span, in_b: _Span) -> list[tuple[int, int]]:
    """Places of words that occur once in both spans, the longest run of them that is in order in both."""
    once_a, once_b = (_once(s, span) for s, span in ((a, in_a), (b, in_b)))
    pairs = sorted((i, once_b[word]) for word, i in once_a.items() if word in once_b)
    ends: list[int] = []
    heads: list[int] = []
    back: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        back.append(heads[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        heads[at : at + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = heads[-1] if heads else -1
    while number >= 0:
        chain.append(pairs[number])
        number = back[number]
    return chain[::-1]


def _once(words: list[str], span: _Span) -> dict[str, int]:
    begin, end = span
    counts = Counter(words[begin:end])
    return {word: begin + i for i, word in enumerate(words[begin:end]) if counts[word] == 1}


def _between(anchors: list[tuple[int, int]], in_a: _Span, in_b: _Span, found: list[int]) -> list[tuple[_Span, _Span]]:
    """The spans between the anchors; the anchors themselves are found."""
    spans: list[tuple[_Span, _Span]] = []
    (a0, a1), (b0, b1) = in_a, in_b
    for i, j in anchors:
        found.append(i)
        spans.append(((a0, i), (b0, j)))
        a0, b0 = i + 1, j + 1
    spans.append(((a0, a1), (b0, b1)))
    return spans


def _stretch(a: list[str], b: list[str], offset: int) -> list[int]:
    """Matches between two stretches without a word that occurs once in both."""
    if len(a) <= _EXACT and len(b) <= _EXACT:
        blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return [offset + block.a + k for block in blocks for k in range(block.size)]
    places: dict[str, list[int]] = {}
    for j, word in enumerate(b):
        places.setdefault(word, []).append(j)
    result, reached = [], -1
    for i, word in enumerate(a):
        at = places.get(word, ())
        k = bisect_left(at, reached + 1)
        if k < len(at) and at[k] - reached <= _EXACT:
            result.append(offset + i)
            reached = at[k]
    return result
