"""Fixes that need no judgement, as minimal edits of a file.

Reads files. Gives `FixedFile` per file: what was changed, as a difference, and what was refused, with the reason. The
words never change: text without tags and spaces is compared before anything is written. A file is fixed as a whole or
not at all: what is written is valid against the schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import DocumentError, MalformedError, NotReplacedError
from pipeline.files import read_file, replace_whole
from pipeline.lock import locked_file
from pipeline.read import Source, parse_bytes, parse_file
from pipeline.read.spans import Spans
from pipeline.validate.fixes.edits import apply, bare_text, difference
from pipeline.validate.fixes.tags import refusal, wellformed_versions
from pipeline.validate.fixes.tree import FIXES
from pipeline.validate.model.finding import Fixable, Hit, Severity
from pipeline.validate.model.profiles import Profile, profile
from pipeline.validate.model.project import Suppression
from pipeline.validate.model.rule import REGISTER, Rule
from pipeline.validate.model.schema import schema_hits
from pipeline.validate.model.subject import AknFile
from pipeline.validate.run.engine import active
from pipeline.validate.run.files import xml_files
from pipeline.validate.run.locate import Locator
from pipeline.validate.run.suppress import applicable
from pipeline.validate.run.wellformed import faults

_ROUNDS = 60  # a fix may lay bare another fault
"""Chosen: ends the search in a file full of faults."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """Result of fixing one file."""

    path: str
    difference: str
    """Unified difference; "" if nothing was changed."""
    applied: tuple[str, ...] = ()
    """One line per fix: line number and what was done."""
    refused: tuple[str, ...] = ()
    """One line per error that stays: line number, what, why it is not fixed."""
    unwritten: bool = False
    """True if the file could be fixed but not be replaced: read-only, changed meanwhile, in another's hands."""

    def __str__(self) -> str:
        """Return the difference, then what was done and what was refused."""
        lines = [f"{self.path}: {len(self.applied)} fixed, {len(self.refused)} refused"]
        lines += [f"  fixed: {line}" for line in self.applied]
        lines += [f"  refused: {line}" for line in self.refused]
        return self.difference + "\n".join(lines) + "\n"


def fix(paths: Sequence[Path], profile_name: str = "strict") -> list[FixedFile]:
    """Fix files (every `*.xml` of a folder) in place, and say what was done.

    Fixes what the profile reports place by place. Raises MissingInputError and OutputError.
    """
    chosen = profile(profile_name)
    files = list(dict.fromkeys(file for path in paths for file in xml_files(path)))
    return [fix_file(file, chosen) for file in files]


def fix_file(path: Path, chosen: Profile, *, write: bool = True) -> FixedFile:
    """Fix one file; written only if something changed and no word did. Raises MissingInputError, OutputError."""
    plan = _planned(path, chosen)
    if not write or plan.after is None:
        return plan.fixed
    try:
        with locked_file(path):
            if read_file(path) != plan.before:  # another command has rewritten it until it was locked
                plan = _planned(path, chosen)
            if plan.after is not None:
                replace_whole(path, plan.before, plan.after)
    except NotReplacedError as error:
        return FixedFile(str(path), "", refused=(f"{error.what} ({error.remedy})",), unwritten=True)
    return plan.fixed


@dataclass(frozen=True, slots=True)
class _Plan:
    """Planned changes of a file."""

    fixed: FixedFile
    before: bytes = b""
    """The bytes that were read."""
    after: bytes | None = None
    """The bytes to be written; None if nothing is."""


def _planned(path: Path, chosen: Profile) -> _Plan:
    try:
        source = parse_file(path)
    except MalformedError as error:
        plan = _planned_malformed(path, chosen)
        known = plan.fixed.refused or plan.fixed.applied
        return plan if known else _Plan(replace(plan.fixed, refused=(error.what,)))
    except DocumentError as error:
        return _Plan(FixedFile(str(path), "", refused=(f"{error.what}: nothing to fix",)))
    data, applied = _fix_tree(source, chosen)
    plan = _finished(path, source.data, data, applied)
    return replace(plan, before=source.encoded or source.data)


