"""The commands `new` and `import`.

Reads what the author says (on a terminal also by questions), or a Word file or text. Gives Akoma Ntoso in `--out`,
of an import also `FILE.doubts.md`. Nothing is overwritten.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from pipeline.command_build import epoch_date
from pipeline.command_versions import wanted
from pipeline.errors import ExitStatus, OutputError, Place, UsageError
from pipeline.files import counted, shown, write_whole

_QUESTIONS = {
    "language": "Language (ar, en, es, fr, ru, zh): ",
    "date": "Date of the document (2026-01-31): ",
    "symbol": "Symbol, empty if not assigned (A/80/L.5): ",
    "title": "Title, empty for a placeholder: ",
}


def new(
    kind: str | None = None,
    language: str | None = None,
    date: str | None = None,
    symbol: str | None = None,
    title: str | None = None,
    out: str | None = None,
) -> ExitStatus:
    """Write the skeleton of a letter, note, resolution or decision."""
    from pipeline.intake.new import Order, skeleton

    path = _target(out)
    given = {"language": language, "date": date, "symbol": symbol, "title": title}
    said = {name: _asked(name) if value is None else value.strip() for name, value in given.items()}
    order = Order(
        kind=wanted(kind, "kind"), language=said["language"] or "en", date=_day(said["date"]), symbol=said["symbol"],
        title=said["title"],
    )  # fmt: skip
    write_whole(path, skeleton(order))
    print(shown(path))
    return ExitStatus.DONE


def import_(
    file: str | None = None,
    out: str | None = None,
    kind: str | None = None,
    language: str | None = None,
    symbol: str | None = None,
    date: str | None = None,
) -> ExitStatus:
    """Make Akoma Ntoso of a Word file or plain text, with a report of every doubt."""
    from pipeline.intake.importing import import_file
    from pipeline.intake.recognise.document import Wishes

    path = _target(out)
    wishes = Wishes(kind=kind or "", language=language or "", symbol=symbol or "",
                    date=_day(date).isoformat() if date else "")  # fmt: skip
    done = import_file(Path(wanted(file, "file")), wishes)
    doubts = path.with_name(f"{path.name}.doubts.md")
    write_whole(path, done.data)
    write_whole(doubts, done.report(path.name).encode("utf-8"))
    print(shown(path))
    errors = counted(len(done.errors), "error")
    print(f"{shown(doubts)}: {counted(len(done.doubts), 'doubt')}, {errors} of the strict profile")
    return ExitStatus.DONE if done.is_valid else ExitStatus.FINDINGS


def _target(out: str | None) -> Path:
    """The file of `--out`. Raises UsageError where there is none, OutputError where it exists."""
    path = Path(wanted(out, "out"))
    if path.exists():
        raise OutputError("the file is there already", place=Place(path), remedy="remove it, or choose another --out")
    return path


def _asked(name: str) -> str:
    """The answer to a question where a terminal is attached; "" elsewhere."""
    if not (sys.stdin is not None and sys.stdin.isatty()):
        return ""
    try:
        return input(_QUESTIONS[name]).strip()
    except EOFError:
        return ""


def _day(text: str) -> datetime.date:
    """The day in an ISO string, or the one of SOURCE_DATE_EPOCH. Raises UsageError for none."""
    if not text:
        day = epoch_date()
        if day is None:
            raise UsageError("--date has no value", remedy="give the date of the document: --date 2026-01-31")
        return day
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--date {text!r} is no date", remedy="write it as 2026-01-31") from error
