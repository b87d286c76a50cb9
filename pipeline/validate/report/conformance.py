"""The conformance report, per document and for a folder.

Reads the results of a run. Gives its text: level 1, level 2 (a) (b) (c), and the counts per rule [strict conformance].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.akn.identification import IRI_FIELDS
from pipeline.files import counted
from pipeline.validate.run.engine import CheckedFile

_EDITION = "Akoma Ntoso 3.0, OASIS Standard of 29 August 2018"
_PARTS = {"a": "eId and wId", "b": " and ".join(IRI_FIELDS), "c": "href and src"}
"""Parts of level 2 [strict conformance]."""


def conformance_text(results: Sequence[CheckedFile], profile: str) -> str:
    """Return the report: one paragraph per document, then the folder with counts per rule."""
    lines = [f"Schema: {_EDITION}", f"Profile: {profile}", ""]
    for result in results:
        lines += _document_lines(result)
    lines += _total_lines(results)
    return "\n".join(lines) + "\n"


def _document_lines(result: CheckedFile) -> list[str]:
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


def _total_lines(results: Sequence[CheckedFile]) -> list[str]:
    reached = Counter(result.levels.level if result.levels else 0 for result in results)
    lines = [f"{counted(len(results), 'document')}: " + ", ".join(f"level {n}: {reached[n]}" for n in (0, 1, 2))]
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
