"""All languages of a work against each other: where one stands alone.

Reads the passages of each language. Gives `Slip`s, the surest first. With three languages and more the others agree
against one; with two it cannot be known which of them is wrong, and the second one is named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.validate.across.align import aligned
from pipeline.validate.across.facts import in_words
from pipeline.validate.model.passage import Passage


class SlipKind(StrEnum):
    """Kind of a difference."""

    FIGURE = "figure"
    MONTH = "month"
    CITATION = "citation"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class WorkText:
    """The text of a work in one language."""

    path: str
    language: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """A passage in one language."""

    path: str
    language: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Slip:
    """One place at which a language says otherwise than the others."""

    kind: SlipKind
    path: str
    language: str
    index: int
    """Position of the element in the file of `path`."""
    offset: int
    """Character of the block; -1 if something is missing."""
    length: int
    present: tuple[str, ...]
    """What this language alone says."""
    missing: tuple[str, ...]
    """What all others say and it does not."""
    sure: float
    """1: one fact stands for another; less where something is only missing or only added."""
    here: PassagePlace | None
    others: tuple[PassagePlace, ...] = field(default_factory=tuple)


_KINDS = {"n": SlipKind.FIGURE, "m": SlipKind.MONTH, "c": SlipKind.CITATION}
_SMALL = 12
"""Numbers up to this are often words in one language and digits in another. Chosen: the usual rule of style guides."""
_OF_ITS_OWN = frozenset({"line:docDate dateOfIssuance", "line:docStatus generalDistribution"})
"""Lines that each language has of its own."""
_LINES = frozenset({
    "line:docProponent", "line:docDate dateOfIssuance", "line:session generalAssembly", "line:inline agenda item",
})  # fmt: skip
"""Lines that the texts of a work have in every language."""
_Row = dict[str, Passage]


@dataclass(frozen=True, slots=True)
class _Beside:
    """The texts of a work laid beside each other."""

    texts: Mapping[str, WorkText]
    """By language."""
    rows: Mapping[tuple[str, int], _Row]
    """The row that each passage is in, by language and position of the element."""
    moved: Mapping[str, frozenset[tuple[str, str]]]
    """By language: numbers of paragraphs in the others, and of the same paragraphs in it, where they differ."""


def slips(texts: Sequence[WorkText]) -> list[Slip]:
    """Return where one language of a work stands alone; [] for fewer than two languages."""
    if len(texts) < 2:
        return []
    reference = _reference(texts)
    others = [text for text in texts if text is not reference]
    maps = {text.language: aligned(reference.passages, text.passages) for text in others}
    rows = [_row(n, passage, reference, others, maps) for n, passage in enumerate(reference.passages)]
    of_passage = {(language, passage.index): row for row in rows for language, passage in row.items()}
    beside = _Beside({text.language: text for text in texts}, of_passage, _moved(rows))
    found = [slip for row in rows for slip in _differences(row, beside)]
    found += _absent(rows, texts, reference, maps)
    return sorted(found, key=lambda slip: (-slip.sure, slip.path, slip.index))


def _reference(texts: Sequence[WorkText]) -> WorkText:
    """Return the text that the others are laid beside: the one with the usual number of passages, English first."""
    counts = Counter(len(text.passages) for text in texts)
    return max(texts, key=lambda text: (counts[len(text.passages)], text.language == "eng", text.language))


def _row(
    n: int, passage: Passage, reference: WorkText, others: Sequence[WorkText], maps: Mapping[str, dict[int, int]]
) -> _Row:
    row = {reference.language: passage}
    for text in others:
        at = maps[text.language].get(n)
        if at is not None:
            row[text.language] = text.passages[at]
    return row


def _moved(rows: Sequence[_Row]) -> dict[str, frozenset[tuple[str, str]]]:
    """Return the numbers of paragraphs that one language counts otherwise than the others, which agree."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        numbers = {language: p.number for language, p in row.items() if _countable(p) is SlipKind.PARAGRAPH}
        for language, number in numbers.items():
            others = {numbers[one] for one in numbers if one != language}
            if len(others) == 1 and number not in others:
                found[language].add((others.pop(), number))
    return {language: frozenset(pairs) for language, pairs in found.items()}


def _differences(row: _Row, beside: _Beside) -> Iterator[Slip]:
    if (
        len(row) < 2
        or any(p.kind in _OF_ITS_OWN for p in row.values())
        or all(row[a].atoms.keys() == row[b].atoms.keys() for a, b in zip(row, [*row][1:], strict=False))
    ):
        return
    for language in row if len(row) > 2 else [*row][1:]:
        mine, rest = row[language], [row[other] for other in row if other != language]
        everywhere = set.intersection(*(set(p.atoms) for p in rest)) if rest else set()
        anywhere = set().union(*(set(p.atoms) for p in rest))
        missing = [a for a in sorted(everywhere - mine.atoms.keys()) if not _excused(a, mine, language, beside)]
        extra = [
            a for a in sorted(mine.atoms.keys() - anywhere)
            if not any(_written(a, row[other], other) for other in row if other != language)
            and not any(_near(a, row[other], other, beside) for other in row if other != language)
        ]  # fmt: skip
        yield from _slips(row, language, beside, missing, extra)


