"""Suppressions: findings that stay, each with its reason.

Reads findings and the project's suppressions (`source/suppressions.toml`). Gives what stays and what is left out; a
suppression that matches nothing, or gives no reason, is a finding itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline.validate.model.finding import Finding, Severity
from pipeline.validate.model.profiles import OFF, Profile
from pipeline.validate.model.project import Suppression, suppressions
from pipeline.validate.model.rule import REGISTER, engine_rule

UNUSED, UNREASONED = "PROJ-001", "PROJ-002"

engine_rule(
    UNUSED,
    Severity.WARNING,
    "every suppression matches a finding",
    reads="suppressions.toml",
    suggestion="Remove the suppression, or correct what it names.",
)
engine_rule(
    UNREASONED,
    Severity.ERROR,
    "every suppression names a known rule and gives its reason",
    reads="suppressions.toml",
    suggestion="Name the rule and say why the finding stays.",
)


def suppress(findings: Iterable[Finding], known: list[Suppression]) -> tuple[list[Finding], list[Finding]]:
    """Return (what stays, what a suppression leaves out); an unused or empty suppression is a finding."""
    kept: list[Finding] = []
    left_out: list[Finding] = []
    used: Counter[Suppression] = Counter()
    by_rule: dict[str, list[Suppression]] = defaultdict(list)
    for one in known:
        if one.reason and one.rule in REGISTER:
            by_rule[one.rule].append(one)
    for finding in findings:
        covering = [one for one in by_rule[finding.rule] if one.covers(finding)]
        if covering:
            used[covering[0]] += 1
            left_out.append(finding)
        else:
            kept.append(finding)
    kept.extend(_faulty(one) for one in known if not one.reason or one.rule not in REGISTER)
    kept.extend(_unused(one) for one in known if one.reason and one.rule in REGISTER and not used[one])
    return kept, left_out


def applicable(path: Path, profile: Profile, *, batch: bool) -> list[Suppression]:
    """Return the suppressions of a document for rules over one file (or, with `batch`, over several) at their own
    severity.
    """
    found = []
    for one in suppressions(path):
        rule = REGISTER.get(one.rule)
        if rule is None:
            found += [] if batch else [one]
        elif (rule.check_batch is not None) == batch and profile.treatment(rule) not in (OFF, "summary"):
            found.append(one)
    return found


def _faulty(one: Suppression) -> Finding:
    what = "gives no reason" if one.rule in REGISTER else f"names “{one.rule}”, which is not a rule"
    return _own(UNREASONED, one, f"the suppression for {one.document} {what}")


def _unused(one: Suppression) -> Finding:
    quoted = f" “{one.text}”" if one.text else ""
    return _own(UNUSED, one, f"the suppression of {one.rule}{quoted} for {one.document} matches no finding")


def _own(identifier: str, one: Suppression, message: str) -> Finding:
    rule = REGISTER[identifier]
    return Finding(
        one.file, one.line, 1, one.at, "", identifier, rule.severity, message, rule.clause, rule.suggestion
    )  # fmt: skip
