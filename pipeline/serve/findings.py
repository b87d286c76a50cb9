"""Findings of the validator, ready for the page.

Reads a source file. Gives JSON: for each finding severity, rule, words, line and column, and the eIds around it from
the inside out, by which the page finds the element that the finding is about.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

from pipeline.errors import PipelineError, Place
from pipeline.publish.public import places, public
from pipeline.serve.texts import profile_for
from pipeline.validate import Finding, check

_LOCK = threading.Lock()


def findings_of(path: Path) -> str:
    """Return the findings of a file as JSON on one line; what keeps the validator from running is a finding itself."""
    try:
        with _LOCK:
            found = check([path], profile_for(path)).findings
        rows = [_row(finding, path) for finding in found]
    except PipelineError as error:
        rows = [_fault(str(error), error.place)]
    except Exception as error:
        rows = [_fault(f"this is a bug of the validator: {type(error).__name__}: {error}")]
    known = places(str(path), path.name)
    shown = [{**row, **{key: public(str(row[key]), known) for key in ("message", "suggestion")}} for row in rows]
    return json.dumps(shown, ensure_ascii=True)


def _row(finding: Finding, path: Path) -> dict[str, object]:
    own = Path(finding.file) == path
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "clause": finding.clause,
        "place": f"{'' if own else Path(finding.file).name + ':'}{finding.line}:{finding.column}",
        "line": finding.line if own else 0,
        "column": finding.column if own else 0,
        "within": list(finding.within) if own else [],
    }


def _fault(message: str, place: Place | None = None) -> dict[str, object]:
    line, column = (place.line, place.column) if place else (0, 0)
    return {
        "severity": "error",
        "rule": "",
        "message": message,
        "suggestion": "",
        "clause": "",
        "place": ":".join(str(number) for number in (line, column) if number),
        "line": line,
        "column": column,
        "within": [],
    }
