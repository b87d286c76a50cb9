"""Run all rules over one file.

Reads a path (or a parsed `Source`) and a profile. Gives a `CheckedFile`: findings with their places, counts for the
conformance report, and a digest for the rules that compare files. Everything in it can travel between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

import pipeline.validate.rules  # noqa: F401 - registers them
from pipeline.errors import (
    MalformedError,
    MissingInputError,
    NotAkomaNtosoError,
    PipelineError,
    Place,
    RefusedInputError,
)
from pipeline.read import Source, parse_bytes, parse_file
from pipeline.read.encoding import as_utf8
from pipeline.validate.across.passages import passages
from pipeline.validate.model.batch import Digest, digest
from pipeline.validate.model.finding import Finding, Hit, Severity
from pipeline.validate.model.profiles import OFF, Profile
from pipeline.validate.model.project import document_checks
from pipeline.validate.model.rule import REGISTER, Rule, engine_rule
from pipeline.validate.model.subject import AknFile
from pipeline.validate.rules.proofreading.cited_texts import with_citations
from pipeline.validate.run.conformance import ConformanceLevels, levels
from pipeline.validate.run.locate import Locator
from pipeline.validate.run.suppress import applicable, suppress
from pipeline.validate.run.wellformed import WellformedFault, faults

UNREADABLE, FOREIGN = "FILE-001", "FILE-002"
MALFORMED = "AKN-NC-001"
engine_rule(
    UNREADABLE,
    Severity.ERROR,
    "the file can be read without danger: no DOCTYPE, no entities, within the limits",
    reads="the file",
    suggestion="Remove the DOCTYPE and its entities; split a file that is too large.",
)
engine_rule(
    FOREIGN,
    Severity.ERROR,
    "the root element is akomaNtoso of Akoma Ntoso 3.0",
    reads="the root element",
    suggestion="Give an Akoma Ntoso 3.0 file, or leave this one out.",
)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """Result of validating one file."""

    path: str
    findings: list[Finding]
    suppressed: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Offences per rule, before profile and suppressions."""
    levels: ConformanceLevels | None = None
    """None if the file could not be read as Akoma Ntoso."""
    digest: Digest | None = None


class Company(IntEnum):
    """The other files of a run: what of a file is kept to be compared with them."""

    ALONE = 0
    TEXTS = 1
    """Texts that it may cite."""
    LANGUAGES = 2
    """Perhaps its own work in other languages too."""


def validate_file(
    path: Path, profile: Profile, *, of_folder: bool = False, company: Company = Company.ALONE
) -> CheckedFile:
    """Validate one file. Faults of the file are findings.

    Raises MissingInputError if it cannot be read (a finding too if it is one `of_folder`), and for faults of the
    project's own data.
    """
    try:
        return _checked(lambda: parse_file(path), path, profile, company=company)
    except MissingInputError as error:
        if not of_folder:
            raise
        remedy = "Make the file readable, or leave it out."
        return _refused(path, MissingInputError(error.what, remedy=remedy), UNREADABLE)


def validate_bytes(data: bytes, path: Path, profile: Profile) -> CheckedFile:
    """Validate bytes as if they were in the file `path`: standard input, a text in an editor."""
    return _checked(lambda: parse_bytes(data, path), path, profile, data=data)


def _checked(
    parse: Callable[[], Source], path: Path, profile: Profile, *, company: Company = Company.ALONE,
    data: bytes | None = None,
) -> CheckedFile:  # fmt: skip
    try:
        source = parse()
    except MalformedError as error:
        return _malformed(path, error, data)
    except NotAkomaNtosoError as error:
        return _refused(path, error, FOREIGN)
    except RefusedInputError as error:
        return _refused(path, error, UNREADABLE)
    return validate_source(source, profile, company=company)


def validate_source(source: Source, profile: Profile, *, company: Company = Company.ALONE) -> CheckedFile:
    """Validate a parsed file; `company`: what else is in the run."""
    file = AknFile(source, document_checks(source.path))
    hits = {rule: found for rule in active() if (found := list(_run(rule, file)))}
    locate = Locator(file)
    findings = sorted(_findings(hits, profile, locate), key=lambda finding: finding.order)
    kept, left_out = suppress(findings, applicable(source.path, profile, batch=False))
    return CheckedFile(
        path=str(source.path),
        findings=kept,
        suppressed=left_out,
        counts={rule.id: len(found) for rule, found in hits.items()},
        levels=levels(file, {rule.id: len(found) for rule, found in hits.items()}),
        digest=_digest(file, company),
    )


def _digest(file: AknFile, company: Company) -> Digest | None:
    found = digest(file)
    if found is None or company is Company.ALONE:
        return found
    if company is Company.LANGUAGES:
        found = replace(found, passages=passages(file))
    return with_citations(file, found)


def active() -> list[Rule]:
    """Return the rules that check single files, in the order of their ids."""
    return [rule for _, rule in sorted(REGISTER.items()) if rule.check is not None]


def _run(rule: Rule, file: AknFile) -> Iterator[Hit]:
    if rule.check is not None:
        yield from rule.check(file)


def _findings(hits: dict[Rule, list[Hit]], profile: Profile, locate: Locator) -> Iterator[Finding]:
    for rule, found in hits.items():
        treatment = profile.treatment(rule)
        if treatment == OFF:
            continue
        if treatment == "summary":
            yield locate.finding(rule, _summary(found), Severity.NOTE)
        else:
            for hit in found:
                own = hit.severity if treatment == rule.severity.value else None
                yield locate.finding(rule, hit, own or Severity(treatment))


def _summary(hits: list[Hit]) -> Hit:
    first = hits[0]
    more = f" ({len(hits)} places, the first here)" if len(hits) > 1 else ""
    return replace(first, message=f"deviates as the whole corpus does{more}: {first.message}")


def _malformed(path: Path, error: MalformedError, data: bytes | None) -> CheckedFile:
    """Return a file that is not well-formed: every fault that recovery finds."""
    rule = REGISTER[MALFORMED]
    found = [
        Finding(
            str(path), fault.line, fault.column, fault.eid, "", rule.id, Severity.ERROR,
            fault.message, rule.clause, fault.suggestion,
        )
        for fault in _faults(path, data)
    ]  # fmt: skip
    if not found:
        place = error.place or Place(path)
        found = [
            Finding(
                str(path), place.line, place.column, "", "", rule.id, Severity.ERROR, error.what, rule.clause,
                error.remedy or rule.suggestion,
            )
        ]  # fmt: skip
    return CheckedFile(str(path), found, counts={rule.id: len(found)})


def _faults(path: Path, data: bytes | None) -> list[WellformedFault]:
    """Return the faults of a file in an encoding that is read."""
    try:
        return faults(as_utf8(path.read_bytes() if data is None else data, path))
    except MalformedError:
        return []


def _refused(path: Path, error: PipelineError, identifier: str) -> CheckedFile:
    rule = REGISTER[identifier]
    place = error.place or Place(path)
    finding = Finding(
        str(path), place.line, place.column, "", "", identifier, Severity.ERROR, error.what, rule.clause,
        error.remedy or rule.suggestion,
    )  # fmt: skip
    return CheckedFile(str(path), [finding], counts={identifier: 1})
