"""The commands `corrigendum`, `apply`, `revise`, `addendum`, `assign`, `history`, `at`, `undo`.

Reads names of texts. Gives new source files beside the old ones, differences and tables on standard output. Only
`assign` overwrites a text: the one it is given, as it was read; everything else is refused before anything is written.
"""

from __future__ import annotations

import datetime
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import machine
from pipeline.cli.tables import columns
from pipeline.cli.values import epoch_date
from pipeline.errors import ExitStatus, UsageError
from pipeline.files import remove_leftovers, shown, write_new, write_whole

if TYPE_CHECKING:
    from pipeline.versions.life.steps import Done

_UNMET = "PROJ-001"
"""Rule of the validator: every suppression matches a finding."""


def corrigendum(*, old: str, new: str, number: int, date: datetime.date | None, out: Path | None) -> ExitStatus:
    """Write the corrigendum that turns OLD into NEW."""
    from pipeline.library.sources import side
    from pipeline.versions.life import steps

    return _reported(steps.correct(side(old).source, side(new).source, number, _date(date), out))


def apply(*, corrigendum: str, out: Path | None) -> ExitStatus:
    """Apply a corrigendum: write the corrected text as a new expression beside the old one."""
    from pipeline.library.sources import side
    from pipeline.versions.life import steps

    return _reported(steps.apply(side(corrigendum).source, out))


def revise(*, name: str, number: int, date: datetime.date | None, out: Path | None) -> ExitStatus:
    """Begin a revision: a new expression with symbol, masthead and identification."""
    from pipeline.library.sources import side
    from pipeline.versions.life import steps

    return _reported(steps.revise(side(name).source, number, _date(date), out))


def addendum(*, name: str, number: int, date: datetime.date | None, out: Path | None) -> ExitStatus:
    """Begin an addendum: a new work with symbol, masthead and identification."""
    from pipeline.library.sources import side
    from pipeline.versions.life import steps

    return _reported(steps.addendum(side(name).source, number, _date(date), out))


def assign(
    *,
    name: str,
    symbol: str | None,
    job: str | None,
    date: datetime.date | None,
    original: str | None,
    kind: str | None,
    body: str | None,
) -> ExitStatus:
    """Fill in symbol, job number, date, original language, kind and body, and show the difference."""
    from pipeline.library.sources import side
    from pipeline.versions.life import steps

    path = side(name).source.path
    if not path.is_file():
        raise UsageError("a text at a git revision cannot be rewritten", remedy="give the file")
    done = steps.assign(
        path, symbol or "", job or "", date.isoformat() if date else "", original or "", kind or "", body or ""
    )
    before, after = (text.decode("utf-8").splitlines(keepends=True) for text in (done.before, done.after))
    sys.stdout.writelines(difflib.unified_diff(before, after, shown(path), shown(path), n=0))
    for line in _unmet(path):
        print(f"warning: {line}", file=sys.stderr)
    return ExitStatus.DONE


def _unmet(path: Path) -> Iterator[str]:
    """Yield the suppressions of a text that meet no finding any more, each with its place and what to do."""
    from pipeline.validate import check

    for finding in check([path]).findings:
        if finding.rule == _UNMET:
            yield f"{finding.file}:{finding.line}: {finding.message} ({finding.suggestion})"


def undo(*, work: str) -> ExitStatus:
    """Take back the last step in the life of a work."""
    from pipeline.library.expressions import find
    from pipeline.versions.life import steps

    path = Path(work)
    step, file = steps.undo(path if path.is_file() else find(work)[0].path)
    print(f"{step} is taken back: {shown(file)}")
    return ExitStatus.DONE


def history(*, work: str, json: bool) -> ExitStatus:
    """Show the lineage of a work."""
    from pipeline.versions.amend.history import history as lineage

    rows = [
        {"date": event.date, "event": event.what, "text": event.name, "detail": event.detail} for event in lineage(work)
    ]
    if json:
        machine.show("history", work=work, events=rows)
    else:
        print("\n".join(columns(rows)) if rows else "nothing is known of this work")
    return ExitStatus.DONE


def at(*, work: str, date: datetime.date, out: Path | None) -> ExitStatus:
    """Name the version of a work in force on a day, or write it: XML, or another format by the ending of
    the file.
    """
    from pipeline.versions.amend.history import at as standing

    found = standing(work, date.isoformat())
    if out is not None:
        data = _as(found.path, out)
        remove_leftovers([out])
        (write_new if out.suffix == ".xml" else write_whole)(out, data)
    print(found.name)
    if out is not None:
        print(shown(out))
    return ExitStatus.DONE


def _as(source: Path, out: Path) -> bytes:
    """Return the source itself for `.xml`, else the format of the file's ending. Raises UsageError."""
    if out.suffix == ".xml":
        return source.read_bytes()
    from pipeline.prepare import prepare
    from pipeline.read import parse_file
    from pipeline.write import Options, writer

    return writer(out.suffix.removeprefix("."))(prepare(parse_file(source)), Options()).data


def _date(date: datetime.date | None) -> str:
    """Return the date given, else that of SOURCE_DATE_EPOCH, else ""."""
    day = date or epoch_date()
    return day.isoformat() if day else ""


def _reported(done: Done) -> ExitStatus:
    print(shown(done.path))
    return ExitStatus.DONE
