"""Which findings of a report are shown: by rule, by severity, and only what is new.

Reads a `Report` and a `Selection`. Gives a smaller `Report`, counts by rule, and the baseline file: the findings that
are known, one line each, known by rule, file and eId, not by their line, so that it holds while a text is edited.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import MissingInputError, Place, UsageError
from pipeline.validate.model.finding import Finding, Severity
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.report.language import stops, title, words_in
from pipeline.validate.run.files import Report

_ORDER = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Selection:
    """Choice of the findings of a report that are shown."""

    select: tuple[str, ...] = ()
    """Beginnings of rules (`TEXT`, `AKN4UN-6`, `LANG-001`); () for all."""
    ignore: tuple[str, ...] = ()
    least: Severity = Severity.NOTE
    severity: dict[str, str] = field(default_factory=dict)
    """Severities that the project gives rules: `error`, `warning`, `note` or `off`."""
    known: frozenset[str] = frozenset()
    """Fingerprints that the baseline holds."""

    def shows(self, finding: Finding) -> bool:
        """Return True if a finding is shown."""
        if self.select and not finding.rule.startswith(self.select):
            return False
        if self.ignore and finding.rule.startswith(self.ignore):
            return False
        return _ORDER[finding.severity] >= _ORDER[self.least]


def selection(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_severity: str = "note",
    severity: Mapping[str, str] | None = None,
    baseline: Path | None = None,
) -> Selection:
    """Return the selection of options as they were given; rules may be joined by commas.

    Raises UsageError for a rule or a severity that there is not, MissingInputError for a baseline that cannot be read.
    """
    chosen, left = _rules(select), _rules(ignore)
    if min_severity not in list(Severity):
        raise UsageError(f"there is no severity “{min_severity}”", remedy="choose from: " + ", ".join(Severity))
    return Selection(chosen, left, Severity(min_severity), dict(severity or {}), _known(baseline))


def _rules(names: Iterable[str]) -> tuple[str, ...]:
    found = tuple(one.strip() for name in names for one in name.split(",") if one.strip())
    for name in found:
        if not any(rule.startswith(name) for rule in REGISTER):
            raise UsageError(f"no rule begins with “{name}”", remedy="`rules` lists them")
    return found


def selected(report: Report, chosen: Selection) -> Report:
    """Return the report with what the selection shows; a known finding is left out as often as the baseline has it."""
    seen: Counter[str] = Counter()
    results = []
    for result in report.results:
        kept = []
        for finding in (_weighed(one, chosen) for one in result.findings):
            if finding is None or not chosen.shows(finding):
                continue
            mark = fingerprint(finding)
            seen[mark] += 1
            if f"{mark}:{seen[mark]}" not in chosen.known:
                kept.append(finding)
        results.append(replace(result, findings=kept))
    return replace(report, results=results)


def _weighed(finding: Finding, chosen: Selection) -> Finding | None:
    own = chosen.severity.get(finding.rule)
    if own is None:
        return finding
    return None if own == "off" else replace(finding, severity=Severity(own))


def fingerprint(finding: Finding) -> str:
    """Return what a finding is, wherever its line is now and however it is worded: rule, name of the file, nearest
    eId.
    """
    text = f"{finding.rule}\n{Path(finding.file).name}\n{finding.eid}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def baseline(report: Report) -> str:
    """Return the baseline file of a report: its findings are known from now on."""
    seen: Counter[str] = Counter()
    rows = []
    for finding in report.findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        rows.append({"is": f"{mark}:{seen[mark]}", "rule": finding.rule, "file": finding.file, "says": finding.message})
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def _known(path: Path | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(str(row["is"]) for row in rows)
    except OSError as error:
        raise MissingInputError(f"cannot read: {error.strerror}", place=Place(path)) from error
    except (ValueError, KeyError, TypeError) as error:
        remedy = "write it again with --write-baseline"
        raise MissingInputError("this is not a baseline", place=Place(path), remedy=remedy) from error


def statistics(report: Report) -> str:
    """Return findings by rule and severity, the most frequent first, with the title of the rule."""
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    files = Counter(rule for rule, _ in {(finding.rule, finding.file) for finding in report.findings})
    rows = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    tag = report.language
    where, colon = words_in("in {} files", tag), stops(tag)[0]
    return "".join(
        f"{n:6} {severity.value:7} {rule:11} {where.format(files[rule])}{colon} {title(rule, tag)}\n"
        for (rule, severity), n in rows
    )
