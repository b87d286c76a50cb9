"""The comparison: words of the source against words read back from a written file.

Reads `Words` and the text of a file. Gives a `Proof`. Compared as a multiset: every word of the source must be in the
file as often as in the source. Only where words are missing is asked what the layout may have done to them
(`respace`, `recut`), each kind of it counted; what is left is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from pipeline.prove.align import Places, in_order, matched
from pipeline.prove.fold import tokens
from pipeline.prove.oracle import Expected, Words
from pipeline.prove.proof import LostWord, Proof
from pipeline.prove.recut import recut
from pipeline.prove.respace import (
    by_base_letters,
    by_letters,
    has_right_to_left,
    is_right_to_left,
    joined,
    parted,
    rejoined,
    respace,
)
from pipeline.prove.scatter import scattered
from pipeline.write import Format, Traits

_PARTED = 3
"""Most rows whose words are out of order for each turn of a page: the one that goes on, and neighbours with the same
words in them. Chosen: the row itself and one on either side."""

_NEIGHBOURS = 4
"""Words of context on each side of a lost word. Chosen: enough to find the place."""


def compare(words: Words, text: str, format: Format) -> Proof:
    """Return how the words of the source are in `text`, read back from a file of this format."""
    traits = format.traits
    expected = words.expected if traits.vowel_marks else words.expected_without_marks
    found = tokens(text, vowel_marks=traits.vowel_marks)
    if in_order(expected.words, found):  # so each is there as often, too: the case of most files
        return Proof(format.name, len(expected.words), extra=len(found) - len(expected.words))
    explained = _Explained(words, expected, found, traits)
    proof = _proof(words, expected, explained, format, text.count("\f"))
    if not explained.doubted or not (proof.lost or proof.displaced):
        return proof
    again = explained.recut(words, expected, found, traits)
    other = _proof(words, expected, again, format, text.count("\f")) if again is not explained else proof
    return min(proof, other, key=lambda proof: (len(proof.lost), len(proof.displaced)))


def _proof(words: Words, expected: Expected, explained: _Explained, format: Format, turns: int) -> Proof:
    """Return what is lost and what is out of order after what is explained; `turns`: of pages."""
    traits, sections, source_words = format.traits, expected.sections, expected.words
    unmatched = _unmatched(sections, _notes(words, traits), explained.found)
    ordered = len(source_words) - len(sections[0])  # the cover page may be moved
    parted = [i for i in unmatched if i >= len(sections[0])]
    order = 1 - len(parted) / ordered if ordered else 1.0
    asked = order < traits.order_floor and not (traits.letters_move and is_right_to_left(source_words))
    displaced = _displaced(words, parted, ordered, traits, turns) if asked else []
    places = _missing_at(source_words, unmatched, explained.missing)
    located = _LostWordFinder(words, source_words, traits)
    return Proof(
        format=format.name,
        words=len(source_words),
        lost=located(places),
        order=order,
        displaced=located(displaced[:1]),
        extra=explained.extra,
        respaced=explained.respaced,
        unordered=explained.unordered,
        pieces=explained.pieces,
    )


def _displaced(words: Words, parted: list[int], ordered: int, traits: Traits, turns: int) -> list[int]:
    """Return the words out of order, where they are too many; of some passages a format cannot be asked for order."""
    if not (traits.rows_part or traits.letters_move):
        return parted
    free = _free(words, traits)
    bound = [i for i in parted if i not in free]
    share = len(bound) / max(1, ordered - len(free))
    if 1 - share < traits.order_floor:
        return bound
    tabled = _in_rows(words, parted, traits)
    return list(tabled.values())[:1] if len(tabled) > _PARTED * turns else []


def _in_rows(words: Words, parted: list[int], traits: Traits) -> dict[etree._Element, int]:
    """Return the rows of tables in which words are out of order, each with the first of them; not where letters
    move.
    """
    result: dict[etree._Element, int] = {}
    out = set(parted)
    end = 0
    for passage in words.passages():
        begin, end = end, end + len(tokens(passage.text, vowel_marks=traits.vowel_marks))
        first = next((i for i in range(begin, end) if i in out), None)
        row = next(passage.element.iterancestors("{*}tr"), None)
        if first is not None and row is not None and not has_right_to_left(passage.text):
            result.setdefault(row, first)
    return result


def _free(words: Words, traits: Traits) -> set[int]:
    """Return the indexes of the words in tables whose rows part, and in passages with right-to-left words whose
    letters move.
    """
    result: set[int] = set()
    end = 0
    for passage in words.passages():
        begin, end = end, end + len(tokens(passage.text, vowel_marks=traits.vowel_marks))
        tabled = traits.rows_part and next(passage.element.iterancestors("{*}table"), None) is not None
        if tabled or (traits.letters_move and has_right_to_left(passage.text)):
            result.update(range(begin, end))
    return result


class _Explained:
    """Words that are missing and extra when all is allowed for that the layout does, and how often it did."""

    def __init__(self, words: Words, expected: Expected, found: list[str], traits: Traits) -> None:
        want, have = expected.counts, Counter(found)
        short = {word: number - have.get(word, 0) for word, number in want.items() if have.get(word, 0) < number}
        self.missing, self.doubted = Counter(short), Counter(short)
        self.extra = len(found) - len(expected.words)  # as long as nothing is missing
        self.found = found
        self.respaced = self.unordered = 0
        self.pieces: tuple[tuple[str, ...], ...] = ()
        if self.missing:
            extra = have - want
            self._explain(words, expected.words, extra, traits)
            self.extra = sum(extra.values())

    def recut(self, words: Words, expected: Expected, found: list[str], traits: Traits) -> _Explained:
        """Return the same for a file in which the passages with missing words are looked for letter by letter; itself
        if none is found.
        """
        passages = (tokens(passage.text, vowel_marks=traits.vowel_marks) for passage in words.passages())
        doubted = [passage for passage in passages if not self.doubted.keys().isdisjoint(passage)]
        again = recut(doubted, found)
        if again == found:
            return self
        other = _Explained(words, expected, again, traits)
        other.respaced += self.doubted.total() - other.doubted.total()
        other.pieces = self.pieces
        return other

    def _explain(self, words: Words, source_words: list[str], extra: Counter[str], traits: Traits) -> None:
        missing = self.missing
        broken = respace(self.found, missing, extra)
        self.pieces = tuple(tuple(self.found[b.start : b.start + b.length]) for b in broken)
        glued = joined(source_words, missing, extra, traits.marks_touch) if missing else []
        self.found = parted(rejoined(self.found, broken), source_words, glued)
        self.respaced = len(broken) + len(glued)
        if missing and traits.columns:
            parts, self.found = scattered(self.found, missing, extra)
            self.respaced += parts
        if missing and traits.letters_move:
            self.unordered = by_letters(self.found, missing, extra)
            if missing and any(has_right_to_left(passage.text) for passage in words.passages()):
                self.unordered += by_base_letters(missing, extra)


def _notes(words: Words, traits: Traits) -> list[list[str]]:
    """Return the words of each passage of a note where the format parts the notes: each is aligned by itself; else
    none.
    """
    return [tokens(note.text, vowel_marks=traits.vowel_marks) for note in words.notes] if traits.notes_part else []


def _unmatched(sections: Sequence[list[str]], notes: Sequence[list[str]], found: list[str]) -> list[int]:
    """Return the indexes of words that are not where they should be: cover, body, and the notes, as one or each by
    itself.
    """
    result: list[int] = []
    offset = 0
    for section in sections[:2] if notes else sections:
        if not in_order(section, found):
            held = set(matched(section, found))
            result += [offset + i for i in range(len(section)) if i not in held]
        offset += len(section)
    places = Places(found) if notes else None
    for note in (*notes, *(sections[3:] if notes else ())):  # after the notes the words of pictures
        if places and not places.in_order(note):
            held = set(places.matched(note))
            result += [offset + i for i in range(len(note)) if i not in held]
        offset += len(note)
    return result


def _missing_at(source_words: list[str], unmatched: list[int], missing: Counter[str]) -> list[int]:
    """Return where the missing words are most likely to be missing: where source and file part, else where they first
    are.
    """
    left = Counter(missing)
    places: set[int] = set()
    for i in (*unmatched, *range(len(source_words))) if missing else ():
        if left[source_words[i]] > 0 and i not in places:
            left[source_words[i]] -= 1
            places.add(i)
    return sorted(places)


class _LostWordFinder:
    """Finds for words, by their index, the place of their passage and the words around them."""

    def __init__(self, words: Words, source_words: list[str], traits: Traits) -> None:
        self.words, self.source_words, self.traits = words, source_words, traits

    def __call__(self, places: list[int]) -> tuple[LostWord, ...]:
        """Return the words at these indexes, which ascend."""
        result: list[LostWord] = []
        end = 0
        waiting = iter(self.words.passages())
        for i in places:
            while end <= i:
                passage = next(waiting)
                end += len(tokens(passage.text, vowel_marks=self.traits.vowel_marks))
            context = " ".join(self.source_words[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
            result.append(LostWord(self.source_words[i], self.words.source.place(passage.element), context))
        return tuple(result)
