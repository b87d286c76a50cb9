"""Validate many files: gather them, run the rules in processes, compare the files with each other.

Reads paths of files and folders. Gives a `Report`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from lxml import etree

from pipeline.errors import DocumentError, ExitStatus, MissingInputError, Place
from pipeline.read import Source, parse_file
from pipeline.validate.model.batch import Batch, BatchHit
from pipeline.validate.model.finding import Finding, Hit, Related, Severity
from pipeline.validate.model.profiles import OFF, Profile, profile
from pipeline.validate.model.project import forget
from pipeline.validate.model.rule import REGISTER, Rule
from pipeline.validate.model.schema import compiled
from pipeline.validate.model.subject import AknFile
from pipeline.validate.run.cache import Cache
from pipeline.validate.run.company import with_company
from pipeline.validate.run.conformance import with_counts
from pipeline.validate.run.engine import CheckedFile, Company, validate_bytes, validate_file, validate_source
from pipeline.validate.run.locate import Locator
from pipeline.validate.run.suppress import applicable, suppress

_FEW = 8  # files up to which starting processes costs more than it saves
"""Chosen: a process takes as long to start as some files to read."""
_CHUNK = 4
"""Files handed to a process at once. Chosen: little waiting, little sending."""


@dataclass(frozen=True, slots=True)
class Text:
    """Bytes that are in no file: of standard input, of a revision."""

    name: str
    """What findings call it."""
    data: bytes
    place: Path
    """Path that it would have: what is declared about that document holds."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run."""

    profile: str
    results: list[CheckedFile] = field(default_factory=list)
    """One per file, in the order of the paths."""
    language: str = "en"
    """Tag of the language that its messages are in."""

    @property
    def findings(self) -> list[Finding]:
        """All findings, by file, line and column."""
        return [finding for result in self.results for finding in result.findings]

    @property
    def suppressed(self) -> list[Finding]:
        """Findings that suppressions leave out."""
        return [finding for result in self.results for finding in result.suppressed]

    @property
    def exit_status(self) -> ExitStatus:
        """DONE without a finding of severity error, else FINDINGS."""
        severe = any(finding.severity is Severity.ERROR for finding in self.findings)
        return ExitStatus.FINDINGS if severe else ExitStatus.DONE

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)


def check(
    paths: Sequence[Path],
    profile_name: str = "strict",
    jobs: int = 1,
    cache: Path | None = None,
    texts: Sequence[Text] = (),
) -> Report:
    """Validate files and folders (every `*.xml` below them). `jobs` 0 takes one process per core.

    `cache` is a folder of results: files that have not changed since are not read again. `texts` are checked too.
    Raises MissingInputError for a path that does not exist or cannot be read and a folder without XML, UsageError for
    an unknown profile. A file of a folder that cannot be read is a finding.
    """
    chosen = profile(profile_name)
    named = {path: path.is_dir() for path in paths}
    files: dict[Path, bool] = {}
    for path, folder in named.items():
        files |= {file: folder for file in xml_files(path) if files.get(file, True)}
    forget()
    others = [_text(text, chosen) for text in texts]
    if cache is not None:
        return Report(profile_name, [*_remembered(files, chosen, jobs, Cache(cache, profile_name)), *others])
    results = _run_all(files, chosen, jobs or os.cpu_count() or 1)
    return Report(profile_name, [*compared(results, chosen), *others])


def _remembered(files: Mapping[Path, bool], chosen: Profile, jobs: int, cache: Cache) -> list[CheckedFile]:
    """Return the results of the files; from the cache if nothing has changed."""
    company = _company(files)
    keys = {file: cache.key(file, company[file]) for file in files}
    whole = cache.report(keys.values())
    if whole is not None:
        return whole
    known = {file: result for file, key in keys.items() if key and (result := cache.result(key)) is not None}
    todo = {file: folder for file, folder in files.items() if file not in known}
    for file, result in zip(todo, _run_all(todo, chosen, jobs or os.cpu_count() or 1, company), strict=True):
        known[file] = result
        if keys[file]:
            cache.keep(keys[file], result)
    results = compared([known[file] for file in files], chosen)
    if all(keys.values()):
        cache.keep_report(keys.values(), results)
    return results


def _text(text: Text, chosen: Profile) -> CheckedFile:
    found = validate_bytes(text.data, text.place, chosen)

    def named(findings: list[Finding]) -> list[Finding]:
        own = str(text.place)
        return [replace(one, file=text.name) if str(one.file) == own else one for one in findings]

    return replace(found, path=text.name, findings=named(found.findings), suppressed=named(found.suppressed))


def xml_files(path: Path) -> list[Path]:
    """Return the file itself, or every XML file below a folder, sorted. Raises MissingInputError if there is none."""
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".xml" and file.is_file())
        if not found:
            raise MissingInputError("there is no XML file in this folder", place=Place(path))
        return found
    if not path.exists():
        raise MissingInputError("there is no such file or folder", place=Place(path))
    return [path]


