"""Which pairs are in place, and which have moved.

Reads pairs of positions. Gives the heaviest set of pairs that keep their order in both texts; what is not in it moved.
"""

from __future__ import annotations

from collections.abc import Sequence


def in_order(pairs: Sequence[tuple[int, int]], weights: Sequence[float]) -> set[tuple[int, int]]:
    """Return, of pairs with distinct first and distinct second members, the increasing subset of the greatest weight.

    Time grows with n log n (a tree of maxima over the second member).
    """
    order = sorted(range(len(pairs)), key=lambda n: pairs[n])
    rank = {second: n + 1 for n, second in enumerate(sorted(second for _, second in pairs))}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(pairs) + 1)
    before = [-1] * len(pairs)
    best = (0.0, -1)
    for n in order:
        place = rank[pairs[n][1]]
        weight, before[n] = _maximum(tree, place - 1)
        here = (weight + weights[n], n)
        _raise(tree, place, here)
        best = max(best, here, key=lambda entry: entry[0])
    kept: set[tuple[int, int]] = set()
    n = best[1]
    while n >= 0:
        kept.add(pairs[n])
        n = before[n]
    return kept


def _maximum(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place > 0:
        if tree[place][0] > best[0]:
            best = tree[place]
        place -= place & -place
    return best


def _raise(tree: list[tuple[float, int]], place: int, entry: tuple[float, int]) -> None:
    while place < len(tree):
        if entry[0] > tree[place][0]:
            tree[place] = entry
        place += place & -place
