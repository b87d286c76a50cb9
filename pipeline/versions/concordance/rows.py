"""The concordance: two texts side by side, paragraph by paragraph, with what does not agree.

Reads two prepared documents. Gives a `Concordance`: rows in the order of the left text, those of the right text alone
at their place, each with its state and the facts that differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.document import Document
from pipeline.versions.comparison.units import NO_IDS, Unit
from pipeline.versions.concordance.facts import Difference, differences
from pipeline.versions.concordance.pairing import Pairing, facts_of, pair


class RowState(StrEnum):
    """Correspondence of the two sides of a row."""

    SAME = "pair"
    MOVED = "moved"
    EXCHANGED = "exchanged"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"
    JOINED = "merged"


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """One row: a pair, or a paragraph that only one text has as one of its own."""

    left: Unit | None
    right: Unit | None
    state: RowState
    with_label: str = ""
    """For an exchange and a joining: number or beginning of the paragraph it is with."""
    facts: tuple[Difference, ...] = ()

    @property
    def renumbered(self) -> bool:
        """True if the two sides print different numbers."""
        return bool(self.left and self.right and number(self.left) != number(self.right))


@dataclass(frozen=True)
class Concordance:
    """Two texts side by side."""

    left: Document
    right: Document
    pairing: Pairing
    rows: tuple[ConcordanceRow, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """Rows by state; "flagged": rows whose facts differ."""
        found = Counter(row.state.value for row in self.rows)
        found["flagged"] = sum(1 for row in self.rows if row.facts)
        return found

    @property
    def agrees(self) -> bool:
        """True if every paragraph has its pair in place and no fact differs."""
        return all(row.state is RowState.SAME and not row.facts for row in self.rows)


def concordance(
    left: Document, right: Document, left_ids: Mapping[str, str] = NO_IDS, right_ids: Mapping[str, str] = NO_IDS
) -> Concordance:
    """Lay two texts side by side. `left_ids`, `right_ids`: wId by eId, where there is one."""
    pairing = pair(left, right, left_ids, right_ids)
    return Concordance(left, right, pairing, tuple(_rows(left, right, pairing)))


def _rows(left: Document, right: Document, pairing: Pairing) -> Iterator[ConcordanceRow]:
    """Yield the left text in order; before each pair in place what the right text has alone before it."""
    pending = list(pairing.right)
    for unit in pairing.left:
        index = pairing.alignment.pairs.get(unit.index)
        if index is not None and (unit.index, index) in pairing.alignment.in_place:
            while pending and pending[0].index < index:
                yield from _right_alone(pending.pop(0), pairing)
            pending = [u for u in pending if u.index != index]
        if index is None:
            yield _left_alone(unit, pairing)
        else:
            yield _pair(left, right, pairing, unit, pairing.right[index])
    for unit in pending:
        yield from _right_alone(unit, pairing)


def _pair(left: Document, right: Document, pairing: Pairing, a: Unit, b: Unit) -> ConcordanceRow:
    partner = pairing.partners.get(b.index)
    moved = (a.index, b.index) not in pairing.alignment.in_place
    state = RowState.EXCHANGED if partner else RowState.MOVED if moved else RowState.SAME
    languages = left.identity.language, right.identity.language
    joined = [pairing.left[i] for i, near in pairing.joined_left.items() if near == a.index]
    more = [pairing.right[j] for j, near in pairing.joined_right.items() if near == b.index]
    one = [facts_of(u, languages[0]) for u in (a, *joined)]
    two = [facts_of(u, languages[1]) for u in (b, *more)]
    found = differences(sum(one[1:], one[0]), sum(two[1:], two[0]), names=pairing.same_language)
    return ConcordanceRow(a, b, state, name_of(partner) if partner else "", tuple(found))


def _left_alone(unit: Unit, pairing: Pairing) -> ConcordanceRow:
    near = pairing.joined_left.get(unit.index)
    if near is None:
        return ConcordanceRow(unit, None, RowState.ONLY_LEFT)
    return ConcordanceRow(unit, None, RowState.JOINED, name_of(pairing.left[near]))


def _right_alone(unit: Unit, pairing: Pairing) -> Iterator[ConcordanceRow]:
    if unit.index in pairing.back:
        return
    near = pairing.joined_right.get(unit.index)
    if near is None:
        yield ConcordanceRow(None, unit, RowState.ONLY_RIGHT)
    else:
        yield ConcordanceRow(None, unit, RowState.JOINED, name_of(pairing.right[near]))


def name_of(unit: Unit) -> str:
    """Return the number of a paragraph, or how it begins."""
    return unit.label or (unit.text if len(unit.text) <= 40 else unit.text[:40].rsplit(" ", 1)[0] + "…")


def number(unit: Unit) -> str:
    """Return the figures of the label of a paragraph."""
    return "".join(c for c in unit.label if c.isdigit())
