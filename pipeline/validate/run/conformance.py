"""Conformance of a document: OASIS levels.

Reads an `AknFile` with the counts of its offences. Gives `ConformanceLevels`. [strict conformance]: level 1 is
validity; level 2 adds (a) eId and wId, (b) IRIs of the identification, (c) href and src.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.akn.identification import IRI_FIELDS
from pipeline.read import AKN
from pipeline.validate.model.subject import AknFile

LEVEL_1 = ("AKN-NC-001",)
# Rules behind each part of level 2 (P2 chapter 3).
LEVEL_2: dict[str, tuple[str, ...]] = {
    "a": tuple(f"AKN-NC-{n:03d}" for n in range(17, 25)),
    "b": tuple(f"AKN-NC-{n:03d}" for n in (*range(3, 17),)),
    "c": tuple(f"AKN-NC-{n:03d}" for n in range(25, 30)),
}
# P1 chapter 7, not normative: A basic metadata, B references, C advanced metadata, D semantic inlines.
_ADVANCED = ("lifecycle", "analysis", "workflow", "references")
_SEMANTIC = ("person", "organization", "role", "location", "event", "concept", "object", "term", "quantity", "date")


@dataclass(frozen=True, slots=True)
class ConformanceLevels:
    """Conformance of one document."""

    valid: bool
    checked: dict[str, int]
    """Identifiers looked at for (a), (b), (c)."""
    failed: dict[str, int]
    letters: str
    """Highest letter of P1 chapter 7 without a gap; "" below A."""
    number_status: str
    """`assigned`, `temporary` or `missing`."""

    @property
    def level(self) -> int:
        """0, 1 or 2."""
        if not self.valid:
            return 0
        return 1 if any(self.failed.values()) else 2

    @property
    def grade(self) -> str:
        """`2-B` style."""
        return f"{self.level}-{self.letters}" if self.letters else str(self.level)


def with_counts(known: ConformanceLevels, counts: Mapping[str, int]) -> ConformanceLevels:
    """Return the levels with the offences counted again, after the files of a batch were compared."""
    return replace(known, failed={part: max(known.failed[part], _failed(part, counts)) for part in LEVEL_2})


def _failed(part: str, counts: Mapping[str, int]) -> int:
    return sum(counts.get(rule, 0) for rule in LEVEL_2[part])


def levels(file: AknFile, counts: Mapping[str, int]) -> ConformanceLevels:
    """Return the conformance of a file from the number of offences against each rule."""
    identified = sum(1 for e in file.elements if e.get("eId") or e.get("wId"))
    iris = len(file.all(*IRI_FIELDS))
    links = sum(1 for e in file.elements if (e.get("href") or e.get("src")) and e.tag != f"{{{AKN}}}a")
    number = file.main.known.number if file.main else ""
    status = "temporary" if number.startswith("tmp-") else "assigned" if number or file.symbol else "missing"
    failed = {part: _failed(part, counts) for part in LEVEL_2}
    if not identified:  # [strict conformance]: absent eIds pass level 1 only
        failed["a"] = max(failed["a"], 1)
    return ConformanceLevels(
        valid=not counts.get(LEVEL_1[0], 0),
        checked={"a": identified, "b": iris, "c": links},
        failed=failed,
        letters=_letters(file),
        number_status=status,
    )


def _letters(file: AknFile) -> str:
    steps = (
        bool(file.all("identification") and file.all("publication")),
        bool(file.all("ref", "rref")) and all(e.get("href") or e.get("from") for e in file.all("ref", "rref")),
        all(file.all(name) for name in _ADVANCED),
        bool(file.all(*_SEMANTIC)),
    )
    letters = ""
    for letter, reached in zip("ABCD", steps, strict=True):
        if not reached:
            break
        letters = letter
    return letters