def _planned_malformed(path: Path, chosen: Profile) -> _Plan:
    """Return the first well-formed version that becomes valid; else the one with the fewest faults says what is
    refused.
    """
    before = read_file(path)
    refused: list[str] = []
    for data, edits in wellformed_versions(before):
        try:
            source = parse_bytes(data, path)
        except DocumentError:
            continue
        fixed, applied = _fix_tree(source, chosen)
        done = [f"line {_line(before, min(edit.begin, len(before)))}: {edit.why}" for edit in edits]
        remaining = _refused(fixed, path)
        if not remaining:
            return _finished(path, before, fixed, [*done, *applied])
        if not refused or len(remaining) < len(refused) - 1:
            refused = [*remaining, f"the tags could be fixed ({'; '.join(done)}), but not what the lines above name"]
    if not refused:
        refused = [f"line {fault.line}: {fault.message}: {refusal(fault)}" for fault in faults(before)]
    return _Plan(FixedFile(str(path), "", refused=tuple(refused)))


def _fix_tree(source: Source, chosen: Profile) -> tuple[bytes, list[str]]:
    """Return (bytes with all fixes made, what was done)."""
    applied: list[str] = []
    data = source.data
    known = applicable(source.path, chosen, batch=False)
    for _ in range(_ROUNDS):
        file = AknFile(parse_bytes(data, source.path))
        spans = Spans(data, file.root)
        edits = [
            edit
            for rule in _fixable(chosen)
            for hit in _hits(rule, file, known)
            if hit.fixable in (Fixable.TRIED, Fixable.SAFE)
            for edit in FIXES[rule.id](file, spans, hit)
        ]
        fixed, made = apply(data, edits)
        if not made or fixed == data or not _keeps(data, fixed, source.path):
            break
        applied += list(dict.fromkeys(f"line {spans.position(edit.begin)[0]}: {edit.why}" for edit in made))
        data = fixed
    return data, applied


def _keeps(before: bytes, after: bytes, path: Path) -> bool:
    """Return True if a fixed version is well-formed and has the same words."""
    try:
        parse_bytes(after, path)
    except DocumentError:
        return False
    return bare_text(before) == bare_text(after)


def _fixable(chosen: Profile) -> list[Rule]:
    severities = {severity.value for severity in Severity}
    return [rule for rule in active() if rule.id in FIXES and chosen.treatment(rule) in severities]


def _hits(rule: Rule, file: AknFile, known: list[Suppression]) -> list[Hit]:
    """Return what a rule finds and no suppression leaves as it is."""
    hits = list(rule.check(file)) if rule.check else []
    if not hits or not any(one.rule == rule.id for one in known):
        return hits
    locate = Locator(file)
    return [hit for hit in hits if not any(one.covers(locate.finding(rule, hit, rule.severity)) for one in known)]


def _finished(path: Path, before: bytes, after: bytes, applied: list[str]) -> _Plan:
    refused = _refused(after, path)
    if refused and applied:
        refused = (*refused, f"{len(applied)} other fixes wait until these faults are settled")
    if refused or before == after or bare_text(before) != bare_text(after):
        return _Plan(FixedFile(str(path), "", refused=refused))
    return _Plan(FixedFile(str(path), difference(before, after, str(path)), tuple(applied), refused), before, after)


def _refused(data: bytes, path: Path) -> tuple[str, ...]:
    """Return the faults of the schema that stay, with the reason."""
    root = parse_bytes(data, path).root
    spans = Spans(data, root)
    lines = []
    for hit in schema_hits(root):
        span = spans.node(hit.node)
        line = spans.position(span.begin)[0] if span else 0
        lines.append(f"line {line}: {hit.message}: {hit.refusal or REGISTER['AKN-NC-001'].suggestion}")
    return tuple(lines)


def _line(data: bytes, byte: int) -> int:
    return data.count(b"\n", 0, byte) + 1
