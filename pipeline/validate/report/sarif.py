"""A report as SARIF 2.1.0: places with their ends, second places, fixes, fingerprints.

Reads a `Report`. Gives a string; the same report always gives the same string.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.validate.model.finding import Finding, Severity
from pipeline.validate.model.profiles import Profile, profile
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.report.language import advice, title
from pipeline.validate.report.selection import fingerprint
from pipeline.validate.run.files import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_TREATMENTS = {"summary": "note", "off": "none"}


def sarif(report: Report) -> str:
    """Return the report as SARIF."""
    used = sorted({finding.rule for finding in [*report.findings, *report.suppressed]})
    seen: Counter[str] = Counter()
    results = [_result(finding, used, seen, suppressed=False) for finding in report.findings]
    results += [_result(finding, used, seen, suppressed=True) for finding in report.suppressed]
    chosen = profile(report.profile)
    rules = [_rule(name, chosen, report.language) for name in used]
    driver = {"name": "un-document-pipeline", "version": __version__, "rules": rules}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results,
    }]}  # fmt: skip
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(identifier: str, chosen: Profile, language: str) -> dict[str, Any]:
    rule = REGISTER[identifier]
    treatment = chosen.treatment(rule)
    return {
        "id": rule.id,
        "shortDescription": {"text": title(rule.id, language)},
        "help": {"text": f"{advice(rule.id, language)} ({rule.clause})"},
        "defaultConfiguration": {"level": _TREATMENTS.get(treatment, treatment)},
    }


def _result(finding: Finding, used: list[str], seen: Counter[str], *, suppressed: bool) -> dict[str, Any]:
    mark = fingerprint(finding)
    seen[mark] += 1
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": used.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": _sentences(finding)},
        "locations": [_location(finding)],
        "partialFingerprints": {"undocs/v1": f"{mark}:{seen[mark]}"},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": n,
                "physicalLocation": _physical(one.file, (one.line, one.column), (0, 0)),
                "message": {"text": one.message},
            }
            for n, one in enumerate(finding.related)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(finding)]
    if suppressed:
        result["suppressions"] = [{"kind": "external"}]
    return result


def _sentences(finding: Finding) -> str:
    """Return message and advice as two sentences."""
    message = finding.message
    stopped = message if message.endswith((".", "!", "?", "…")) else f"{message}."
    return f"{stopped[:1].upper()}{stopped[1:]} {finding.suggestion}".strip()


def _location(finding: Finding) -> dict[str, Any]:
    end = (finding.end_line, finding.end_column)
    location: dict[str, Any] = {"physicalLocation": _physical(finding.file, (finding.line, finding.column), end)}
    if finding.eid:
        location["logicalLocations"] = [{"name": finding.eid, "kind": "element"}]
    return location


def _physical(file: str, begin: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(file)}}
    if begin[0]:
        physical["region"] = _region(begin, end)
    return physical


def _region(begin: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    region = {"startLine": begin[0], "startColumn": max(1, begin[1])}
    if end[0]:
        region |= {"endLine": end[0], "endColumn": end[1]}
    return region


def _fix(finding: Finding) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region((one.line, one.column), (one.end_line, one.end_column)),
            "insertedContent": {"text": one.text},
        }
        for one in finding.fixes
    ]
    return {
        "description": {"text": finding.suggestion or "Correct the place."},
        "artifactChanges": [{"artifactLocation": {"uri": uri(finding.file)}, "replacements": replacements}],
    }


def uri(name: str) -> str:
    """Return the address of a file: absolute, or relative to where the program runs."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/@!~()", errors="surrogateescape")
