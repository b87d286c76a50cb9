"""Alignment: which unit of the old text is which of the new one.

Reads two sequences of units. Gives `Alignment`: pairs, and which of them are in place. Three passes, each on what the
one before left over: equal text; equal identity (eId, wId, number) with a text that is like enough; like texts. An
identity alone never makes a pair: where a paragraph is inserted, the eIds of all that follow shift.
Time grows nearly with the length of the texts: candidates come from an index of rare words, never from all pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.versions.comparison import sequences
from pipeline.versions.comparison.order import in_order
from pipeline.versions.comparison.units import Unit


@dataclass(frozen=True, slots=True)
class Measure:
    """Likeness that two units need (0 to 1) to be a pair: anywhere, at the same place or identity, and far from it."""

    anywhere: float = 0.5
    at_home: float = 0.3
    bonus: float = 0.15
    """Added to the likeness of units of one identity, and of units between the same neighbours."""
    moved: float = 0.55
    """Pairs out of order that are less like are not moves but a deletion and an insertion."""
    moved_words: int = 6
    """Pairs out of order that have fewer words are not moves, unless they say the same in half as many."""
    rare: int = 24
    """A word that is in more units than this names none of them."""


_CHOSEN = 6
"""Candidates for each unit. Chosen: enough for paragraphs that repeat, few enough to compare in full."""
_ROUNDS = 3
"""Passes over the gaps. Chosen: a pair found in one pass helps the next to find its neighbours."""
_SMALL_GAP = 6
"""Units of a gap in which all pairs are compared. Chosen: 36 comparisons."""
_Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs (old index, new index), and those of them that keep their place."""

    pairs: dict[int, int]
    in_place: frozenset[tuple[int, int]]

    def moved(self) -> list[tuple[int, int]]:
        """Return the pairs that have changed places."""
        return [pair for pair in self.pairs.items() if pair not in self.in_place]


def short(old: Sequence[Unit], new: Sequence[Unit]) -> Alignment:
    """Return the alignment of two short runs, as of the paragraphs of a cell: one and one belong together."""
    if len(old) == len(new) == 1:
        pair = (old[0].index, new[0].index)
        return Alignment(dict([pair]), frozenset([pair]))
    return align(old, new)


class _Aligner:
    def __init__(
        self, old: Sequence[Unit], new: Sequence[Unit], measure: Measure, homes: dict[int, int] | None
    ) -> None:
        self.old, self.new, self.measure, self.homes = old, new, measure, homes
        self.pairs: _Pairs = {}
        self.taken: set[int] = set()

    def home(self, unit: Unit) -> int | None:
        """Return the part of the new text that corresponds to an old unit's part."""
        return unit.part if self.homes is None else self.homes.get(unit.part)

    def free_old(self) -> list[Unit]:
        return [u for u in self.old if u.index not in self.pairs]

    def free_new(self) -> list[Unit]:
        return [u for u in self.new if u.index not in self.taken]

    def join(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.taken.add(new)

    def equal_texts(self) -> None:
        """Pair what says the same: first under the same identity, then where it is said once, then from neighbours."""
        keyed = {(u.part, u.key, u.kind, _number(u), u.text): u.index for u in self.new if u.key}
        for unit in self.old:
            found = keyed.get((self.home(unit), unit.key, unit.kind, _number(unit), unit.text))  # type: ignore[arg-type]
            if found is not None and found not in self.taken:
                self.join(unit.index, found)
        old, new = _by_text(self.free_old()), _by_text(self.free_new())
        for text, units in old.items():
            if len(units) == 1 and len(new.get(text, ())) == 1:
                self.join(units[0].index, new[text][0].index)
        self.spread()

    def spread(self) -> None:
        """Pair equal neighbours of pairs, onwards and backwards."""
        for step in (1, -1):
            for old, new in sorted(self.pairs.items(), reverse=step < 0):
                i, j = old + step, new + step
                while self._open(i, j) and self._same(self.old[i], self.new[j]):
                    self.join(i, j)
                    i, j = i + step, j + step

    def _open(self, i: int, j: int) -> bool:
        inside = 0 <= i < len(self.old) and 0 <= j < len(self.new)
        return inside and i not in self.pairs and j not in self.taken

    def _same(self, a: Unit, b: Unit) -> bool:
        return a.kind == b.kind and a.text == b.text and self.home(a) == b.part

    def like_texts(self, near_only: bool = False) -> None:
        """Pair what is like, the most like first; near pairs need less than far ones."""
        graded = []
        frame = _Frame(self.pairs)
        for a, b in _candidates(self.free_old(), self.free_new(), self.measure, frame, self):
            at_home = self.home(a) == b.part and (frame.gap_old(a.index) == frame.gap_new(b.index))
            same = self.home(a) == b.part and _identical(a, b)
            if near_only and not at_home:
                continue
            least = self.measure.at_home if at_home or same else self.measure.anywhere
            like = likeness(a, b, least)
            if like >= least:
                grade = like + self.measure.bonus * (at_home + same) / 2
                graded.append((-round(grade, 6), abs(a.index - b.index), a.index, b.index))
        for _, _, i, j in sorted(graded):
            if i not in self.pairs and j not in self.taken:
                self.join(i, j)


def align(
    old: Sequence[Unit],
    new: Sequence[Unit],
    homes: dict[int, int] | None = None,
    measure: Measure = Measure(),
) -> Alignment:
    """Align two sequences of units (`index` is their place in it); `homes` maps parts of the old text to new ones."""
    work = _Aligner(old, new, measure, homes)
    work.equal_texts()
    work.like_texts()
    work.spread()
    for _ in range(_ROUNDS):
        if not _drop_weak_moves(work):
            break
        work.like_texts(near_only=True)
    staying = _in_place(work)
    return Alignment(dict(sorted(work.pairs.items())), frozenset(staying))


def _drop_weak_moves(work: _Aligner) -> int:
    """Part the pairs that are out of order and not like enough for a move; return how many there were."""
    staying = _in_place(work)
    weak = [
        (i, j)
        for i, j in work.pairs.items()
        if (i, j) not in staying and not _is_move(work.old[i], work.new[j], work.measure)
    ]
    for i, j in weak:
        del work.pairs[i]
        work.taken.discard(j)
    return len(weak)


def _in_place(work: _Aligner) -> set[tuple[int, int]]:
    home = [(i, j) for i, j in work.pairs.items() if work.home(work.old[i]) == work.new[j].part]
    return in_order(home, [1.0 + len(work.old[i].text) + len(work.new[j].text) for i, j in home])


def _is_move(a: Unit, b: Unit, measure: Measure) -> bool:
    """Return True if a pair out of order is worth being called a move."""
    fewest = min(len(a.words), len(b.words))
    if a.text == b.text:
        return fewest >= measure.moved_words // 2 or a.kind == "table"
    return fewest >= measure.moved_words and likeness(a, b, measure.moved) >= measure.moved


def likeness(a: Unit, b: Unit, least: float = 0.0) -> float:
    """Return the share of words that two units have in common in the same order (0 to 1); 0 if it is below
    `least`.
    """
    if a.text == b.text:
        return 1.0
    return sequences.likeness(a.words, b.words, least)


def _number(unit: Unit) -> str:
    """Return the number that identifies a unit; "" for a note, whose number depends on the notes before it."""
    return "" if unit.kind == "note" else unit.label


def _identical(a: Unit, b: Unit) -> bool:
    return bool(a.key and a.key == b.key) or bool(_number(a) and a.label == b.label and a.kind == b.kind)


def _by_text(units: Iterable[Unit]) -> dict[tuple[str, str], list[Unit]]:
    found: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit.kind, unit.text].append(unit)
    return found


