"""The commands `dist` and `verify`.

Reads the values of options. Gives lines on standard output: where the copies are, and what is wrong with one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pipeline.cli import machine
from pipeline.cli.values import epoch_date
from pipeline.distribution.copies import HOME, Copy, Wish, make_copies
from pipeline.distribution.manifest import sha256
from pipeline.distribution.record import record as write_record
from pipeline.distribution.verification import verify as verified
from pipeline.errors import ExitStatus, MissingInputError, Place
from pipeline.files import counted, shown
from pipeline.library.expressions import GIVE_FILES, expressions, project
from pipeline.library.outside import works_of
from pipeline.publish.job import Settings


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
    for copy in make_copies(works, Wish(folder, Settings(date=epoch_date()), key, final, base_url or "")):
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


def verify(*, path: Path, key: Path | None, rebuild: bool, json: bool) -> ExitStatus:
    """Check a distribution copy: 0 sound, 1 not; every fault on a line."""
    verdict = verified(path, key, rebuild)
    if json:
        faults = [{"file": fault.file, "what": fault.what} for fault in verdict.faults]
        state = "not sound" if faults else "sound"
        machine.show(
            "verify", path=str(path), verdict=state, files=verdict.files, faults=faults, notes=list(verdict.notes)
        )
        return ExitStatus.FINDINGS if faults else ExitStatus.DONE
    for note in verdict.notes:
        print(f"note: {note}", file=sys.stderr)
    for fault in verdict.faults:
        print(f"{fault}")
    if verdict.faults:
        print(f"{path}: not sound: {counted(len(verdict.faults), 'fault')}")
        return ExitStatus.FINDINGS
    print(f"{path}: sound, {counted(verdict.files, 'file')}")
    return ExitStatus.DONE
