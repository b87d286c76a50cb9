"""The edits that settle one finding alone, as an editor applies them.

Reads a parsed file. Gives for each finding that can be settled so its edits: those that `--fix` makes, and what the
rule itself proposes for the characters it reports.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.read import Source
from pipeline.read.spans import Spans
from pipeline.validate.fixes.edits import TextEdit
from pipeline.validate.fixes.tree import FIXES
from pipeline.validate.model.finding import Finding, Fix
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.model.subject import AknFile
from pipeline.validate.run.locate import Locator


def with_fixes(findings: list[Finding], source: Source) -> list[Finding]:
    """Return the findings of one file, each with the edits that settle it; () stays where a person has to decide."""
    fixing = {finding.rule for finding in findings if not finding.fixes} & FIXES.keys()
    if not fixing:
        return findings
    file = AknFile(source)
    known = {place: edits for rule in sorted(fixing) for place, edits in _edits(rule, file)}
    return [
        replace(finding, fixes=known[finding.rule, finding.line, finding.column])
        if not finding.fixes and (finding.rule, finding.line, finding.column) in known
        else finding
        for finding in findings
    ]


def _edits(rule: str, file: AknFile) -> list[tuple[tuple[str, int, int], tuple[Fix, ...]]]:
    check = REGISTER[rule].check
    if check is None:
        return []
    locate = Locator(file)
    found = []
    for hit in check(file):
        edits = FIXES[rule](file, locate.spans, hit)
        if edits:
            line, column = locate.place(hit)
            found.append(((rule, line, column), tuple(_fix(edit, locate.spans) for edit in edits)))
    return found


def _fix(edit: TextEdit, spans: Spans) -> Fix:
    return Fix(*spans.position(edit.begin), *spans.position(edit.end), edit.new.decode("utf-8", "replace"))
