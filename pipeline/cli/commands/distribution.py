"""The commands `dist` and `verify`.

Reads the values of options. Gives lines on standard output: where the copies are, and what is wrong with one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pipeline.cli import machine
from pipeline.cli.values import epoch_date
from pipeline.distribution.copies import HOME, Copy, CopyOptions, make_copies
from pipeline.distribution.manifest import sha256
from pipeline.distribution.record import record as write_record
from pipeline.distribution.verification import CheckState, Verdict
from pipeline.distribution.verification import verify as verified
from pipeline.errors import ExitStatus, MissingInputError, Place, UsageError
from pipeline.files import counted, shown
from pipeline.library.expressions import GIVE_FILES, expressions, project
from pipeline.library.outside import works_of
from pipeline.publish.job import BuildSettings


def dist(
    *,
    source: tuple[str, ...],
    work: tuple[str, ...],
    out: str | None,
    final: bool,
    key: Path | None,
    base_url: str | None,
    record: bool,
    json: bool,
) -> ExitStatus:
    """Make the distribution copies of works. 1 if one cannot be made or is refused."""
    works = works_of((*source, *work) or sorted({e.work for e in expressions()}))
    if not works:
        raise MissingInputError("there is no text in source/", place=Place(project() / "source"), remedy=GIVE_FILES)
    folder = Path(out) if out else project() / "dist" / HOME
    copies = []
    for copy in make_copies(works, CopyOptions(folder, BuildSettings(date=epoch_date()), key, final, base_url or "")):
        copies.append(copy)
        _report(copy, json=json)
    if record:
        write_record(project() / "dist" / "MANIFEST", copies, every=not (source or work))
    if json:
        machine.show("dist", copies=[_facts(copy) for copy in copies])
    return ExitStatus.DONE


def _report(copy: Copy, *, json: bool) -> None:
    """Print where a copy is, unless JSON says it at the end, and what its document lacks."""
    if not json:
        files, size = counted(len(copy.files), "file"), copy.archive.stat().st_size
        print(f"{shown(copy.archive)}: {copy.state}, {files}, {size:,} bytes")
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
