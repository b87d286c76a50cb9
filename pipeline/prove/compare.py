"""The comparison: words of the source against words read back from a written file.

Reads `Words` and the text of a file. Gives a `Proof`. Compared as a multiset: every word of the source must be in the
file as often as in the source. Only where words are missing is asked what the layout may have done to them
(`respace`), each kind of it counted; what is left is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.prove.align import in_order, matched
from pipeline.prove.fold import tokens
from pipeline.prove.oracle import Expected, Words
from pipeline.prove.proof import LostWord, Proof
from pipeline.prove.respace import by_letters, is_right_to_left, respace, unglue
from pipeline.prove.traits import Traits

_NEIGHBOURS = 4
"""Words of context on each side of a lost word."""


def compare(words: Words, text: str, traits: Traits) -> Proof:
    """How the words of the source stand in `text`, read back from a file of the format that has these traits."""
    expected = words.expected if traits.vowel_marks else words.expected_without_marks
    sections, wanted = expected.sections, expected.words
    found = tokens(text, vowel_marks=traits.vowel_marks)
    explained = _Explained(expected, found, traits)
    unmatched = _unmatched(sections, explained.found)
    ordered = len(wanted) - len(sections[0])  # the cover page may be moved
    parted = [i for i in unmatched if i >= len(sections[0])]
    order = 1 - len(parted) / ordered if ordered else 1.0
    asked = order < traits.order_floor and not (traits.letters_move and is_right_to_left(wanted))
    displaced = _displaced(words, parted, ordered, traits) if asked else []
    places = _missing_at(wanted, unmatched, explained.missing)
    tell = _Teller(words, wanted, traits)
    return Proof(
        format=traits.name,
        words=len(wanted),
        lost=tell(places),
        order=order,
        displaced=tell(displaced[:1]),
        extra=explained.extra,
        respaced=explained.respaced,
        unordered=explained.unordered,
    )


def _displaced(words: Words, parted: list[int], ordered: int, traits: Traits) -> list[int]:
    """The words out of order, where they are too many; those in tables count only if rows stay whole."""
    if not traits.rows_part:
        return parted
    tabled = _tabled(words, traits)
    outside = [i for i in parted if i not in tabled]
    share = len(outside) / max(1, ordered - len(tabled))
    return outside if 1 - share < traits.order_floor else []


def _tabled(words: Words, traits: Traits) -> set[int]:
    """Indexes of the words that stand in tables."""
    result: set[int] = set()
    end = 0
    for passage in words.passages():
        begin, end = end, end + len(tokens(passage.text, vowel_marks=traits.vowel_marks))
        if next(passage.element.iterancestors("{*}table"), None) is not None:
            result.update(range(begin, end))
    return result


class _Explained:
    """Words that are missing and extra when all is allowed for that the layout does, and how often it did."""

    def __init__(self, expected: Expected, found: list[str], traits: Traits) -> None:
        want, have = expected.counts, Counter(found)
        short = {word: number - have.get(word, 0) for word, number in want.items() if have.get(word, 0) < number}
        self.missing = Counter(short)
        self.extra = len(found) - len(expected.words)  # as long as nothing is missing
        self.found = found
        self.respaced = self.unordered = 0
        if self.missing:
            extra = have - want
            self._explain(expected.words, extra, traits)
            self.extra = sum(extra.values())

    def _explain(self, wanted: list[str], extra: Counter[str], traits: Traits) -> None:
        missing, found = self.missing, self.found
        if traits.marks_touch:
            joined = unglue(wanted, missing, extra)
            self.found = [part for word in found for part in joined.get(word, (word,))]
            self.respaced = len(joined)
        if missing:
            self.respaced += respace(found, missing, extra) + respace(wanted, extra, missing)
        if missing and traits.letters_move:
            self.unordered = by_letters(found, missing, extra)


def _unmatched(sections: Iterable[list[str]], found: list[str]) -> list[int]:
    """Indexes of words that are not where they should be; each section is aligned by itself."""
    result: list[int] = []
    offset = 0
    for section in sections:
        if not in_order(section, found):
            held = set(matched(section, found))
            result += [offset + i for i in range(len(section)) if i not in held]
        offset += len(section)
    return result


def _missing_at(wanted: list[str], unmatched: list[int], missing: Counter[str]) -> list[int]:
    """Where the missing words are likeliest to be missing: where source and file part, else where they first stand."""
    left = Counter(missing)
    places: set[int] = set()
    for i in (*unmatched, *range(len(wanted))) if missing else ():
        if left[wanted[i]] > 0 and i not in places:
            left[wanted[i]] -= 1
            places.add(i)
    return sorted(places)


class _Teller:
    """Tells of words, by their index, the place of their passage and their neighbours."""

    def __init__(self, words: Words, wanted: list[str], traits: Traits) -> None:
        self.words, self.wanted, self.traits = words, wanted, traits

    def __call__(self, places: list[int]) -> tuple[LostWord, ...]:
        """The words at these indexes, which ascend."""
        result: list[LostWord] = []
        end = 0
        waiting = iter(self.words.passages())
        for i in places:
            while end <= i:
                passage = next(waiting)
                end += len(tokens(passage.text, vowel_marks=self.traits.vowel_marks))
            context = " ".join(self.wanted[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
            result.append(LostWord(self.wanted[i], self.words.source.place(passage.element), context))
        return tuple(result)
