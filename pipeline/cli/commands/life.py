"""The commands `corrigendum`, `apply`, `revise`, `addendum`, `assign`, `history`, `at`.

Reads names of texts. Gives new source files beside the old ones, differences and tables on standard output. Only
`assign` overwrites a text: the one it is given, as it was read; everything else is refused before anything is written.
"""

from __future__ import annotations

import datetime
import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli import machine
from pipeline.cli.tables import columns
from pipeline.cli.values import epoch_date
from pipeline.errors import ExitStatus, OutputError, Place, UsageError
from pipeline.files import replace_whole, shown, write_whole
from pipeline.library.expressions import project
from pipeline.lock import locked_file

_UNMET = "PROJ-001"
"""Rule of the validator: every suppression meets a finding."""


def corrigendum(*, old: str, new: str, number: int, date: datetime.date | None, out: Path | None) -> ExitStatus:
    """Write the corrigendum that turns OLD into NEW."""
    from pipeline.akn.identification import Identification, document_element
    from pipeline.library.sources import side
    from pipeline.read import parse_bytes
    from pipeline.versions.amend.apply import apply_to
    from pipeline.versions.amend.corrigendum import corrigendum as written

    a, b = side(old), side(new)
    data = written(a.source, b.source, number, _date(date))
    made = parse_bytes(data, Path("corrigendum"))
    apply_to(made, a.source)  # one that does not fit is never written
    work = _work_folder(b.source.path, a.source.path)
    name = f"{Identification(document_element(made.root)).language or 'und'}@.xml"
    return _written(_target(out, work.with_name(f"{work.name}-corr-{number}") / name), data)


def apply(*, corrigendum: str, out: Path | None) -> ExitStatus:
    """Apply a corrigendum: write the corrected text as a new expression beside the old one."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.apply import apply as applied

    done = applied(side(corrigendum).source)
    return _written(_target(out, done.corrected.parent / done.file_name), done.data)


def revise(*, name: str, number: int, date: datetime.date | None, out: Path | None) -> ExitStatus:
    """Begin a revision: a new expression with symbol, masthead and identification."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.revise import revision

    source = side(name).source
    data, file_name = revision(source, number, _date(date))
    return _written(_target(out, source.path.parent / file_name), data)


def addendum(*, name: str, number: int, date: datetime.date | None, out: Path | None) -> ExitStatus:
    """Begin an addendum: a new work with symbol, masthead and identification."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.revise import addendum as begun

    source = side(name).source
    data, file_name = begun(source, number, _date(date))
    work = _work_folder(source.path, source.path)
    return _written(_target(out, work.with_name(f"{work.name}-add-{number}") / file_name), data)


def assign(*, name: str, symbol: str | None, job: str | None, date: datetime.date | None) -> ExitStatus:
    """Fill in symbol, job number and date of distribution, and show the difference."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.assign import assign as filled

    path = side(name).source.path
    if not path.is_file():
        raise UsageError("a text at a git revision cannot be rewritten", remedy="give the file")
    with locked_file(path):
        source = side(name).source  # read again: another command may have rewritten it until it was locked
        data = filled(source, symbol or "", job or "", date.isoformat() if date else "")
        replace_whole(path, source.encoded or source.data, data)
    before, after = (text.decode("utf-8").splitlines(keepends=True) for text in (source.data, data))
    sys.stdout.writelines(difflib.unified_diff(before, after, str(source.path), str(source.path), n=0))
    for line in _unmet(path):
        print(f"warning: {line}", file=sys.stderr)
    return ExitStatus.DONE


def _unmet(path: Path) -> Iterator[str]:
    """Yield the suppressions of a text that meet no finding any more, each with its place and what to do."""
    from pipeline.validate import check

    for finding in check([path]).findings:
        if finding.rule == _UNMET:
            yield f"{finding.file}:{finding.line}: {finding.message} ({finding.suggestion})"


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
        write_whole(_target(out, out) if out.suffix == ".xml" else out, data)
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


def _work_folder(*paths: Path) -> Path:
    """Return the folder of a work: that of the first file named as an expression; else a name beside the first file.

    If no path is a file (git revisions), a name in `source/`.
    """
    files = [path.resolve() for path in paths if path.is_file()]
    for path in files:
        if re.fullmatch(r"[a-z]{3}@.*", path.stem):
            return path.parent
    return files[0].with_suffix("") if files else project() / "source" / "text"


def _target(out: Path | None, default: Path) -> Path:
    """Return the path of the new file. Raises OutputError if it exists."""
    path = out or default
    if path.exists():
        raise OutputError("this file exists and is not overwritten", place=Place(path), remedy="choose another --out")
    return path


def _written(path: Path, data: bytes) -> ExitStatus:
    write_whole(path, data)
    print(shown(path))
    return ExitStatus.DONE
