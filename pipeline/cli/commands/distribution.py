"""The commands `dist` and `verify`.

Reads the values of options. Gives lines on standard output: where the copies are, and what is wrong with one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.cli import machine
from pipeline.cli.values import epoch_date
from pipeline.distribution.copies import Copy, CopyOptions, make_copies
from pipeline.distribution.manifest import sha256
from pipeline.distribution.naming import HOME, safe
from pipeline.distribution.record import record as write_record
from pipeline.distribution.sets import SET, VOLUME, SetRequest, make_set
from pipeline.distribution.verification import CheckState, Verdict
from pipeline.distribution.verification import verify as verified
from pipeline.errors import ExitStatus, MissingInputError, Place, UsageError
from pipeline.files import counted, shown
from pipeline.library.expressions import GIVE_FILES, Expression, expressions, project
from pipeline.library.outside import works_of
from pipeline.publish.job import BuildSettings
from pipeline.publish.progress import Progress


def dist(
    *,
    source: tuple[str, ...],
    work: tuple[str, ...],
    set: str | None,
    volume: str | None,
    out: str | None,
    final: bool,
    key: Path | None,
    base_url: str | None,
    record: bool,
    jobs: int,
    json: bool,
) -> ExitStatus:
    """Make the distribution copies of works, or of all of them as a set or volume. 1 if one is refused."""
    from pipeline.validate.model.settings import settings

    titles = {sort: title for sort, title in ((SET, set), (VOLUME, volume)) if title}
    _check_titles(titles, record=record)
    works = works_of((*source, *work) or sorted({e.work for e in expressions()}))
    if not works:
        raise MissingInputError("there is no text in source/", place=Place(project() / "source"), remedy=GIVE_FILES)
    folder = Path(out) if out else project() / "dist" / HOME
    copies = []
    rules_of = settings(Path.cwd())[0].profile
    wish = CopyOptions(folder, BuildSettings(date=epoch_date()), key, final, base_url or "", jobs, rules_of)
    for copy in _sets(titles, works, wish) if titles else make_copies(works, wish):
        copies.append(copy)
        _report(copy, json=json)
    if record:
        write_record(project() / "dist" / "MANIFEST", copies, every=not (source or work))
    if json:
        machine.show("dist", copies=[_facts(copy) for copy in copies])
    return ExitStatus.DONE


def _check_titles(titles: Mapping[str, str], *, record: bool) -> None:
    """Raise UsageError for what does not go together."""
    if titles and record:
        raise UsageError("--record goes with copies of works only", remedy="leave out --set and --volume")
    if len(frozenset(safe(title).casefold() for title in titles.values())) < len(titles):
        raise UsageError("--set and --volume would have one folder", remedy="give them different titles")


def _sets(titles: Mapping[str, str], works: Mapping[str, Sequence[Expression]], wish: CopyOptions) -> Iterator[Copy]:
    """Make a set, a volume or both, with a bar on a terminal."""
    for sort, title in titles.items():
        progress = Progress(sum(map(len, works.values())))
        try:
            made = make_set(SetRequest(title, sort, works), wish, lambda done, _, bar=progress: bar.show(done))  # type: ignore[misc]
        finally:
            progress.clear()
        yield made


def _report(copy: Copy, *, json: bool) -> None:
    """Print where a copy is, unless JSON says it at the end, what was odd, and what its document lacks."""
    if not json:
        files, size = counted(len(copy.files), "file"), copy.archive.stat().st_size
        print(f"{shown(copy.archive)}: {copy.state}, {files}, {size:,} bytes")
    for note in copy.notes:
        print(f"note: {note}", file=sys.stderr)
    if copy.missing:
        print(f"warning: {copy.name}: not assigned: {', '.join(copy.missing)}", file=sys.stderr)


def _facts(copy: Copy) -> dict[str, Any]:
    return {
        "name": copy.name,
        "state": copy.state,
        "folder": str(copy.folder),
        "archive": str(copy.archive),
        "not_assigned": list(copy.missing),
        "files": [
            {"path": path, "bytes": len(data), "sha256": sha256(data)} for path, data in sorted(copy.files.items())
        ],
    }


def verify(
    *, path: Path, key: Path | None, rebuild: bool, no_rebuild: bool, accept_unproved: bool, json: bool
) -> ExitStatus:
    """Check a distribution copy: 0 sound (or unproved and accepted), else 1; every fault on a line."""
    if rebuild and no_rebuild:
        raise UsageError("--rebuild and --no-rebuild exclude each other", remedy="give one of them, or neither")
    verdict = verified(path, key, not no_rebuild)
    if json:
        faults = [{"file": fault.file, "what": fault.what} for fault in verdict.faults]
        machine.show(
            "verify", path=str(path), verdict=str(verdict.state), files=verdict.files, faults=faults,
            notes=list(verdict.notes), compared=list(verdict.compared), unproved=verdict.unproved,
        )  # fmt: skip
    else:
        _tell(path, verdict)
    accepted = {CheckState.SOUND, CheckState.UNPROVED} if accept_unproved else {CheckState.SOUND}
    return ExitStatus.DONE if verdict.state in accepted else ExitStatus.FINDINGS


def _tell(path: Path, verdict: Verdict) -> None:
    for note in verdict.notes:
        print(f"note: {note}", file=sys.stderr)
    for fault in verdict.faults:
        print(fault)
    for what in verdict.compared:
        print(f"compared: {what}")
    if verdict.unproved:
        print(f"not compared: the bytes with what building again gives: {verdict.unproved}")
    more = counted(len(verdict.faults), "fault") if verdict.faults else counted(verdict.files, "file")
    print(f"{shown(path)}: {verdict.state}, {more}")