def _slips(row: _Row, language: str, beside: _Beside, missing: Sequence[str], extra: Sequence[str]) -> Iterator[Slip]:
    """Yield one slip for each kind of fact, if it is sure enough."""
    for letter, kind in _KINDS.items():
        lost = [a for a in missing if a[0] == letter]
        added = [a for a in extra if a[0] == letter]
        if language == "ara":
            lost, added = _unturned(lost, added)
        lost, added = _unscaled(lost, added)
        if letter == "n":
            lost, added = _unpointed(lost, added, row, language)
            lost, added = _unmoved(lost, added, row, language, beside)
        sure = _sureness(kind, lost, added, len(row))
        if sure:
            passage = row[language]
            offset, length = passage.atoms[added[0]] if added else (0, 0)
            others = tuple(PassagePlace(beside.texts[one].path, one, row[one]) for one in row if one != language)
            path = beside.texts[language].path
            yield Slip(
                kind, path, language, passage.index, offset, length, tuple(a[2:] for a in added),
                tuple(a[2:] for a in lost), sure, PassagePlace(path, language, passage), others,
            )  # fmt: skip


def _unturned(lost: list[str], added: list[str]) -> tuple[list[str], list[str]]:
    """Return the facts without figures whose groups are typed from the end: 350 209 for 209 350."""
    turned = {_turn(a) for a in added}
    return [a for a in lost if a not in turned], [a for a in added if _turn(a) not in lost]


def _unscaled(lost: list[str], added: list[str]) -> tuple[list[str], list[str]]:
    """Return the facts without the first figure of “690 to 783 million”, which some languages write in full."""
    same = {(a, b) for a in lost for b in added if a != b and _digits(a) == _digits(b)}
    return [a for a in lost if a not in {x for x, _ in same}], [b for b in added if b not in {y for _, y in same}]


def _unpointed(lost: list[str], added: list[str], row: _Row, language: str) -> tuple[list[str], list[str]]:
    """Return the facts without the numbers of targets, which Arabic writes with a hyphen: 14-2 for 14.2."""
    others = [row[one] for one in row if one != language]
    here = {a: halves for a in lost if (halves := _in_halves(a, row[language]))}
    there = {a: halves for a in added for one in others if (halves := _in_halves(a, one))}
    halves = set().union(*here.values(), *there.values())
    return [a for a in lost if a not in here.keys() | halves], [a for a in added if a not in there.keys() | halves]


def _halves(atom: str, zero: str = "") -> set[str]:
    whole, point, rest = atom[2:].partition(".")
    return {f"n:{whole}", f"n:{rest}{zero}"} if point else set()


def _in_halves(atom: str, passage: Passage) -> set[str]:
    """Return the two numbers that a passage says in place of one with a point: 4 and 10 for 4.1, as 4.10 is read."""
    return next((h for h in (_halves(atom), _halves(atom, "0")) if h and h <= passage.atoms.keys()), set())


def _unmoved(
    lost: list[str], added: list[str], row: _Row, language: str, beside: _Beside
) -> tuple[list[str], list[str]]:
    """Return the facts without references to the same paragraph, which has another number in this language."""
    pairs = [(f"n:{theirs}", f"n:{mine}") for theirs, mine in beside.moved.get(language, ())]
    others = [row[one].atoms for one in row if one != language]
    here = {theirs for theirs, mine in pairs if mine in row[language].atoms}
    there = {mine for theirs, mine in pairs if all(theirs in one for one in others)}
    return [a for a in lost if a not in here], [a for a in added if a not in there]


def _digits(atom: str) -> str:
    return atom[:2] + atom[2:].replace(".", "").rstrip("0")


def _turn(atom: str) -> str:
    groups = re.findall(r"\d{1,3}(?=(?:\d{3})*$)", atom[2:])
    return f"{atom[:2]}{''.join(reversed(groups)).lstrip('0')}"


def _sureness(kind: SlipKind, lost: Sequence[str], added: Sequence[str], languages: int) -> float:
    """Return 1 if facts are exchanged, less if one is only missing or added; 0: not worth a report."""
    if not lost and not added:
        return 0
    if languages == 2 and not (lost and added):
        return 0 if kind is SlipKind.MONTH or all(_is_small(a) for a in (*lost, *added)) else 0.3
    if lost and added:
        return 1.0 if len(lost) == len(added) else 0.8
    if all(_is_small(a) for a in (*lost, *added)):
        return 0
    return 0.5 if lost else 0.4


