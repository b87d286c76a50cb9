"""A proof as SARIF 2.1.0, for code scanning: the rules are those by which `validate` reports the same differences.

Reads a `ProofreadResult`. Gives one string; the same proof always gives the same string.
"""

from __future__ import annotations

from pipeline.proofread.run import Difference, ProofreadResult
from pipeline.validate import Finding, Report, Severity
from pipeline.validate.model.finding import Related
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.report.render import render
from pipeline.validate.run.engine import CheckedFile

_RULES = {"figure": "LANG-001", "month": "LANG-002", "citation": "LANG-003"}
_OF_PASSAGES = "LANG-004"
"""Rule of paragraphs, notes and lines that one language lacks."""


def sarif(proof: ProofreadResult) -> str:
    """Return the proof as SARIF: a result for each difference, with the places in the other languages."""
    findings = [_finding(row) for _, row in proof.rows]
    return render(Report("strict", [CheckedFile(f.file, [f]) for f in findings]), "sarif")


def _finding(row: Difference) -> Finding:
    rule = REGISTER[_RULES.get(row.kind, _OF_PASSAGES)]
    severity = Severity.WARNING if row.differs else Severity.NOTE
    others = tuple(Related(o.path, o.line, 1, f"{o.language}: {o.text}") for o in row.others)
    return Finding(
        row.here.path, row.here.line, 1, "", row.here.label, rule.id, severity, row.message, rule.clause,
        rule.suggestion, related=others,
    )  # fmt: skip