def _company(files: Mapping[Path, bool]) -> dict[Path, Company]:
    """Return what of each file the others of the run are compared with."""
    if len(files) < 2:
        return dict.fromkeys(files, Company.ALONE)
    of_one_work = with_company(files)
    return {file: Company.LANGUAGES if file in of_one_work else Company.TEXTS for file in files}


def _run_all(
    files: Mapping[Path, bool], chosen: Profile, jobs: int, company: Mapping[Path, Company] | None = None
) -> list[CheckedFile]:
    """Return the results of the files; the value says whether a file was found in a folder."""
    around = _company(files) if company is None else company
    todo = [(file, folder, around[file]) for file, folder in files.items()]
    work = partial(_checked, chosen=chosen)
    if jobs <= 1 or len(files) <= _FEW:
        return [work(file) for file in todo]
    compiled()  # once for all processes
    with ProcessPoolExecutor(max_workers=min(jobs, len(files))) as pool:
        return list(pool.map(work, todo, chunksize=_CHUNK))


def _checked(file: tuple[Path, bool, Company], chosen: Profile) -> CheckedFile:
    path, of_folder, company = file
    return validate_file(path, chosen, of_folder=of_folder, company=company)


def validate(source: Source | Path, profile_name: str = "strict") -> list[Finding]:
    """Return the findings of one file, given as path or parsed. Raises MissingInputError if the path cannot be read."""
    chosen = profile(profile_name)
    forget()
    result = validate_source(source, chosen) if isinstance(source, Source) else validate_file(source, chosen)
    return compared([result], chosen)[0].findings


def compared(results: list[CheckedFile], chosen: Profile) -> list[CheckedFile]:
    """Return the results with the findings of the batch rules added, suppressions applied to them as to the others."""
    batch = Batch([result.digest for result in results if result.digest])
    found: dict[str, list[Finding]] = {}
    places = _Places()
    for rule in sorted(REGISTER.values(), key=lambda one: one.id):
        treatment = chosen.treatment(rule)
        if rule.check_batch is None or treatment == OFF:
            continue
        severity = Severity.NOTE if treatment == "summary" else Severity(treatment)
        hits = list(rule.check_batch(batch))
        if treatment == "summary":
            hits = list(_first_per_file(hits))
        for hit in hits:
            own = hit.severity if treatment == rule.severity.value else None
            found.setdefault(hit.path, []).append(places.finding(rule, hit, own or severity))
    return [_with(result, found.get(result.path, []), chosen) for result in results]


def _first_per_file(hits: list[BatchHit]) -> Iterator[BatchHit]:
    counted = Counter(hit.path for hit in hits)
    seen: set[str] = set()
    for hit in hits:
        if hit.path not in seen:
            seen.add(hit.path)
            more = f" ({counted[hit.path]} places, the first here)" if counted[hit.path] > 1 else ""
            yield replace(hit, message=f"deviates as the whole corpus does{more}: {hit.message}")


def _with(result: CheckedFile, extra: list[Finding], chosen: Profile) -> CheckedFile:
    known = applicable(Path(result.path), chosen, batch=True) if result.digest else []
    if not extra and not known:
        return result
    kept, left_out = suppress(extra, known)
    counts = Counter(result.counts)
    counts.update(finding.rule for finding in extra)
    findings = sorted([*result.findings, *kept], key=lambda finding: finding.order)
    return replace(
        result,
        findings=findings,
        suppressed=[*result.suppressed, *left_out],
        counts=dict(counts),
        levels=with_counts(result.levels, counts) if result.levels else None,
    )


class _Places:
    """Finds the places of batch rules: each file is read again, once."""

    def __init__(self) -> None:
        self._known: dict[str, Locator | None] = {}

    def _locator(self, path: str) -> Locator | None:
        if path not in self._known:
            try:
                self._known[path] = Locator(AknFile(parse_file(Path(path))))
            except DocumentError:
                self._known[path] = None
        return self._known[path]

    def finding(self, rule: Rule, hit: BatchHit, severity: Severity) -> Finding:
        """Return the hit as users see it; without a place where the file cannot be read again."""
        locator = self._locator(hit.path)
        related = tuple(one for place in hit.related if (one := self._related(*place)) is not None)
        if locator is None:
            suggestion = hit.suggestion or rule.suggestion
            return Finding(hit.path, 0, 0, "", "", rule.id, severity, hit.message, rule.clause, suggestion)
        return replace(locator.finding(rule, _pointing(locator.file, hit), severity), related=related)

    def _related(self, path: str, index: int, message: str) -> Related | None:
        locator = self._locator(path)
        if locator is None:
            return None
        line, column = locator.place(Hit(_element(locator.file, index), message))
        return Related(path, line, column, message)


def _element(file: AknFile, index: int) -> etree._Element:
    return file.elements[index] if index < len(file.elements) else file.root


def _pointing(file: AknFile, hit: BatchHit) -> Hit:
    element = _element(file, hit.index)
    block = file.block_of.get(element) if hit.offset >= 0 else None
    if block is not None:
        return block.hit(hit.offset, hit.message, hit.suggestion, length=hit.length)
    return Hit(element, hit.message, hit.suggestion, attribute=hit.attribute)
