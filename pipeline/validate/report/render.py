"""A report as text for people, JSON, SARIF 2.1.0 and JUnit XML.

Reads a `Report`. Gives one string in the format asked for; the same report always gives the same string.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from lxml import etree

from pipeline.errors import UsageError, visible
from pipeline.validate.model.finding import Finding, Severity
from pipeline.validate.report.conformance import conformance_text
from pipeline.validate.report.github import github
from pipeline.validate.report.language import counted_in, stops, words_in
from pipeline.validate.report.sarif import sarif
from pipeline.validate.run.files import Report

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_EXCERPT = 100  # characters of the source line shown above the caret
"""Chosen: fits a terminal."""


def render(report: Report, form: str = "text") -> str:
    """Return the report as `text`, `human`, `json`, `sarif`, `github` or `junit`. Raises UsageError for another
    format.
    """
    writer = FORMATS.get(form)
    if writer is None:
        raise UsageError(f"there is no format “{form}”", remedy="choose from: " + ", ".join(FORMATS))
    return writer(report)


def conformance(report: Report) -> str:
    """Return OASIS level 1 and level 2 (a)(b)(c), per document and in all, with counts per rule."""
    return conformance_text(report.results, report.profile)


def _text(report: Report) -> str:
    lines = [visible(str(finding) + _advice(finding)) for finding in report.findings]
    return "".join(f"{line}\n" for line in lines)


def _advice(finding: Finding) -> str:
    at = f" [{finding.eid}{', ' + finding.number if finding.number else ''}]" if finding.eid else ""
    return f"{at} -> {finding.suggestion}" if finding.suggestion else at


def summary(report: Report) -> str:
    """Return one line: documents, errors, warnings, notes, suppressed findings."""
    tag = report.language
    counts = [counted_in(report.count(severity), severity.value, tag) for severity in Severity]
    documents = counted_in(len(report.results), "document", tag)
    colon, semicolon = stops(tag)
    return f"{documents}{colon} {', '.join(counts)}{semicolon} {len(report.suppressed)} {words_in('suppressed', tag)}"


def _human(report: Report) -> str:
    """Return the report coloured, grouped by file, each finding with its source line and a caret."""
    out: list[str] = []
    for name, findings in groupby(report.findings, key=lambda finding: finding.file):
        lines = _source_lines(name)
        out.append(f"\x1b[1m{visible(name)}\x1b[0m")
        for finding in findings:
            out += _human_finding(finding, lines)
        out.append("")
    return "\n".join([*out, summary(report)]) + "\n"


def _human_finding(finding: Finding, lines: list[str]) -> list[str]:
    colour = _COLOURS[finding.severity]
    at = f" [{finding.eid}{', ' + finding.number if finding.number else ''}]" if finding.eid else ""
    head = f"\x1b[{colour}m{finding.severity}\x1b[0m {finding.rule} {visible(finding.message + at)}"
    out = [f"  {finding.line}:{finding.column} {head}"]
    if 0 < finding.line <= len(lines) and finding.column:
        shown, caret = _excerpt(lines[finding.line - 1], finding.column - 1)
        out += [f"    {visible(shown)}", f"    {' ' * caret}\x1b[{colour}m^\x1b[0m"]
    if finding.suggestion:
        out.append(visible(f"    -> {finding.suggestion} ({finding.clause})"))
    return out


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return the part of a line around a column, and the column in it."""
    begin = max(0, column - _EXCERPT // 2)
    shown = line[begin : begin + _EXCERPT].rstrip("\r\n")
    stripped = shown.lstrip()
    return stripped.replace("\t", " "), max(0, column - begin - (len(shown) - len(stripped)))


def _source_lines(name: str) -> list[str]:
    try:
        return Path(name).read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return []


def row(finding: Finding) -> dict[str, str | int]:
    """Return a finding as the row of the JSON output."""
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "eId": finding.eid,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _json(report: Report) -> str:
    return json.dumps([row(finding) for finding in report.findings], ensure_ascii=False, indent=1) + "\n"


_NOT_XML = {n: "\ufffd" for n in (*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if n not in (9, 10, 13)}
"""Characters that no XML may hold, those of file names outside UTF-8 among them."""


def _junit(report: Report) -> str:
    """Return one test suite; one test case per file, each error or warning a failure in it; notes as its output."""
    suites, tag = etree.Element("testsuites"), report.language
    failures = sum(1 for result in report.results if _failures(result.findings))
    suite = etree.SubElement(
        suites, "testsuite", name="validate", tests=str(len(report.results)), failures=str(failures), errors="0"
    )
    for result in report.results:
        case = etree.SubElement(
            suite, "testcase", classname=f"validate.{report.profile}", name=result.path.translate(_NOT_XML)
        )
        severe = _failures(result.findings)
        if severe:
            failure = etree.SubElement(case, "failure", type="finding")
            failure.set("message", f"{counted_in(len(severe), 'finding', tag)} {words_in('of severity error', tag)}")
            failure.text = "\n".join(str(finding) + _advice(finding) for finding in severe).translate(_NOT_XML)
        other = [finding for finding in result.findings if finding not in severe]
        if other:
            etree.SubElement(case, "system-out").text = "\n".join(map(str, other)).translate(_NOT_XML)
    etree.indent(suites)
    return etree.tostring(suites, encoding="unicode") + "\n"


def _failures(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": _text, "human": _human, "json": _json, "sarif": sarif, "github": github, "junit": _junit,
}  # fmt: skip
