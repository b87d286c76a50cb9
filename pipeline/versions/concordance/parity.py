"""Parity: do the language versions of one document have the same paragraphs, notes, numbers, symbols?

Reads prepared documents, one for each language. Gives `Parity`, measured against the first of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.versions.comparison.units import block_units
from pipeline.versions.concordance.pairing import facts_of
from pipeline.versions.concordance.rows import number

MEASURES = ("paragraphs", "headings", "tables", "notes", "numbers", "symbols")


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of one language version, and how far they are above (+) or below (-) those of the first."""

    language: str
    name: str
    counts: dict[str, int]
    against: dict[str, tuple[str, ...]]
    """Numbers and symbols that differ, "+8" or "-8"; for the counts the difference as "+1"; empty if equal."""

    @property
    def equal(self) -> bool:
        """True if nothing differs."""
        return not any(self.against.values())


def parity(documents: Sequence[Document]) -> tuple[Measured, ...]:
    """Measure language versions; the first is what the others are measured against."""
    found = [_measures(document) for document in documents]
    model = found[0]
    result = []
    for document, own in zip(documents, found, strict=True):
        identity = document.identity
        counts = {what: sum(own[what].values()) for what in MEASURES}
        against = {what: _against(what, own[what], model[what]) for what in MEASURES}
        name = identity.expression or identity.source_name
        result.append(Measured(identity.language, name, counts, against))
    return tuple(result)


def _measures(document: Document) -> dict[str, Counter[str]]:
    units = block_units(document)
    kinds = Counter(unit.kind for unit in units)
    cited = Counter(s for u in units for s in facts_of(u, document.identity.language).instruments)
    return {
        "paragraphs": Counter({"": kinds["paragraph"]}),
        "headings": Counter({"": kinds["heading"]}),
        "tables": Counter({"": kinds["table"]}),
        "notes": Counter(note.mark for note in document.notes if not note.front),
        "numbers": Counter(filter(None, map(number, units))),
        "symbols": cited,
    }


def _against(what: str, own: Counter[str], model: Counter[str]) -> tuple[str, ...]:
    if what in ("paragraphs", "headings", "tables"):
        more = own[""] - model[""]
        return (f"{more:+d}",) if more else ()
    more_of, less_of = own - model, model - own
    return (*(f"+{m}" for m in sorted(more_of.elements())), *(f"-{m}" for m in sorted(less_of.elements())))
