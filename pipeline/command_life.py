"""The commands `corrigendum`, `apply`, `revise`, `addendum`, `assign`, `history`, `at`.

Reads names of texts. Gives new source files beside the old ones, differences and tables on standard output. No command
overwrites a text but `assign`, which rewrites the one it is given, alone and as it was read; all else is refused before
anything is written.
"""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path

from pipeline.command_build import epoch_date
from pipeline.command_versions import wanted
from pipeline.errors import ExitStatus, OutputError, Place, UsageError
from pipeline.files import replace_whole, shown, write_whole
from pipeline.library.expressions import project
from pipeline.lock import locked_file
from pipeline.publish.table import columns


def corrigendum(
    old: str | None = None, new: str | None = None, number: int = 0, date: str | None = None, out: str | None = None
) -> ExitStatus:
    """Write the corrigendum that makes NEW of OLD."""
    from pipeline.library.sources import side
    from pipeline.read import parse_bytes
    from pipeline.versions.amend.apply import apply_to
    from pipeline.versions.amend.corrigendum import corrigendum as written

    a, b = side(wanted(old, "old")), side(wanted(new, "new"))
    data = written(a.source, b.source, number, _date(date))
    apply_to(parse_bytes(data, Path("corrigendum")), a.source)  # one that does not fit is never written
    work = _work_folder(b.source.path, a.source.path)
    name = f"{_language(data)}@.xml"
    return _written(_target(out, work.with_name(f"{work.name}-corr-{number}") / name), data)


def apply(corrigendum: str | None = None, out: str | None = None) -> ExitStatus:
    """Carry out a corrigendum: the corrected text as a new expression beside the old one."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.apply import apply as carried_out

    done = carried_out(side(wanted(corrigendum, "corrigendum")).source)
    return _written(_target(out, done.corrected.parent / done.file_name), done.data)


def revise(name: str | None = None, number: int = 0, date: str | None = None, out: str | None = None) -> ExitStatus:
    """Begin a revision: a new expression with symbol, masthead and identification done."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.revise import revision

    source = side(wanted(name, "name")).source
    data, file_name = revision(source, number, _date(date))
    return _written(_target(out, source.path.parent / file_name), data)


def addendum(name: str | None = None, number: int = 0, date: str | None = None, out: str | None = None) -> ExitStatus:
    """Begin an addendum: a new work with symbol, masthead and identification done."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.revise import addendum as begun

    source = side(wanted(name, "name")).source
    data, file_name = begun(source, number, _date(date))
    work = _work_folder(source.path, source.path)
    return _written(_target(out, work.with_name(f"{work.name}-add-{number}") / file_name), data)


def assign(
    name: str | None = None, symbol: str | None = None, job: str | None = None, date: str | None = None
) -> ExitStatus:
    """Fill in symbol, job number and date of distribution, and show the difference."""
    from pipeline.library.sources import side
    from pipeline.versions.amend.assign import assign as filled

    text = wanted(name, "name")
    path = side(text).source.path
    if not path.is_file():
        raise UsageError("a text at a git revision cannot be rewritten", remedy="give the file")
    with locked_file(path):
        source = side(text).source  # read again: another command may have rewritten it until it was locked
        data = filled(source, symbol or "", job or "", date or "")
        replace_whole(path, source.encoded or source.data, data)
    before, after = (text.decode("utf-8").splitlines(keepends=True) for text in (source.data, data))
    sys.stdout.writelines(difflib.unified_diff(before, after, str(source.path), str(source.path), n=0))
    return ExitStatus.DONE


def history(work: str | None = None) -> ExitStatus:
    """Show the lineage of a work."""
    from pipeline.versions.amend.history import history as lineage

    rows = [
        {"date": event.date, "event": event.what, "text": event.name, "detail": event.detail}
        for event in lineage(wanted(work, "work"))
    ]
    print("\n".join(columns(rows)) if rows else "nothing is known of this work")
    return ExitStatus.DONE


def at(work: str | None = None, date: str | None = None, out: str | None = None) -> ExitStatus:
    """The text of a work as it stood on a day: its name, or a file (XML, or a format by its ending)."""
    from pipeline.versions.amend.history import at as standing

    found = standing(wanted(work, "work"), wanted(date, "date"))
    if out is not None:
        path = Path(wanted(out, "out"))
        data = _as(found.path, path)
        write_whole(_target(out, path) if path.suffix == ".xml" else path, data)
    print(found.name)
    if out is not None:
        print(out)
    return ExitStatus.DONE


def _as(source: Path, out: Path) -> bytes:
    """The source itself for `.xml`, else built in the format of the file's ending. Raises UsageError."""
    if out.suffix == ".xml":
        return source.read_bytes()
    from pipeline.prepare import prepare
    from pipeline.read import parse_file
    from pipeline.write import Options, writer

    return writer(out.suffix.removeprefix("."))(prepare(parse_file(source)), Options()).data


def _date(date: str | None) -> str:
    """The date given, else that of SOURCE_DATE_EPOCH, else "". Raises UsageError."""
    if date is not None:
        from pipeline.versions.amend.assign import real_day

        return real_day(date).isoformat()
    epoch = epoch_date()
    return epoch.isoformat() if epoch else ""


def _work_folder(*paths: Path) -> Path:
    """The folder of a work: that of the first file named as an expression of it; else a name beside the first file.

    Where no path is a file (git revisions), `source/` and a name.
    """
    files = [path.resolve() for path in paths if path.is_file()]
    for path in files:
        if re.fullmatch(r"[a-z]{3}@.*", path.stem):
            return path.parent
    return files[0].with_suffix("") if files else project() / "source" / "text"


def _language(data: bytes) -> str:
    return data.partition(b'FRBRlanguage language="')[2][:3].decode("ascii", "replace") or "und"


def _target(out: str | None, default: Path) -> Path:
    """Where the new file goes. Raises OutputError for a file that is there already."""
    path = Path(wanted(out, "out")) if out is not None else default
    if path.exists():
        raise OutputError("this file is there already and is not overwritten", place=Place(path), remedy="use --out")
    return path


def _written(path: Path, data: bytes) -> ExitStatus:
    write_whole(path, data)
    print(shown(path))
    return ExitStatus.DONE
