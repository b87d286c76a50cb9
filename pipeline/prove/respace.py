"""What a layout does to words without losing them: broken, joined, set close to a note mark, letters moved.

Reads the words still missing and the words still extra. Takes off both what is explained, and says how many were.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from pipeline.languages.scripts import RIGHT_TO_LEFT

_LONGEST_RUN = 6
"""Most neighbours that are tried as the pieces of one word, but of one that goes over so many lines.
Chosen: a word is seldom in more pieces."""

_STEPS = 32
"""Most neighbours that are looked at for each word of a text, on average: beyond that only short runs are tried.
Chosen: keeps the time linear in the text."""

_RIGHT_TO_LEFT = re.compile(f"[{RIGHT_TO_LEFT}]")

Spelling = Callable[[str], str]


class Spelled(NamedTuple):
    """A word that a run of neighbours spells: where the run begins, and how many they are."""

    word: str
    start: int
    length: int


class _Begun:
    """Words in order, to ask whether any begins with given letters, as often as `steps` allow."""

    def __init__(self, words: Iterable[str], steps: int) -> None:
        self._words = sorted(words)
        self._steps = steps

    def by(self, letters: str) -> bool:
        """Return True if a word begins so; False too where the steps are used up."""
        self._steps -= 1
        at = bisect_left(self._words, letters)
        return self._steps > 0 and at < len(self._words) and self._words[at].startswith(letters)


def respace(sequence: list[str], missing: Counter[str], have: Counter[str], spelling: Spelling = str) -> list[Spelled]:
    """Return the words of `wanted` that runs of neighbours in `sequence`, all still in `have`, spell together, in
    order:

    words of the source that are in the file in pieces.
    """
    spelled: dict[str, list[str]] = {}
    for word in missing.elements():
        spelled.setdefault(spelling(word), []).append(word)
    begun = _Begun(spelled, _STEPS * len(sequence))
    found: list[Spelled] = []
    reached = 0
    for start in [at for at, (one, other) in enumerate(pairwise(sequence)) if one in have and other in have]:
        if start < reached or have.get(sequence[start], 0) <= 0:
            continue
        if length := _spelled(sequence, start, have, spelled, spelling, begun):
            pieces = sequence[start : start + length]
            found.append(Spelled(spelled[spelling("".join(pieces))].pop(), start, length))
            take(missing, found[-1].word, 1)
            for piece in pieces:
                take(have, piece, 1)
            reached = start + length
    return found


def _spelled(
    sequence: list[str],
    start: int,
    have: Counter[str],
    spelled: dict[str, list[str]],
    spelling: Spelling,
    begun: _Begun,
) -> int:
    """Return how many neighbours from `start`, two or more and all in `have`, spell a wanted word, the longest of them;
    0 if none do.
    """
    joined, length = sequence[start], 0
    for end in range(start + 1, len(sequence)):
        if have.get(sequence[end], 0) <= 0:
            return length
        joined += sequence[end]
        if spelled.get(spelling(joined)) and _held(sequence[start : end + 1], have):
            length = end + 1 - start
        if (length or end - start >= _LONGEST_RUN - 1) and not begun.by(joined):
            return length
    return length


def joined(source: list[str], missing: Counter[str], extra: Counter[str], marks_touch: bool) -> list[Spelled]:
    """Return the extra words that neighbours in the source, at least one of them missing, spell together, in order.

    The other neighbours only seem to be there: "1" of the note mark in "20221" may be a page number too. Figures are
    taken for such ones only where `marks_touch`: elsewhere all of their parts must be missing.
    """
    found: list[Spelled] = []
    firsts = {word[0] for word in extra}
    begun = _Begun(extra, _STEPS * len(source))
    start = 0
    while start < len(source):
        begins = source[start][0] in firsts
        length = _joined_from(source, start, missing, extra, marks_touch, begun) if begins else 0
        if length:
            found.append(Spelled("".join(source[start : start + length]), start, length))
            take(extra, found[-1].word, 1)
            for part in source[start : start + length]:
                if missing.get(part, 0) > 0:
                    take(missing, part, 1)
                else:
                    extra[part] += 1
        start += length or 1
    return found


def _joined_from(
    source: list[str], start: int, missing: Counter[str], extra: Counter[str], marks_touch: bool, begun: _Begun
) -> int:
    """Return how many neighbours from `start`, two or more, spell an extra word; 0 if none do."""
    whole = source[start]
    for end in range(start + 1, len(source)):
        whole += source[end]
        if extra.get(whole, 0) > 0:
            parts = [missing.get(part, 0) > 0 for part in source[start : end + 1]]
            if all(parts) or (any(parts) and (marks_touch or not whole.isdigit())):
                return end + 1 - start
        if not begun.by(whole):
            return 0
    return 0


def _held(pieces: list[str], have: Counter[str]) -> bool:
    return all(have[piece] >= number for piece, number in Counter(pieces).items())


def rejoined(found: list[str], broken: list[Spelled]) -> list[str]:
    """Return the words of a file with the pieces of broken words joined again."""
    result: list[str] = []
    at = 0
    for word, start, length in broken:
        result += [*found[at:start], word]
        at = start + length
    return result + found[at:]


def parted(found: list[str], source: list[str], joined: list[Spelled]) -> list[str]:
    """Return the words of a file with those divided again that the layout joined of words of the source."""
    parts: dict[str, list[list[str]]] = {}
    for word, start, length in reversed(joined):
        parts.setdefault(word, []).append(source[start : start + length])
    result: list[str] = []
    for word in found:
        result += parts[word].pop() if parts.get(word) else [word]
    return result


def by_letters(found: list[str], missing: Counter[str], extra: Counter[str]) -> int:
    """Return right-to-left words whose letters are there, in another order or cut otherwise.

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


def has_right_to_left(text: str) -> bool:
    """Return True if any of it is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(words: list[str]) -> bool:
    """Return True if more than a quarter of the words are written from right to left."""
    return 4 * sum(1 for word in words if _RIGHT_TO_LEFT.match(word)) > len(words)


def by_base_letters(missing: Counter[str], extra: Counter[str]) -> int:
    """Return words with composed letters among right-to-left words, of whose marks the extractor loses the place."""
    bare: dict[str, list[str]] = {}
    for word in extra:
        bare.setdefault(_bare(word), []).append(word)
    count = 0
    for word in list(missing):
        for other in bare.get(_bare(word), ()):
            taken = min(missing.get(word, 0), extra.get(other, 0))
            if taken > 0:
                take(missing, word, taken)
                take(extra, other, taken)
                count += taken
    return count


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


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
                take(lost, word, taken)
                take(spare, other, taken)


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
            take(lost, word, 1)


def take(counter: Counter[str], word: str, number: int) -> None:
    """Take so many of a word off a counter, which keeps no word with none left."""
    counter[word] -= number
    if counter[word] <= 0:
        del counter[word]
