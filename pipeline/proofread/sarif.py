"""A proof as SARIF 2.1.0, for code scanning, or as commands of GitHub Actions.

The rules are those by which `validate` reports the same differences.

Reads a `ProofreadResult`. Gives one string; the same proof always gives the same string.
"""

from __future__ import annotations

from pipeline.proofread.cited import DATE, LINK, TITLE
from pipeline.proofread.result import Difference, ProofreadResult, UnreadFile
from pipeline.validate import Finding, Report, Severity
from pipeline.validate.model.finding import Related
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.report.language import advice, in_language, stops
from pipeline.validate.report.render import render
from pipeline.validate.run.engine import UNREADABLE, CheckedFile

_RULES = {
    "figure": "LANG-001", "month": "LANG-002", "citation": "LANG-003",
    DATE: "TEXT-004", TITLE: "TEXT-005", LINK: "TEXT-023",
}  # fmt: skip
_OF_PASSAGES = "LANG-004"
"""Rule of paragraphs, notes and lines that one language lacks."""


def sarif(proof: ProofreadResult, language: str) -> str:
    """Return the proof as SARIF: a result for each difference, with the places in the other languages.

    `language`: that of the messages in `proof`, and of the titles and advice of the rules.
    """
    return render(_report(proof, language), "sarif")


def github(proof: ProofreadResult, language: str) -> str:
    """Return the proof as workflow commands of GitHub Actions, a command for each difference; `language`: as for
    `sarif`.
    """
    return render(_report(proof, language), "github")


def _report(proof: ProofreadResult, language: str) -> Report:
    findings = [_finding(row, language) for _, row in proof.rows]
    findings += [_unread(file, language) for file in proof.unread]
    return Report("strict", [CheckedFile(f.file, [f]) for f in findings], language=language)


def _unread(file: UnreadFile, language: str) -> Finding:
    rule = REGISTER[UNREADABLE]
    message = in_language(file.reason, language)
    return Finding(file.path, 1, 1, "", "", rule.id, Severity.ERROR, message, rule.clause, advice(rule.id, language))


def _finding(row: Difference, language: str) -> Finding:
    rule = REGISTER[_RULES.get(row.kind, _OF_PASSAGES)]
    severity = Severity.WARNING if row.differs else Severity.NOTE
    colon = stops(language)[0]
    words = [f"{in_language(other.language, language)}{colon} {other.text}" for other in row.others]
    others = tuple(Related(o.path, o.line, 1, text) for o, text in zip(row.others, words, strict=True))
    return Finding(
        row.here.path, row.here.line, 1, "", row.here.label, rule.id, severity, row.message, rule.clause,
        advice(rule.id, language), related=others,
    )  # fmt: skip
