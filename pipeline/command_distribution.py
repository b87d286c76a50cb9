"""The commands `dist` and `verify`.

Reads option values. Gives lines on standard output: where the copies are, and what is wrong with one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.command_build import epoch_date
from pipeline.command_options import not_empty
from pipeline.distribution.copies import HOME, Copy, Wish, make_copies
from pipeline.distribution.record import record as write_record
from pipeline.distribution.verification import verify as verified
from pipeline.errors import ExitStatus, MissingInputError, Place, UsageError
from pipeline.files import counted, shown
from pipeline.library.expressions import Expression, expressions, find, project
from pipeline.publish.job import Settings


def dist(
    work: Sequence[str] = (),
    out: str | None = None,
    final: bool = False,
    key: str | None = None,
    base_url: str | None = None,
    record: bool = False,
) -> ExitStatus:
    """Make the distribution copies of works. 1 where one cannot be made or is refused."""
    not_empty(out=out, key=key, base_url=base_url)
    folder = Path(out) if out else project() / "dist" / HOME
    wish = Wish(folder, Settings(date=epoch_date()), Path(key) if key else None, final, base_url or "")
    copies = []
    for copy in make_copies(_works(work), wish):
        copies.append(copy)
        _tell(copy)
    if record:
        write_record(project() / "dist" / "MANIFEST", copies)
    return ExitStatus.DONE


def _works(names: Sequence[str]) -> dict[str, list[Expression]]:
    """The expressions of each work named; of all works where none is named."""
    every = expressions()
    wanted = {e.work for name in names for e in find(name)} if names else {e.work for e in every}
    if not wanted:
        raise MissingInputError("there is no text in source/", place=Place(project() / "source"))
    return {work: [e for e in every if e.work == work] for work in sorted(wanted)}


def _tell(copy: Copy) -> None:
    files, size = counted(len(copy.files), "file"), copy.archive.stat().st_size
    print(f"{shown(copy.archive)}: {copy.state}, {files}, {size:,} bytes")
    if copy.missing:
        print(f"warning: {copy.name}: not assigned: {', '.join(copy.missing)}", file=sys.stderr)


def verify(path: str | None = None, key: str | None = None, rebuild: bool = False) -> ExitStatus:
    """Check a distribution copy: 0 sound, 1 not; every fault on a line."""
    if not path or not path.strip():
        raise UsageError("verify has no path", remedy="give the folder or the zip of a copy")
    not_empty(key=key)
    verdict = verified(Path(path), Path(key) if key else None, rebuild)
    for note in verdict.notes:
        print(f"note: {note}", file=sys.stderr)
    for fault in verdict.faults:
        print(f"{fault}")
    if verdict.faults:
        print(f"{path}: not sound: {counted(len(verdict.faults), 'fault')}")
        return ExitStatus.FINDINGS
    print(f"{path}: sound, {counted(verdict.files, 'file')}")
    return ExitStatus.DONE
