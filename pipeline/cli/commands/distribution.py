"""The commands `dist` and `verify`.

Reads the values of options. Gives lines on standard output: where the copies are, and what is wrong with one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.values import epoch_date
from pipeline.distribution.copies import HOME, Copy, Wish, make_copies
from pipeline.distribution.record import record as write_record
from pipeline.distribution.verification import verify as verified
from pipeline.errors import ExitStatus, MissingInputError, Place
from pipeline.files import counted, shown
from pipeline.library.expressions import Expression, expressions, find, project
from pipeline.publish.job import Settings


def dist(
    *, work: tuple[str, ...], out: str | None, final: bool, key: Path | None, base_url: str | None, record: bool
) -> ExitStatus:
    """Make the distribution copies of works. 1 if one cannot be made or is refused."""
    folder = Path(out) if out else project() / "dist" / HOME
    wish = Wish(folder, Settings(date=epoch_date()), key, final, base_url or "")
    copies = []
    for copy in make_copies(_works(work), wish):
        copies.append(copy)
        _report(copy)
    if record:
        write_record(project() / "dist" / "MANIFEST", copies)
    return ExitStatus.DONE


def _works(names: Sequence[str]) -> dict[str, list[Expression]]:
    """Return the expressions of each work named; of all works if none is named."""
    every = expressions()
    chosen = {e.work for name in names for e in find(name)} if names else {e.work for e in every}
    if not chosen:
        raise MissingInputError("there is no text in source/", place=Place(project() / "source"))
    return {work: [e for e in every if e.work == work] for work in sorted(chosen)}


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
