"""Words in pieces that are not together: between them are words of the next column, or the foot of a page.

Reads the words still missing and the words still extra. Takes off both what is explained, and says how many were.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from pipeline.prove.respace import take

_WITHIN = 2000
"""Most extra words between a piece of a word and the next.
Chosen: a page of words, since a layout may move a piece to the next page."""

_STEPS = 16
"""Most steps for each extra and missing word, on average. Chosen: keeps the time linear in the text."""

_LONG = 40
"""Figures of more digits are looked for in pieces too: no page numbers make up one.
Chosen: page numbers have far fewer digits."""


def scattered(found: list[str], missing: Counter[str], extra: Counter[str]) -> tuple[int, list[str]]:
    """Return the number of missing words whose pieces are in order among the extra words, with other words between.

    Words of letters, and figures longer than a line: a page number and another must not make up a lost figure. Given
    too are the words of the file with each of these at the place of its first piece.
    """
    spare = _Spare(found, extra, sum(missing.values()))
    words: dict[int, str] = {}
    pieces: set[int] = set()
    for word in [w for w in missing if w.isalpha() or len(w) > _LONG]:
        while missing.get(word, 0) > 0 and (taken := spare.taken(word)):
            take(missing, word, 1)
            for place in taken:
                take(extra, found[place], 1)
            words[taken[0]] = word
            pieces.update(taken)
    kept = (words.get(place, "" if place in pieces else word) for place, word in enumerate(found))
    return len(words), [word for word in kept if word] if words else found


class _Spare:
    """Extra words by their places in the file and among each other."""

    def __init__(self, found: list[str], extra: Counter[str], asked: int) -> None:
        self._in_file = [place for place, word in enumerate(found) if extra.get(word, 0) > 0 and word.isalnum()]
        self._words = [found[place] for place in self._in_file]
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word, []).append(place)
        self._lengths = sorted({len(word) for word in self._words})
        self._steps = _STEPS * (len(self._words) + asked)

    def taken(self, word: str) -> list[int]:
        """Return the places in the file of the first pieces that spell `word` one after the other; they are given once.

        None if no pieces are, or the word is there whole.
        """
        firsts = (word[:length] for length in self._lengths if length < len(word))
        starts = sorted((place, first) for first in firsts for place in self._places.get(first, ()))
        dead: set[tuple[int, int]] = set()
        for place, first in starts if self._steps > 0 else ():
            pieces = self._chain(word, place, len(first), dead)
            if pieces:
                for at in pieces:
                    self._places[self._words[at]].remove(at)
                return [self._in_file[at] for at in pieces]
        return []

    def _chain(self, word: str, place: int, spelled: int, dead: set[tuple[int, int]]) -> list[int]:
        """Return the places of pieces from this one on; none where the word is not spelled to its end.

        `dead` are places, with the letters spelled up to there, from which that was found before.
        """
        chain = [place]
        states = [(place, spelled)]
        while spelled < len(word):
            place = self._next(word, spelled, place)
            if place < 0 or (place, spelled) in dead or self._steps <= 0:
                dead.update(states)
                return []
            spelled += len(self._words[place])
            chain.append(place)
            states.append((place, spelled))
        return chain

    def _next(self, word: str, spelled: int, after: int) -> int:
        """Return the nearest place after `after` of a piece that goes on with the word; -1 if there is none near."""
        nearest = after + _WITHIN + 1
        for length in self._lengths:
            if length > len(word) - spelled:
                break
            self._steps -= 1
            places = self._places.get(word[spelled : spelled + length], ())
            at = bisect_right(places, after)
            if at < len(places):
                nearest = min(nearest, places[at])
        return nearest if nearest <= after + _WITHIN else -1
