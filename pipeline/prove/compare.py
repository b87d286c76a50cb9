"""The comparison: words of the source against words read back from a written file.

Reads `Words` and the text of a file. Gives a `Proof`. Compared as a multiset: every word of the source must be in the
file as often as in the source. Only where words are missing is asked what the layout may have done to them
(`respace`), each kind of it counted; what is left is lost.
"""

from __future__ import annotations

from collections import Counter

from pipeline.prove.align import matched
from pipeline.prove.fold import tokens
from pipeline.prove.oracle import Words
from pipeline.prove.proof import LostWord, Proof
from pipeline.prove.respace import by_letters, respace, unglue
from pipeline.prove.traits import Traits

_NEIGHBOURS = 4
"""Words of context on each side of a lost word."""


def compare(words: Words, text: str, traits: Traits) -> Proof:
    """How the words of the source stand in `text`, read back from a file of the format that has these traits."""
    sections = [_plain(seq, traits) for seq in (words.cover_tokens, words.body_tokens, words.note_tokens)]
    wanted = [word for section in sections for word in section]
    found = tokens(text, vowel_marks=traits.vowel_marks)
    missing, extra = _difference(wanted, found)
    respaced = unordered = 0
    joined: dict[str, list[str]] = {}
    if missing and traits.marks_touch:
        joined = unglue(wanted, missing, extra)
    if missing:
        respaced = respace(found, missing, extra) + respace(wanted, extra, missing)
    if missing and traits.letters_move:
        unordered = by_letters(found, missing, extra)
    found = [part for word in found for part in joined.get(word, (word,))] if joined else found
    return Proof(
        format=traits.name,
        words=len(wanted),
        lost=_lost(words, sections, found, missing, traits) if missing else (),
        order=_order(sections[1:], found),
        order_floor=traits.order_floor,
        extra=sum(extra.values()),
        respaced=respaced + len(joined),
        unordered=unordered,
    )


def _plain(sequence: list[str], traits: Traits) -> list[str]:
    return sequence if traits.vowel_marks else tokens("\n".join(sequence), vowel_marks=False)


def _difference(wanted: list[str], given: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Words only in the one and only in the other, with their numbers."""
    want, have = Counter(wanted), Counter(given)
    return want - have, have - want


def _order(sections: list[list[str]], found: list[str]) -> float:
    """Share of the sections' words that stand in order, each section by itself."""
    total = sum(map(len, sections))
    return sum(len(matched(section, found)) for section in sections) / total if total else 1.0


def _lost(
    words: Words, sections: list[list[str]], found: list[str], missing: Counter[str], traits: Traits
) -> tuple[LostWord, ...]:
    """The missing words at their likeliest places: where source and file part, else at their first occurrence."""
    left = Counter(missing)
    places: list[int] = []
    offset, wanted = 0, [word for section in sections for word in section]
    for section in sections:
        held = set(matched(section, found))
        for i, word in enumerate(section):
            if i not in held and left[word] > 0:
                left[word] -= 1
                places.append(offset + i)
        offset += len(section)
    for i, word in enumerate(wanted):
        if left[word] > 0 and i not in places:
            left[word] -= 1
            places.append(i)
    return _described(words, wanted, sorted(places), traits)


def _described(words: Words, wanted: list[str], places: list[int], traits: Traits) -> tuple[LostWord, ...]:
    """The words at these indexes with the place of their passage and their neighbours."""
    ends: list[int] = []
    passages = list(words.passages())
    for passage in passages:
        count = len(tokens(passage.text, vowel_marks=traits.vowel_marks))
        ends.append((ends[-1] if ends else 0) + count)
    result = []
    at = 0
    for i in places:
        while ends[at] <= i:
            at += 1
        context = " ".join(wanted[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
        result.append(LostWord(wanted[i], words.source.place(passages[at].element), context))
    return tuple(result)
