"""The commands `new` and `import`.

Reads what the author gives (on a terminal also by questions), or a Word file or text. Gives Akoma Ntoso in `--out`,
of an import also `FILE.doubts.md`. Nothing is overwritten.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli import machine
from pipeline.cli.table import COMMANDS
from pipeline.cli.terminal import spoken
from pipeline.cli.values import epoch_date
from pipeline.errors import ExitStatus, OutputError, Place, UsageError
from pipeline.files import part_of, remove_leftovers, shown, write_new, write_whole
from pipeline.lock import locked_file

if TYPE_CHECKING:
    from pipeline.intake.importing import Imported, Separate

_QUESTIONS = {
    "language": "Language (ar, en, es, fr, ru, zh): ",
    "date": "Date of the document (2026-01-31): ",
    "symbol": "Symbol, empty if not assigned (A/80/L.5): ",
    "title": "Title, empty for a placeholder: ",
}


def new(
    *,
    kind: str,
    out: Path,
    language: str | None,
    date: datetime.date | None,
    symbol: str | None,
    title: str | None,
) -> ExitStatus:
    """Write the skeleton of a document of this kind; ask on a terminal for what is not given."""
    from pipeline.intake.new import NewDocument, skeleton

    _refuse_existing(out)
    order = NewDocument(
        kind=kind,
        language=language or _answer("language") or "en",
        date=date or _answer("date") or _day_of_epoch(),
        symbol=symbol or _answer("symbol") or "",
        title=title or _answer("title") or "",
    )
    write_new(out, skeleton(order))
    print(shown(out))
    return ExitStatus.DONE


def import_(
    *,
    file: Path,
    out: Path,
    kind: str | None,
    language: str | None,
    symbol: str | None,
    date: datetime.date | None,
    split: bool,
    lang: str | None,
    json: bool,
) -> ExitStatus:
    """Turn a Word file or plain text into Akoma Ntoso, with a report of every doubt."""
    from pipeline.intake.importing import import_file, import_former
    from pipeline.intake.recognise.document import ImportHints

    _refuse_existing(out)
    day = date.isoformat() if date else ""
    hints = ImportHints(kind=kind or "", language=language or "", symbol=symbol or "", date=day, split=split)
    folder = out.with_name(f"{out.stem}.media")
    done, former = import_file(file, hints, folder.name), import_former(file, hints, folder.name)
    before = out.with_name(f"{out.stem}.before.xml") if former is not None else None
    doubts = out.with_name(f"{out.name}.doubts.md")
    alone = {out.with_name(f"{out.stem}.{number}.xml"): one for number, one in done.separate.items()}
    beside = {
        **{path: one.data for path, one in alone.items()},
        **_pictures_of(done, out),
        **(_pictures_of(former, out) if former else {}),
    }
    if former is not None and before is not None:
        beside[before] = former.data
    tag = spoken(lang)
    _write(done, out, beside, (doubts, tag))
    if json:
        facts = _facts(done, out, doubts, tag)
        machine.show("import", before=str(before) if before else None, split=_split_facts(alone), **facts)
    else:
        _reported(done, out, before, doubts, tag)
        _name_parts(alone, tag, asked=split)
    return ExitStatus.DONE if done.is_valid else ExitStatus.FINDINGS


def _pictures_of(done: Imported, out: Path) -> dict[Path, bytes]:
    return {out.parent / name: data for name, data in done.media.items()}


def _write(done: Imported, out: Path, beside: Mapping[Path, bytes], doubts: tuple[Path, str]) -> None:
    """Write the XML after all that is `beside` it: a run that is killed before has written nothing that a second one
    would not write again. `doubts`: the file of the report, and its language.
    """
    with locked_file(out):
        _refuse_existing(out)
        for strange in _strange(out, beside):
            raise OutputError(
                "this is there and is not overwritten", place=Place(strange), remedy="choose another --out"
            )
        report, tag = doubts
        remove_leftovers((*beside, report, out))
        for path, data in beside.items():
            write_whole(path, data)
        write_whole(report, done.report(out.name, tag).encode("utf-8"))
        write_new(out, done.data)


def _strange(out: Path, beside: Mapping[Path, bytes]) -> Iterator[Path]:
    """Yield what is in the place of files of an import, and is not what a killed run of the same one has left."""
    folder = out.with_name(f"{out.stem}.media")
    if folder.is_dir():
        yield from (p for p in sorted(folder.iterdir()) if p not in beside and not part_of(p.name))
    elif folder.exists():
        yield folder
    yield from (p for p, data in beside.items() if p.exists() and not (p.is_file() and p.read_bytes() == data))


def _reported(done: Imported, out: Path, before: Path | None, doubts: Path, tag: str) -> None:
    """Say what was written, and how much arrived."""
    from pipeline.validate.report.language import counted_in

    print(shown(out))
    if before is not None:
        print(_translated(f"{shown(before)}: the text before the tracked changes", tag))
    print(_translated("In the XML: {}", tag).format(", ".join(done.shares(tag))))
    errors, found = counted_in(len(done.errors), "error", tag), counted_in(len(done.doubts), "doubt", tag)
    print(_translated("{}: {}, {} of the strict profile", tag).format(shown(doubts), found, errors))


def _split_facts(alone: Mapping[Path, Separate]) -> list[dict[str, Any]]:
    """Return the documents that were written for themselves, each with the number of its errors."""
    return [{"out": str(path), "errors": one.errors} for path, one in alone.items()]


def _name_parts(alone: Mapping[Path, Separate], tag: str, *, asked: bool) -> None:
    """Say which documents were written for themselves, and how many errors of the strict profile each has."""
    from pipeline.validate.report.language import counted_in

    for path, one in alone.items():
        name, errors = shown(path), counted_in(one.errors, "error", tag)
        print(_translated("{}: one of the documents, as a file of its own: {}", tag).format(name, errors))
    if asked and not alone:
        print(_translated("One document: nothing to split", tag))


def _translated(text: str, tag: str) -> str:
    """Return words of the report in a language."""
    from pipeline.validate.report.language import in_language

    return in_language(text, tag, table="imports")


def _facts(done: Imported, out: Path, doubts: Path, tag: str) -> dict[str, Any]:
    """Return what an import gives, the words of its doubts and errors in a language."""
    names = ("place", "met", "chosen", "otherwise", "words")
    return {
        "out": str(out),
        "report": str(doubts),
        "schema_valid": done.is_valid,
        "arrived": {r.name: {"file": r.in_file, "xml": r.in_xml, "missing": list(r.lost)} for r in done.arrived},
        "doubts": [
            {name: text or None for name, text in zip(names, d.in_language(tag), strict=True)} for d in done.doubts
        ],
        "errors": done.errors_in(tag),
    }


def _refuse_existing(path: Path) -> None:
    """Raise OutputError if the file exists."""
    if path.exists():
        raise OutputError("this file exists and is not overwritten", place=Place(path), remedy="choose another --out")


def _answer(name: str) -> Any:  # noqa: ANN401 - a value of the option's own type
    """Return the answer to a question, checked as the option is; None if no terminal is attached. Raises UsageError."""
    if not (sys.stdin is not None and sys.stdin.isatty()):
        return None
    try:
        text = input(_QUESTIONS[name]).strip()
    except EOFError:
        return None
    option = next(option for option in COMMANDS["new"].options if option.keyword == name)
    return option.value(text or None)


def _day_of_epoch() -> datetime.date:
    """Return the day of SOURCE_DATE_EPOCH. Raises UsageError if it is not set."""
    day = epoch_date()
    if day is None:
        raise UsageError("--date is missing", remedy="give the date of the document: --date 2026-01-31")
    return day
