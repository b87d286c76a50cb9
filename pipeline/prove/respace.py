"""What a layout does to words without losing them: broken, joined, set close to a note mark, letters moved.

Reads the words still missing and the words still extra. Takes off both what is explained, and says how many were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

_LONGEST_RUN = 6
"""Most neighbours that are tried as the pieces of one word."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

Spelling = Callable[[str], str]


def unglue(source: list[str], missing: Counter[str], extra: Counter[str]) -> dict[str, list[str]]:
    """Figures that the layout joined, each with its parts: "2022" with note mark 1 reads "20221".

    One of the parts must be missing; the other may seem to be there because a page number is the same figure.
    """
    joined: dict[str, list[str]] = {}
    for pair in pairwise(source):
        whole = "".join(pair)
        if extra.get(whole, 0) > 0 and whole.isdigit() and any(missing.get(part, 0) > 0 for part in pair):
            _take(extra, whole, 1)
            joined[whole] = list(pair)
            for part in pair:
                if missing.get(part, 0) > 0:
                    _take(missing, part, 1)
                else:
                    extra[part] += 1
    return joined


def respace(sequence: list[str], wanted: Counter[str], have: Counter[str], spelling: Spelling = str) -> int:
    """Number of words of `wanted` that runs of neighbours in `sequence`, all still in `have`, spell together.

    Read back from the file, neighbours are the pieces of a broken word; in the source, they are words that the layout
    joined.
    """
    spelled: dict[str, list[str]] = {}
    for word in wanted.elements():
        spelled.setdefault(spelling(word), []).append(word)
    count = 0
    for start, first in enumerate(sequence):
        if have.get(first, 0) > 0:
            length = _spelled(sequence[start : start + _LONGEST_RUN], have, spelled, spelling)
            if length:
                pieces = sequence[start : start + length]
                _take(wanted, spelled[spelling("".join(pieces))].pop(), 1)
                for piece in pieces:
                    _take(have, piece, 1)
                count += 1
    return count


def _spelled(run: list[str], have: Counter[str], spelled: dict[str, list[str]], spelling: Spelling) -> int:
    """How many of the first two or more of `run`, all in `have`, spell a wanted word; 0 where none do."""
    for length in range(2, len(run) + 1):
        pieces = run[:length]
        if have.get(pieces[-1], 0) <= 0:
            return 0
        if spelled.get(spelling("".join(pieces))) and all(have[p] >= pieces.count(p) for p in pieces):
            return length
    return 0


def by_letters(found: list[str], missing: Counter[str], extra: Counter[str]) -> int:
    """Right-to-left words whose letters are there, in another order or cut otherwise.

    First word for word (the same letters in a word), then as runs of neighbours, then all together: a word is lost when
    the extra right-to-left words have not enough of its letters left.
    """
    lost = Counter({w: n for w, n in missing.items() if _RIGHT_TO_LEFT.search(w)})
    spare = Counter({w: n for w, n in extra.items() if _RIGHT_TO_LEFT.search(w)})
    before = sum(lost.values())
    if not before:
        return 0
    _anagrams(lost, spare)
    respace(found, lost, spare, _letters)
    _pooled(lost, spare)
    for word in [w for w in missing if _RIGHT_TO_LEFT.search(w)]:
        missing[word] = lost[word]
        if not missing[word]:
            del missing[word]
    for word in [w for w in extra if _RIGHT_TO_LEFT.search(w)]:
        extra[word] = spare[word]
    return before - sum(lost.values())


def is_right_to_left(words: list[str]) -> bool:
    """True where more than a quarter of the words are written from right to left."""
    return 4 * sum(1 for word in words if _RIGHT_TO_LEFT.match(word)) > len(words)


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _anagrams(lost: Counter[str], spare: Counter[str]) -> None:
    """Pair missing and extra words that have the same letters."""
    by_key: dict[str, list[str]] = {}
    for word in spare:
        by_key.setdefault(_letters(word), []).append(word)
    for word in list(lost):
        for other in by_key.get(_letters(word), ()):
            taken = min(lost[word], spare[other])
            if taken > 0:
                _take(lost, word, taken)
                _take(spare, other, taken)


def _pooled(lost: Counter[str], spare: Counter[str]) -> None:
    """Take the letters of the missing words out of those of the extra words, as far as they go."""
    pool = Counter[str]()
    for word, number in spare.items():
        for letter in word:
            pool[letter] += number
    for word in list(lost.elements()):
        need = Counter(word)
        if all(pool[letter] >= number for letter, number in need.items()):
            pool.subtract(need)
            _take(lost, word, 1)


def _take(counter: Counter[str], word: str, number: int) -> None:
    counter[word] -= number
    if counter[word] <= 0:
        del counter[word]