class _Frame:
    """Position of a unit between the pairs made so far: units of one gap have the same neighbours."""

    def __init__(self, pairs: _Pairs) -> None:
        kept = sorted(in_order(list(pairs.items()), [1.0] * len(pairs)))
        self._old = [i for i, _ in kept]
        self._new = [j for _, j in kept]

    def gap_old(self, index: int) -> int:
        return bisect_left(self._old, index)

    def gap_new(self, index: int) -> int:
        return bisect_left(self._new, index)


def _candidates(
    old: Sequence[Unit], new: Sequence[Unit], measure: Measure, frame: _Frame, work: _Aligner
) -> Iterator[tuple[Unit, Unit]]:
    """Yield pairs worth measuring: of one identity, in one small gap, or with rare words in common."""
    seen: set[tuple[int, int]] = set()
    for a, b in _proposed(old, new, measure, frame, work):
        if _are_comparable(a, b) and (a.index, b.index) not in seen:
            seen.add((a.index, b.index))
            yield a, b


def _are_comparable(a: Unit, b: Unit) -> bool:
    return a.kind == b.kind or "table" not in (a.kind, b.kind)


def _proposed(
    old: Sequence[Unit], new: Sequence[Unit], measure: Measure, frame: _Frame, work: _Aligner
) -> Iterator[tuple[Unit, Unit]]:
    by_key = {(u.part, u.key): u for u in new if u.key}
    by_label = {(u.part, u.kind, u.label): u for u in new if u.label}
    gaps: defaultdict[int, list[Unit]] = defaultdict(list)
    for b in new:
        gaps[frame.gap_new(b.index)].append(b)
    index = _RareWords(new, measure.rare)
    for a in old:
        part = work.home(a)
        if part is not None and a.key and (part, a.key) in by_key:
            yield a, by_key[part, a.key]
        if part is not None and a.label and (part, a.kind, a.label) in by_label:
            yield a, by_label[part, a.kind, a.label]
        near = gaps[frame.gap_old(a.index)]
        if len(near) <= _SMALL_GAP:
            yield from ((a, b) for b in near)
        yield from ((a, b) for b in index.like(a))


class _RareWords:
    """An index of the units by their rarer words."""

    def __init__(self, units: Sequence[Unit], most: int) -> None:
        self._units: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            for word in set(unit.words):
                self._units[word].append(unit)
        self._most = max(most, 2 * len(units) // 100)

    def like(self, unit: Unit) -> Iterator[Unit]:
        """Return the units that share the most rare words with this one, best first."""
        votes: Counter[int] = Counter()
        known: dict[int, Unit] = {}
        found = [(len(self._units.get(word, ())), word) for word in set(unit.words)]
        for count, word in sorted(found)[:32]:
            if 0 < count <= self._most:
                for other in self._units[word]:
                    votes[other.index] += 1000 // count
                    known[other.index] = other
        best = sorted(votes.items(), key=lambda entry: (-entry[1], entry[0]))[:_CHOSEN]
        return (known[index] for index, _ in best)
