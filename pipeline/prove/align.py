"""Alignment of two sequences of words: which words of one are, in order, in the other.

Reads two lists of tokens. Gives the indexes of the first that are matched; their number is a lower bound of the
longest common subsequence, and equal to it in texts of some ten thousand words. Linear where the words are in order;
where not, exact up to a limit, beyond it anchored on words that occur once in both (patience). `Places` finds many
short sequences in one long one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import repeat
from operator import contains

_EXACT = 100_000_000
"""Most pairs of words of two stretches that are compared in full. Chosen: bounds the time of one stretch to about a
tenth of a second, and its memory to some megabytes."""

_PART = 1000
"""Words that are settled at a time in longer ones; as many after them are looked at.
Chosen: bounds the time, and holds every passage that was moved inside a page."""

_REACH = 400
"""Words of the other stretch by which such a part may have grown. Chosen: a running head and the notes of a page."""

_DEEPEST = 50
"""How often anchors are looked for between anchors.
Chosen: far from Python's limit of recursion, deeper than any text needs."""

_TRIED = 4
"""Most places of its rarest word at which a sequence is looked for. Chosen: more are not worth their time."""

_AROUND = 50
"""Words before and after the place where a sequence should be that are looked at too. Chosen: some lines of print."""


def in_order(expected: list[str], given: list[str]) -> bool:
    """Return True if `wanted` is a subsequence of `given`."""
    stream = repeat(iter(given))
    return all(map(contains, stream, expected))  # type: ignore[arg-type] # "in" walks an iterator on


def matched(expected: list[str], given: list[str]) -> list[int]:
    """Return the indexes of `wanted` whose words are in `given` in the same order, ascending."""
    if in_order(expected, given):
        return list(range(len(expected)))
    found: list[int] = []
    _match(expected, given, (0, len(expected)), (0, len(given)), found)
    return sorted(found)


class Places:
    """The places of the words of a long sequence, in which many short ones are looked for."""

    def __init__(self, given: list[str]) -> None:
        self._given = given
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(given):
            self._places.setdefault(word, []).append(place)

    def in_order(self, expected: list[str]) -> bool:
        """Return True if `wanted` is a subsequence."""
        reached = 0
        for word in expected:
            places = self._places.get(word, ())
            at = bisect_left(places, reached)
            if at == len(places):
                return False
            reached = places[at] + 1
        return True

    def matched(self, expected: list[str]) -> list[int]:
        """Return the indexes of `wanted` whose words are in order about where its rarest word is, ascending."""
        known = [i for i, word in enumerate(expected) if word in self._places]
        if not known:
            return []
        rarest = min(known, key=lambda i: len(self._places[expected[i]]))
        best: list[int] = []
        for place in self._places[expected[rarest]][:_TRIED]:
            begin = max(0, place - rarest - _AROUND)
            end = place + len(expected) - rarest + _AROUND
            best = max(best, matched(expected, self._given[begin:end]), key=len)
        return best


_Span = tuple[int, int]


def _match(a: list[str], b: list[str], in_a: _Span, in_b: _Span, found: list[int]) -> None:
    """Match the ends, then anchors, then what is between them."""
    work = [(in_a, in_b, 0)]
    while work:
        (a0, a1), (b0, b1), depth = work.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            found.append(a0)
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            found.append(a1)
        if a0 == a1 or b0 == b1:
            continue
        exact = (a1 - a0) * (b1 - b0) <= _EXACT or depth >= _DEEPEST
        anchors = [] if exact else _anchors(a, b, (a0, a1), (b0, b1))
        if anchors:
            between = _between(anchors, (a0, a1), (b0, b1), found)
            work.extend((in_a, in_b, depth + 1) for in_a, in_b in between)
        else:
            found.extend(_stretch(a[a0:a1], b[b0:b1], a0))


def _anchors(a: list[str], b: list[str], in_a: _Span, in_b: _Span) -> list[tuple[int, int]]:
    """Return the places of words that occur once in both spans, the longest run of them that is in order in both."""
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
    """Return the spans between the anchors; the anchors themselves are found."""
    spans: list[tuple[_Span, _Span]] = []
    (a0, a1), (b0, b1) = in_a, in_b
    for i, j in anchors:
        found.append(i)
        spans.append(((a0, i), (b0, j)))
        a0, b0 = i + 1, j + 1
    spans.append(((a0, a1), (b0, b1)))
    return spans


def _stretch(a: list[str], b: list[str], offset: int) -> list[int]:
    """Return matches between two stretches without a word that occurs once in both: exact, or part by part."""
    if len(a) * len(b) <= _EXACT:
        return [offset + i for i, _ in _pairs(a, b)]
    result: list[int] = []
    begin = 0
    for start in range(0, len(a), _PART):
        pairs = _pairs(a[start : start + 2 * _PART], b[begin : begin + 2 * _PART + _REACH])
        settled = [pair for pair in pairs if pair[0] < _PART]
        result += [offset + start + i for i, _ in settled]
        begin += settled[-1][1] + 1 if settled else 0
    return result


def _pairs(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence in both, ascending."""
    from rapidfuzz.distance import LCSseq  # loaded with the first doubt

    blocks = LCSseq.opcodes(a, b).as_matching_blocks()
    return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]
