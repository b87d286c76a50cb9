"""The conformance report: OASIS levels per document and for a folder.

Reads an `AknFile` with the counts of its offences, and whole reports. Gives `Levels` and the text of the report.
Guidelines F: level 1 is validity; level 2 adds (a) eId and wId, (b) IRIs of the identification, (c) href and src.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.read import AKN
from pipeline.validate.schema import EDITION
from pipeline.validate.subject import AknFile

if TYPE_CHECKING:
    from pipeline.validate.engine import FileResult

LEVEL_1 = ("AKN-NC-001",)
# Rules behind each part of level 2 (P2 chapter 3).
LEVEL_2: dict[str, tuple[str, ...]] = {
    "a": tuple(f"AKN-NC-{n:03d}" for n in range(17, 25)),
    "b": tuple(f"AKN-NC-{n:03d}" for n in (*range(3, 17),)),
    "c": tuple(f"AKN-NC-{n:03d}" for n in range(25, 30)),
}
_PARTS = {"a": "eId and wId", "b": "FRBRuri and FRBRthis", "c": "href and src"}
# P1 chapter 7, not normative: A basic metadata, B references, C advanced metadata, D semantic inlines.
_ADVANCED = ("lifecycle", "analysis", "workflow", "references")
_SEMANTIC = ("person", "organization", "role", "location", "event", "concept", "object", "term", "quantity", "date")


@dataclass(frozen=True, slots=True)
class Levels:
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


def with_counts(known: Levels, counts: Mapping[str, int]) -> Levels:
    """The levels with the offences counted anew, after the files of a batch were compared."""
    return replace(known, failed={part: max(known.failed[part], _failed(part, counts)) for part in LEVEL_2})


def _failed(part: str, counts: Mapping[str, int]) -> int:
    return sum(counts.get(rule, 0) for rule in LEVEL_2[part])


def levels(file: AknFile, counts: Mapping[str, int]) -> Levels:
    """Conformance of a file from the number of offences against each rule."""
    identified = sum(1 for e in file.elements if e.get("eId") or e.get("wId"))
    iris = len(file.all("FRBRuri")) + len(file.all("FRBRthis"))
    links = sum(1 for e in file.elements if (e.get("href") or e.get("src")) and e.tag != f"{{{AKN}}}a")
    number = file.main.value("FRBRWork", "FRBRnumber") if file.main else ""
    status = "temporary" if number.startswith("tmp-") else "assigned" if number or file.symbol else "missing"
    failed = {part: _failed(part, counts) for part in LEVEL_2}
    if not identified:  # guidelines F: absent eIds pass level 1 only
        failed["a"] = max(failed["a"], 1)
    return Levels(
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


def conformance_text(results: Sequence[FileResult], profile: str) -> str:
    """The report: one paragraph per document, then the folder with counts per rule."""
    lines = [f"Schema: {EDITION}", f"Profile: {profile}", ""]
    for result in results:
        lines += _document_lines(result)
    lines += _total_lines(results)
    return "\n".join(lines) + "\n"


def _document_lines(result: FileResult) -> list[str]:
    if result.levels is None:
        first = result.findings[0].message if result.findings else "could not be read"
        return [result.path, f"  level 0: {first}", ""]
    reached = result.levels
    lines = [result.path, f"  level 1 (valid against the schema): {'yes' if reached.valid else 'no'}"]
    for part, title in _PARTS.items():
        verdict = "no" if reached.failed[part] or not reached.valid else "yes"
        lines.append(
            f"  level 2 ({part}) {title}: {verdict}; {reached.checked[part]} checked, {reached.failed[part]} failed"
        )
    severities = Counter(finding.severity.value for finding in result.findings)
    lines.append(
        f"  reached: level {reached.level}, graded {reached.grade}; number {reached.number_status}; "
        f"{severities['error']} errors, {severities['warning']} warnings, {severities['note']} notes, "
        f"{len(result.suppressed)} suppressed"
    )
    return [*lines, ""]


def _total_lines(results: Sequence[FileResult]) -> list[str]:
    reached = Counter(result.levels.level if result.levels else 0 for result in results)
    lines = [f"{len(results)} documents: " + ", ".join(f"level {n}: {reached[n]}" for n in (0, 1, 2))]
    for part, title in _PARTS.items():
        passed = sum(1 for r in results if r.levels and r.levels.valid and not r.levels.failed[part])
        lines.append(f"level 2 ({part}) {title}: {passed} of {len(results)}")
    counts: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for result in results:
        counts.update(result.counts)
        files.update(result.counts.keys())
    lines += ["", "rule          offences  documents"]
    lines += [f"{rule:<13} {counts[rule]:>8}  {files[rule]:>9}" for rule in sorted(counts)]
    return lines
