"""Run all rules over one file.

Reads a path (or a parsed `Source`) and a profile. Gives a `FileResult`: findings with their places, counts for the
conformance report, and a digest for the rules that compare files. Everything in it can travel between processes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from pipeline.errors import (
    MalformedError,
    MissingInputError,
    NotAkomaNtosoError,
    PipelineError,
    Place,
    RefusedInputError,
)
from pipeline.read import Source, local, parse_file, start_tags
from pipeline.read.spans import Spans
from pipeline.validate.batch import Digest, digest
from pipeline.validate.conformance import Levels, levels
from pipeline.validate.finding import Finding, Hit, Severity
from pipeline.validate.profiles import OFF, Profile
from pipeline.validate.project import Suppression, document_checks, suppressions
from pipeline.validate.rule import REGISTER, Rule, engine_rule
from pipeline.validate.subject import NUMBERED, AknFile, words
from pipeline.validate.wellformed import faults

UNREADABLE, FOREIGN, UNUSED, UNREASONED = "FILE-001", "FILE-002", "PROJ-001", "PROJ-002"
MALFORMED = "AKN-NC-001"
# What may stand before a DOCTYPE.
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*(?=<!DOCTYPE)", re.DOTALL)

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
engine_rule(
    UNUSED,
    Severity.WARNING,
    "every suppression meets a finding",
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


@dataclass(frozen=True, slots=True)
class FileResult:
    """What validation says about one file."""

    path: str
    findings: list[Finding]
    suppressed: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Offences per rule, before profile and suppressions."""
    levels: Levels | None = None
    """None where the file could not be read as Akoma Ntoso."""
    digest: Digest | None = None


def validate_file(path: Path, profile: Profile, *, of_folder: bool = False) -> FileResult:
    """Validate one file. Faults of the file are findings.

    Raises MissingInputError where it cannot be read (a finding too if it is one `of_folder`), and for faults of the
    project's own data.
    """
    try:
        source = parse_file(path)
    except MissingInputError as error:
        if not of_folder:
            raise
        remedy = "Make the file readable, or leave it out."
        return _refused(path, MissingInputError(error.what, remedy=remedy), UNREADABLE)
    except MalformedError as error:
        return _malformed(path, error)
    except NotAkomaNtosoError as error:
        return _refused(path, error, FOREIGN)
    except RefusedInputError as error:
        return _refused(path, error, UNREADABLE)
    return validate_source(source, profile)


def validate_source(source: Source, profile: Profile) -> FileResult:
    """Validate a parsed file."""
    file = AknFile(source, document_checks(source.path))
    hits = {rule: found for rule in active() if (found := list(_run(rule, file)))}
    locate = Locator(file)
    findings = sorted(_findings(hits, profile, locate), key=lambda finding: finding.order)
    kept, left_out = suppress(findings, applicable(source.path, profile, batch=False))
    return FileResult(
        path=str(source.path),
        findings=kept,
        suppressed=left_out,
        counts={rule.id: len(found) for rule, found in hits.items()},
        levels=levels(file, {rule.id: len(found) for rule, found in hits.items()}),
        digest=digest(file),
    )


def active() -> list[Rule]:
    """Rules that check single files, in the order of their ids."""
    import pipeline.validate.rules  # noqa: F401 - registers them

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


class Locator:
    """Turns hits into findings: line, column, eId, printed number. The file is searched only when there are hits."""

    def __init__(self, file: AknFile) -> None:
        """`file` is the validated file."""
        self._file = file
        self._known: Spans | None = None

    @property
    def spans(self) -> Spans:
        """Byte offsets of the file's nodes."""
        if self._known is None:
            self._known = Spans(self._file.source.data, self._file.root)
        return self._known

    def finding(self, rule: Rule, hit: Hit, severity: Severity) -> Finding:
        """The hit as users see it."""
        line, column = self.place(hit)
        around = eids_around(hit)
        return Finding(
            file=str(self._file.source.path),
            line=line,
            column=column,
            eid=around[0] if around else "",
            number=nearest_number(hit.node),
            rule=rule.id,
            severity=severity,
            message=hit.message,
            clause=rule.clause,
            suggestion=hit.suggestion or rule.suggestion,
            within=around,
        )

    def place(self, hit: Hit) -> tuple[int, int]:
        """Line and column of what the hit points at."""
        byte: int | None = None
        if hit.attribute:
            found = self.spans.attribute(hit.node, hit.attribute)
            byte = found[0] if found else None
        elif hit.offset >= 0:
            byte = self.spans.text(hit.node, hit.offset, hit.tail)
        if byte is None:
            span = self.spans.node(hit.node)
            byte = span.begin if span else None
        line = hit.node.sourceline
        return self.spans.position(byte) if byte is not None else (line if isinstance(line, int) else 0, 0)


