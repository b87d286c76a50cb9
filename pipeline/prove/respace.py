"""What a layout does to words without losing them: broken, joined, set close to a note mark, letters moved.

Reads the words still missing and the words still extra. Takes off both what is explained, and says how many were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

_LONGEST_RUN = 6
"""Most neighbours that are tried as the pieces of one word."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

Spelling = Callable[[str], str]


def respace(sequence: list[str], wanted: Counter[str], have: Counter[str], spelling: Spelling = str) -> int:
    """Number of words of `wanted` that runs of neighbours in `sequence`, all still in `have`, spell together.

    Read back from the file, neighbours are the pieces of a broken word; in the source, they are words that the layout
    joined ("2022" with note mark 1 reads "20221").
    """
    spelled = Counter[str]()
    for word, number in wanted.items():
        spelled[spelling(word)] += number
    count = 0
    for start, first in enumerate(sequence):
        if have.get(first, 0) > 0 and spelled:
            count += _spelled(sequence[start : start + _LONGEST_RUN], wanted, have, spelled, spelling)
    return count


def _spelled(
    run: list[str], wanted: Counter[str], have: Counter[str], spelled: Counter[str], spelling: Spelling
) -> int:
    """1 where the first two or more of `run` spell a wanted word, which is then taken off, else 0."""
    for length in range(2, len(run) + 1):
        pieces = run[:length]
        if have.get(pieces[-1], 0) <= 0:
            return 0
        key = spelling("".join(pieces))
        if spelled.get(key, 0) > 0 and not Counter(pieces) - have:
            _take(spelled, key, 1)
            _take(wanted, next(word for word in wanted if spelling(word) == key), 1)
            for piece in pieces:
                _take(have, piece, 1)
            return 1
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
        if not need - pool:
            pool -= need
            _take(lost, word, 1)


def _take(counter: Counter[str], word: str, number: int) -> None:
    counter[word] -= number
    if counter[word] <= 0:
        del counter[word]
