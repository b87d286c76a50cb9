"""Words cut as the source cuts them, where a file has a whole passage letter by letter.

Reads the words of passages and of a file. Gives the words of the file with the same letters in the same order, in which
only the borders of words are elsewhere: so nothing that is lost can be found here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

_LEAST = 16
"""Letters of the shortest passage that is looked for. Chosen: two or three words; a figure may be a part of another."""
_STEPS = 500_000_000
"""Most letters that are looked at for all passages together. Chosen: bounds the time to about a second."""

_Span = tuple[int, int]


def recut(passages: Iterable[Sequence[str]], found: Sequence[str]) -> list[str]:
    """Return the words of a file, those that spell one of these passages cut as the passage has them."""
    letters = "".join(found)
    cuts, spans = _spelled(passages, letters)
    spans.sort()
    begins = [begin for begin, _ in spans]
    cuts += (end for end in accumulate(map(len, found), initial=0) if not _is_within(end, begins, spans))
    return [letters[begin:end] for begin, end in pairwise(sorted(set(cuts)))]


def _spelled(passages: Iterable[Sequence[str]], letters: str) -> tuple[list[int], list[_Span]]:
    """Return where the words of the passages begin and end, and where each passage does: each from the one before on,
    else from the beginning, and nothing twice.
    """
    cuts: list[int] = []
    ends: dict[str, int] = {}
    spans: list[_Span] = []
    steps = last = 0
    for words in passages:
        whole = "".join(words)
        if len(whole) < _LEAST or steps > _STEPS:
            continue
        begin = letters.find(whole, max(last, ends.get(whole, 0)))
        steps += (begin if begin >= 0 else len(letters)) - last
        if begin < 0:
            begin = letters.find(whole, ends.get(whole, 0))
            steps += len(letters)
        if begin >= 0:
            last = ends[whole] = begin + len(whole)
            spans.append((begin, last))
            cuts += accumulate(map(len, words), initial=begin)
    return cuts, spans


def _is_within(place: int, begins: list[int], spans: list[_Span]) -> bool:
    at = bisect_right(begins, place) - 1
    return at >= 0 and place < spans[at][1]