def _is_small(atom: str) -> bool:
    value = atom[2:]
    return atom[0] == "n" and value.isdecimal() and int(value) <= _SMALL


def _excused(atom: str, passage: Passage, language: str, beside: _Beside) -> bool:
    """Return True if a passage says a fact in words, or its neighbour says it."""
    return _written(atom, passage, language) or _near(atom, passage, language, beside)


def _written(atom: str, passage: Passage, language: str) -> bool:
    """Return True if a passage writes a number in words, or cites a resolution by it: “the 1540 Committee”."""
    if atom[0] != "n":
        return False
    return any(one.startswith(f"c:{atom[2:]}(") for one in passage.atoms) or in_words(atom[2:], passage.text, language)


def _near(atom: str, passage: Passage, language: str, beside: _Beside) -> bool:
    """Return True if the passage before or behind says the fact: sentences are divided otherwise.

    What the passage beside says in every language is its own.
    """
    text = beside.texts[language]
    position = _position(text, passage)
    for step in (-1, 1):
        if 0 <= position + step < len(text.passages) and atom in (near := text.passages[position + step]).atoms:
            row = beside.rows.get((language, near.index), {})
            if len(row) < 2 or any(atom not in one.atoms for one in row.values()):
                return True
    return False


def _position(text: WorkText, passage: Passage) -> int:
    low, high = 0, len(text.passages)
    while low < high:
        middle = (low + high) // 2
        if text.passages[middle].index < passage.index:
            low = middle + 1
        else:
            high = middle
    return low


def _absent(
    rows: Sequence[_Row], texts: Sequence[WorkText], reference: WorkText, maps: Mapping[str, dict[int, int]]
) -> Iterator[Slip]:
    """Yield paragraphs, notes and lines that all languages have but one."""
    by_language = {text.language: text for text in texts}
    counts = {text.language: Counter(p.kind for p in text.passages if _countable(p)) for text in texts}
    for n, row in enumerate(rows):
        kind = _countable(row[reference.language])
        if kind is None or len(row) != len(texts) - 1:
            continue
        language = next(text.language for text in texts if text.language not in row)
        name = row[reference.language].kind
        if all(counts[language][name] < counts[other][name] for other in row):
            yield _lost(kind, by_language[language], row, rows, n, by_language)
    yield from _lost_in_reference(texts, reference, maps, counts)


def _lost_in_reference(
    texts: Sequence[WorkText],
    reference: WorkText,
    maps: Mapping[str, dict[int, int]],
    counts: Mapping[str, Counter[str]],
) -> Iterator[Slip]:
    alone: dict[tuple[int, str], list[PassagePlace]] = defaultdict(list)
    others = [text for text in texts if text is not reference]
    for text in others:
        back = {j: i for i, j in maps[text.language].items()}
        before = -1
        for j, passage in enumerate(text.passages):
            before = back.get(j, before)
            if j not in back and _countable(passage):
                alone[before, passage.kind].append(PassagePlace(text.path, text.language, passage))
    for (before, name), places in alone.items():
        if {p.language for p in places} == {text.language for text in others} and all(
            counts[reference.language][name] < counts[text.language][name] for text in others
        ):
            kind = _countable(places[0].passage) or SlipKind.PARAGRAPH
            at = reference.passages[max(before, 0)].index
            label = places[0].passage.label
            yield Slip(
                kind, reference.path, reference.language, at, -1, 0, (), (label,), 0.9, None, tuple(places)
            )  # fmt: skip


def _countable(passage: Passage) -> SlipKind | None:
    """Return what a missing passage is called; None for passages that languages part otherwise."""
    if passage.kind == "note":
        return SlipKind.NOTE
    if passage.kind == "paragraph" and passage.number.isdecimal():
        return SlipKind.PARAGRAPH
    if passage.kind in _LINES:
        return SlipKind.LINE
    return None


def _lost(
    kind: SlipKind, text: WorkText, row: _Row, rows: Sequence[_Row], n: int, texts: Mapping[str, WorkText]
) -> Slip:
    """Return what is missing in a language, at the passage before it."""
    before = next((rows[k][text.language] for k in range(n - 1, -1, -1) if text.language in rows[k]), None)
    others = tuple(PassagePlace(texts[one].path, one, row[one]) for one in row)
    return Slip(
        kind, text.path, text.language, before.index if before else 0, -1, 0, (), (others[0].passage.label,), 0.9,
        None if before is None else PassagePlace(text.path, text.language, before), others,
    )  # fmt: skip
