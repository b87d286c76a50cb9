"""Which passage of one language is which of another.

Reads two sequences of passages. Gives pairs of positions in both. Passages of the same kind, number and facts are
anchors; between anchors the order decides, then kind, facts and length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.validate.model.passage import Passage

_GAP = 0.35
"""What a passage that stays alone costs. Chosen: two passages that fit less well are not a pair."""
_LIMIT = 60_000
"""Most pairs that are compared. Chosen: bounds the time."""
_RUN = 4
"""Passages in a row that are the same in both, from which on it does not matter that others say the same.
Chosen: so many in a row are not chance."""
_KIN = frozenset({"paragraph", "point", "text", "recital", "heading"})


def aligned(left: Sequence[Passage], right: Sequence[Passage]) -> dict[int, int]:
    """Return the position in `right` of each position in `left` that has a counterpart."""
    if [p.kind for p in left] == [p.kind for p in right]:
        return {n: n for n in range(len(left))}
    pairs: dict[int, int] = {}
    i = j = 0
    for x, y in [*_anchors(left, right), (len(left), len(right))]:
        pairs.update(_between(left, right, (i, x), (j, y)))
        if x < len(left):
            pairs[x] = y
        i, j = x + 1, y + 1
    return pairs


def _anchors(left: Sequence[Passage], right: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return the pairs that say the same and say something that no other passage says."""
    keys = [_key(p) for p in left], [_key(p) for p in right]
    counts = Counter(keys[0]), Counter(keys[1])
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    found = []
    for block in matcher.get_matching_blocks():
        for n in range(block.size):
            x, y = block.a + n, block.b + n
            alone = block.size >= _RUN or counts[0][keys[0][x]] == counts[1][keys[1][y]] == 1
            if alone and (len(left[x].atoms) >= 2 or left[x].kind.startswith("line")):
                found.append((x, y))
    return found


def _key(passage: Passage) -> str:
    return f"{passage.kind} {' '.join(sorted(passage.atoms))}"


def _between(
    left: Sequence[Passage], right: Sequence[Passage], own: tuple[int, int], other: tuple[int, int]
) -> dict[int, int]:
    (i, x), (j, y) = own, other
    n, m = x - i, y - j
    if n == m and [p.kind for p in left[i:x]] == [p.kind for p in right[j:y]]:
        return {i + k: j + k for k in range(n)}
    if not n or not m or n * m > _LIMIT:
        return {}
    return {i + a: j + b for a, b in in_step(left[i:x], right[j:y])}


def in_step(left: Sequence[Passage], right: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return the best pairs that keep the order (Needleman and Wunsch)."""
    n, m = len(left), len(right)
    scale = (sum(len(p.text) for p in left) + 1) / (sum(len(p.text) for p in right) + 1)
    fits = [[_fit(a, b, scale) for b in right] for a in left]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        best[i][m] = best[i + 1][m] - _GAP
    for j in range(m - 1, -1, -1):
        best[n][j] = best[n][j + 1] - _GAP
    for i in range(n - 1, -1, -1):
        row, below, fit = best[i], best[i + 1], fits[i]
        for j in range(m - 1, -1, -1):
            row[j] = max(below[j + 1] + fit[j], below[j] - _GAP, row[j + 1] - _GAP)
    return list(_path(best, fits))


def _path(best: list[list[float]], fits: list[list[float]]) -> list[tuple[int, int]]:
    pairs, i, j = [], 0, 0
    while i < len(fits) and j < len(fits[0]):
        if best[i][j] == best[i + 1][j + 1] + fits[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j] - _GAP:
            i += 1
        else:
            j += 1
    return pairs


def _fit(a: Passage, b: Passage, scale: float) -> float:
    """Return how well two passages fit: kind, number, facts, length."""
    if a.kind == b.kind:
        fit = 0.6
    elif a.kind in _KIN and b.kind in _KIN:
        fit = 0.1
    else:
        return -9.0
    if a.number and a.number == b.number:
        fit += 0.25
    if a.atoms or b.atoms:
        mine, theirs = a.atoms.keys(), b.atoms.keys()
        fit += 1.2 * len(mine & theirs) / len(mine | theirs) - 0.3
    longer, shorter = len(a.text) + 15, len(b.text) * scale + 15
    return fit + 0.6 * min(longer, shorter) / max(longer, shorter) - 0.3
