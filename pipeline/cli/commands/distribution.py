"""The commands `dist` and `verify`.

Reads the values of options. Gives lines on standard output: where the copies are, and what is wrong with one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.cli.values import epoch_date
from pipeline.distribution.copies import HOME, Copy, Wish, make_copies
from pipeline.distribution.record import record as write_record
from pipeline.distribution.verification import verify as verified
from pipeline.errors import ExitStatus, MissingInputError, Place
from pipeline.files import counted, shown
from pipeline.library.expressions import expressions, project
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
) -> ExitStatus:
    """Make the distribution copies of works. 1 if one cannot be made or is refused."""
    works = works_of((*source, *work) or sorted({e.work for e in expressions()}))
    if not works:
        raise MissingInputError("there is no text in source/", place=Place(project() / "source"))
    folder = Path(out) if out else project() / "dist" / HOME
    copies = []
    for copy in make_copies(works, Wish(folder, Settings(date=epoch_date()), key, final, base_url or "")):
        copies.append(copy)
        _report(copy)
    if record:
        write_record(project() / "dist" / "MANIFEST", copies, every=not (source or work))
    return ExitStatus.DONE


def _report(copy: Copy) -> None:
    files, size = counted(len(copy.files), "file"), copy.archive.stat().st_size
    print(f"{shown(copy.archive)}: {copy.state}, {files}, {size:,} bytes")
    if copy.missing:
        print(f"warning: {copy.name}: not assigned: {', '.join(copy.missing)}", file=sys.stderr)


def verify(*, path: Path, key: Path | None, rebuild: bool) -> ExitStatus:
    """Check a distribution copy: 0 sound, 1 not; every fault on a line."""
    verdict = verified(path, key, rebuild)
    for note in verdict.notes:
        print(f"note: {note}", file=sys.stderr)
    for fault in verdict.faults:
        print(f"{fault}")
    if verdict.faults:
        print(f"{path}: not sound: {counted(len(verdict.faults), 'fault')}")
        return ExitStatus.FINDINGS
    print(f"{path}: sound, {counted(verdict.files, 'file')}")
    return ExitStatus.DONE
