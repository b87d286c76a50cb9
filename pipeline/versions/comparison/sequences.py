"""Longest common parts of two sequences of words, in a time that grows no worse than the sequences.

Reads two sequences. Gives the steps from one to the other, and their likeness. Short ones are compared as a whole. Long
ones are cut at words that both have once and in the same order; if there are none, into pieces of the same share:
the steps are right, but may then be more than the fewest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pipeline.versions.comparison.order import in_order

WHOLE = 4000
"""Words up to which the shorter of two sequences is compared as a whole. Chosen: bounds the time."""


class Step(NamedTuple):
    """A part of both sequences that is the same, or that one has in place of the other."""

    kept: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class _Piece(NamedTuple):
    """Parts of both sequences that are compared with each other."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def shorter(self) -> int:
        return min(self.old_end - self.old_start, self.new_end - self.new_start)


def steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
    """Yield the steps from `old` to `new`, in order; neighbours may be of one kind."""
    for piece in _pieces(old, new):
        first, second = piece.old_start, piece.new_start
        for code in Indel.opcodes(old[first : piece.old_end], new[second : piece.new_end]):
            kept = code.tag == "equal"
            yield Step(
                kept, first + code.src_start, first + code.src_end, second + code.dest_start, second + code.dest_end
            )


def likeness(old: Sequence[Hashable], new: Sequence[Hashable], least: float = 0.0) -> float:
    """Return the share of words that both have in the same order (0 to 1); 0 if it is below `least`."""
    if min(len(old), len(new)) <= WHOLE:
        return Indel.normalized_similarity(old, new, score_cutoff=least)
    if _share(old, new, (Counter(old) & Counter(new)).total()) < least:
        return 0.0
    kept = sum(_common(old, new, piece) for piece in _pieces(old, new))
    found = _share(old, new, kept)
    return found if found >= least else 0.0


def _share(old: Sequence[Hashable], new: Sequence[Hashable], kept: int) -> float:
    return 2 * kept / (len(old) + len(new))


def _common(old: Sequence[Hashable], new: Sequence[Hashable], piece: _Piece) -> int:
    """Return the length of the longest common subsequence of a piece."""
    a, b = old[piece.old_start : piece.old_end], new[piece.new_start : piece.new_end]
    return (len(a) + len(b) - Indel.distance(a, b)) // 2


def _pieces(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Piece]:
    """Yield the pieces that are compared with each other, in order; together they are the sequences."""
    if min(len(old), len(new)) <= WHOLE:
        yield _Piece(0, len(old), 0, len(new))
        return
    for piece in _between(_anchors(old, new), len(old), len(new)):
        yield from _parted(piece)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of the words that both have once, as far as they are in the same order."""
    places = _once(new)
    pairs = [(place, places[word]) for word, place in _once(old).items() if word in places]
    return sorted(in_order(pairs, [1.0] * len(pairs)))


def _once(words: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(words)
    return {word: place for place, word in enumerate(words) if counts[word] == 1}


def _between(anchors: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[_Piece]:
    """Yield the pieces from anchor to anchor, so many of them in one as make half of what is compared as a whole."""
    begin = (0, 0)
    for anchor in anchors:
        if min(anchor[0] - begin[0], anchor[1] - begin[1]) >= WHOLE // 2:
            yield _Piece(begin[0], anchor[0], begin[1], anchor[1])
            begin = anchor
    yield _Piece(begin[0], old, begin[1], new)


def _parted(piece: _Piece) -> Iterator[_Piece]:
    """Yield a piece, cut into equal shares where it is too long to be compared as a whole."""
    count = max(1, -(-piece.shorter // WHOLE))
    old = [piece.old_start + (piece.old_end - piece.old_start) * n // count for n in range(count + 1)]
    new = [piece.new_start + (piece.new_end - piece.new_start) * n // count for n in range(count + 1)]
    yield from map(_Piece._make, zip(old, old[1:], new, new[1:], strict=False))
