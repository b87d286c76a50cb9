"""What a layout does to words without losing them: broken, joined, set close to a note mark, letters moved.

Reads the words still missing and the words still extra. Takes off both what is explained, and says how many were.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

_LONGEST_RUN = 6
"""Most neighbours that are tried as the pieces of one word, but of one that goes over so many lines."""

_WITHIN = 2000
"""Most extra words among which the pieces of one word are looked for."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

Spelling = Callable[[str], str]


class Spelled(NamedTuple):
    """A word that a run of neighbours spells: where the run begins, and how many they are."""

    word: str
    start: int
    length: int


def respace(sequence: list[str], wanted: Counter[str], have: Counter[str], spelling: Spelling = str) -> list[Spelled]:
    """The words of `wanted` that runs of neighbours in `sequence`, all still in `have`, spell together, in order:

    words of the source that stand in the file in pieces.
    """
    spelled: dict[str, list[str]] = {}
    for word in wanted.elements():
        spelled.setdefault(spelling(word), []).append(word)
    found: list[Spelled] = []
    start = 0
    while start < len(sequence):
        length = _spelled(sequence, start, have, spelled, spelling) if have.get(sequence[start], 0) > 0 else 0
        if length:
            pieces = sequence[start : start + length]
            found.append(Spelled(spelled[spelling("".join(pieces))].pop(), start, length))
            _take(wanted, found[-1].word, 1)
            for piece in pieces:
                _take(have, piece, 1)
        start += length or 1
    return found


def _spelled(
    sequence: list[str], start: int, have: Counter[str], spelled: dict[str, list[str]], spelling: Spelling
) -> int:
    """How many neighbours from `start`, two or more and all in `have`, spell a wanted word; 0 where none do."""
    joined = sequence[start]
    for end in range(start + 1, len(sequence)):
        if have.get(sequence[end], 0) <= 0:
            return 0
        joined += sequence[end]
        if spelled.get(spelling(joined)) and _held(sequence[start : end + 1], have):
            return end + 1 - start
        if end - start >= _LONGEST_RUN - 1 and not any(
            words and word.startswith(joined) for word, words in spelled.items()
        ):
            return 0
    return 0


def joined(source: list[str], missing: Counter[str], extra: Counter[str], marks_touch: bool) -> list[Spelled]:
    """Extra words that neighbours in the source, at least one of them missing, spell together, in order.

    The other neighbours only seem to be there: "1" of the note mark in "20221" may be a page number too. Figures are
    taken for such ones only where `marks_touch`: elsewhere all of their parts must be missing.
    """
    found: list[Spelled] = []
    firsts = {word[0] for word in extra}
    start = 0
    while start < len(source):
        length = _joined_from(source, start, missing, extra, marks_touch) if source[start][0] in firsts else 0
        if length:
            found.append(Spelled("".join(source[start : start + length]), start, length))
            _take(extra, found[-1].word, 1)
            for part in source[start : start + length]:
                if missing.get(part, 0) > 0:
                    _take(missing, part, 1)
                else:
                    extra[part] += 1
        start += length or 1
    return found


def _joined_from(source: list[str], start: int, missing: Counter[str], extra: Counter[str], marks_touch: bool) -> int:
    """How many neighbours from `start`, two or more, spell an extra word; 0 where none do."""
    whole = source[start]
    for end in range(start + 1, len(source)):
        whole += source[end]
        if extra.get(whole, 0) > 0:
            parts = [missing.get(part, 0) > 0 for part in source[start : end + 1]]
            if all(parts) or (any(parts) and (marks_touch or not whole.isdigit())):
                return end + 1 - start
        if not any(word.startswith(whole) for word in extra):
            return 0
    return 0


def scattered(found: list[str], missing: Counter[str], extra: Counter[str]) -> int:
    """Number of missing words whose pieces stand in order among the extra words, with words of other columns between.

    Words of letters only: a page number and another must not make up a lost figure.
    """
    spare = [word for word in found if extra.get(word, 0) > 0 and word.isalpha()]
    count = 0
    for word in [w for w in missing.elements() if w.isalpha()]:
        taken = _pieces(word, spare)
        if taken:
            _take(missing, word, 1)
            for i in taken:
                _take(extra, spare[i], 1)
            spare = [w for i, w in enumerate(spare) if i not in taken]
            count += 1
    return count


def _pieces(word: str, spare: list[str]) -> list[int]:
    """Places of the first words that spell `word` one after the other; none where they do not, or one does alone."""
    for start, first in enumerate(spare):
        if not word.startswith(first):
            continue
        taken, spelled = [start], first
        for i in range(start + 1, min(len(spare), start + _WITHIN)):
            if spelled == word:
                break
            if word.startswith(spelled + spare[i]):
                taken.append(i)
                spelled += spare[i]
        if spelled == word and len(taken) > 1:
            return taken
    return []


def _held(pieces: list[str], have: Counter[str]) -> bool:
    return all(have[piece] >= number for piece, number in Counter(pieces).items())


def rejoined(found: list[str], broken: list[Spelled]) -> list[str]:
    """The words of a file with the pieces of broken words joined again."""
    result: list[str] = []
    at = 0
    for word, start, length in broken:
        result += [*found[at:start], word]
        at = start + length
    return result + found[at:]


def parted(found: list[str], source: list[str], joined: list[Spelled]) -> list[str]:
    """The words of a file with those parted again that the layout joined of words of the source."""
    parts: dict[str, list[list[str]]] = {}
    for word, start, length in reversed(joined):
        parts.setdefault(word, []).append(source[start : start + length])
    result: list[str] = []
    for word in found:
        result += parts[word].pop() if parts.get(word) else [word]
    return result


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


def has_right_to_left(text: str) -> bool:
    """True where any of it is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(words: list[str]) -> bool:
    """True where more than a quarter of the words are written from right to left."""
    return 4 * sum(1 for word in words if _RIGHT_TO_LEFT.match(word)) > len(words)


def by_base_letters(missing: Counter[str], extra: Counter[str]) -> int:
    """Words with composed letters among right-to-left words, of whose marks the extractor loses the place."""
    bare: dict[str, list[str]] = {}
    for word in extra:
        bare.setdefault(_bare(word), []).append(word)
    count = 0
    for word in list(missing):
        for other in bare.get(_bare(word), ()):
            taken = min(missing.get(word, 0), extra.get(other, 0))
            if taken > 0:
                _take(missing, word, taken)
                _take(extra, other, taken)
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
