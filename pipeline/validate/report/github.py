"""A report as workflow commands of GitHub Actions: findings at their lines in the changes of a pull request.

Reads a `Report`. Gives lines such as `::warning file=a.xml,line=3,col=5,title=TEXT-104::“the” stands twice`.
"""

from __future__ import annotations

from pipeline.validate.model.finding import Finding, Severity
from pipeline.validate.run.files import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(report: Report) -> str:
    """Return one command for each finding."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    place = {"file": finding.file, "line": finding.line, "col": finding.column}
    if finding.end_line:
        place |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    text = f"{finding.message} -> {finding.suggestion}" if finding.suggestion else finding.message
    return f"::{_COMMANDS[finding.severity]} {given},title={_property(finding.rule)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