def eids_around(hit: Hit) -> tuple[str, ...]:
    """eIds of the element that holds what the hit points at and of all around it, from the inside out."""
    element = hit.node.getparent() if hit.tail else hit.node
    found = []
    while element is not None:
        if isinstance(element.tag, str) and element.get("eId"):
            found.append(str(element.get("eId")))
        element = element.getparent()
    return tuple(found)


def nearest_number(node: etree._Element) -> str:
    """Printed number of the nearest numbered unit around the node."""
    element: etree._Element | None = node
    while element is not None:
        if local(element) in NUMBERED:
            num = next((child for child in element if local(child) == "num"), None)
            if num is not None:
                return words(num)
        element = element.getparent()
    return ""


def _malformed(path: Path, error: MalformedError) -> FileResult:
    """A file that is not well-formed: every fault that recovery finds."""
    rule = REGISTER[MALFORMED]
    data = path.read_bytes()
    found = [
        Finding(
            str(path), fault.line, fault.column, fault.eid, "", rule.id, Severity.ERROR,
            fault.message, rule.clause, fault.suggestion,
        )
        for fault in faults(data)
    ]  # fmt: skip
    if not found:
        place = error.place or Place(path)
        found = [
            Finding(
                str(path), place.line, place.column, "", "", rule.id, Severity.ERROR, error.what, rule.clause,
                error.remedy or rule.suggestion,
            )
        ]  # fmt: skip
    return FileResult(str(path), found, counts={rule.id: len(found)})


def _refused(path: Path, error: PipelineError, identifier: str) -> FileResult:
    rule = REGISTER[identifier]
    place = error.place or Place(path)
    if identifier == FOREIGN:
        first = start_tags(path.read_bytes())[0]
        place = Place(path, first.line, first.column)
    elif place.line and (doctype := _DOCTYPE.match(data := path.read_bytes())):
        place = Place(
            path, data.count(b"\n", 0, doctype.end()) + 1, doctype.end() - data.rfind(b"\n", 0, doctype.end())
        )
    finding = Finding(
        str(path), place.line, place.column, "", "", identifier, Severity.ERROR, error.what, rule.clause,
        error.remedy or rule.suggestion,
    )  # fmt: skip
    return FileResult(str(path), [finding], counts={identifier: 1})


def suppress(findings: Iterable[Finding], known: list[Suppression]) -> tuple[list[Finding], list[Finding]]:
    """(what stays, what a suppression leaves out); a suppression that meets nothing, or says nothing, is a finding."""
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
    """Suppressions of a document for rules over one file (or, with `batch`, over several) at their own severity."""
    found = []
    for one in suppressions(path):
        rule = REGISTER.get(one.rule)
        if rule is None:
            found += [] if batch else [one]
        elif (rule.check_batch is not None) == batch and profile.treatment(rule) not in (OFF, "summary"):
            found.append(one)
    return found


def _faulty(one: Suppression) -> Finding:
    what = "gives no reason" if one.rule in REGISTER else f"names “{one.rule}”, which is no rule"
    return _own(UNREASONED, one, f"the suppression for {one.document} {what}")


def _unused(one: Suppression) -> Finding:
    quoted = f" “{one.text}”" if one.text else ""
    return _own(UNUSED, one, f"the suppression of {one.rule}{quoted} for {one.document} meets no finding")


def _own(identifier: str, one: Suppression, message: str) -> Finding:
    rule = REGISTER[identifier]
    return Finding(
        one.file, one.line, 1, one.at, "", identifier, rule.severity, message, rule.clause, rule.suggestion
    )  # fmt: skip
