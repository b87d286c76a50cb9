"""The steps in the life of a document: assign, revise, correct, apply, add, and undo.

Reads texts, and the step asked for. Gives the file that the step wrote. Each step holds the lock of the folder of the
works while it reads, checks against all relatives, and writes: of two at once, the second sees what the first one did.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.akn.bodies import short_names
from pipeline.akn.identification import glimpse
from pipeline.errors import UsageError
from pipeline.files import part_of, replace_whole, write_new
from pipeline.library.expressions import is_expression
from pipeline.lock import WAIT, locked
from pipeline.read import Source, parse_bytes, parse_file
from pipeline.versions.amend import assign as assigning
from pipeline.versions.amend.apply import apply_to, corrected_source
from pipeline.versions.amend.classify import classified
from pipeline.versions.amend.corrigendum import corrigendum as written
from pipeline.versions.amend.revise import addendum as begun
from pipeline.versions.amend.revise import revision
from pipeline.versions.life import journal, rules
from pipeline.versions.life.texts import Text, home_of, lineage


@dataclass(frozen=True, slots=True)
class Done:
    """Record of a step: the file, and its bytes before (of a new one: none) and after."""

    path: Path
    after: bytes
    before: bytes = b""


def assign(
    path: Path, symbol: str = "", job: str = "", date: str = "", original: str = "", kind: str = "", body: str = ""
) -> Done:
    """Fill in what was not known of a text. Raises UsageError for what contradicts it, and as `amend.assign`."""
    with _alone(path):
        source = parse_file(path)
        text, family = Text(source), lineage(Text(source))
        data = source.data
        if kind or body:
            rules.may_classify(text, kind, body)
            data = classified(source, kind, body)
            text = Text(parse_bytes(data, path))
        if symbol or job or date or original or not (kind or body):
            data = assigning.assign(text.source, symbol, job, date, original)
            rules.may_assign(family, text, symbol, job, date)
        _refuse_taken(text, data)
        before = source.encoded or source.data
        if is_expression(path):
            journal.noted(home_of(path), "assign", _work_of(path), path, data, before)
        replace_whole(path, before, data)
    return Done(path, data, source.data)


def bodies() -> tuple[str, ...]:
    """Return the short names of the bodies that can be assigned."""
    return tuple(short_names())


def revise(source: Source, number: int, date: str = "", out: Path | None = None) -> Done:
    """Begin a revision of a text. Raises UsageError if none of this number and date may follow."""
    with _alone(source.path):
        text = Text(_again(source))
        rules.may_revise(lineage(text), text, number, date or text.known.date)
        data, name = revision(text.source, number, date)
        return _new("revise", text, out or source.path.parent / name, data)


def addendum(source: Source, number: int, date: str = "", out: Path | None = None) -> Done:
    """Begin an addendum to a text. Raises UsageError if none of this number and date may follow."""
    with _alone(source.path):
        text = Text(_again(source))
        rules.may_add(lineage(text), text, number, date or text.known.date)
        data, name = begun(text.source, number, date)
        return _new("addendum", text, out or _beside(text, f"add-{number}") / name, data)


def correct(old: Source, new: Source, number: int, date: str = "", out: Path | None = None) -> Done:
    """Write the corrigendum that makes `new` of `old`. Raises UsageError if none of this number and date may follow."""
    with _alone(old.path):
        text = Text(_again(old))
        data = written(text.source, new, number, date)
        made = parse_bytes(data, Path("corrigendum"))
        apply_to(made, text.source)  # one that does not fit is never written
        rules.may_correct(lineage(text), text, number, Text(made).known.date)
        name = f"{text.known.language or 'und'}@.xml"
        home = text if text.path.is_file() else Text(new)
        return _new("corrigendum", home, out or _beside(home, f"corr-{number}") / name, data)


def apply(corrigendum: Source, out: Path | None = None) -> Done:
    """Apply a corrigendum to its text. Raises UsageError if it may not be applied now, and as `amend.apply`."""
    first = corrected_source(corrigendum)
    with _alone(first.path):
        text = Text(_again(first))
        done = apply_to(corrigendum, text.source)
        rules.may_apply(lineage(text), text, Text(corrigendum))
        return _new("apply", text, out or done.corrected.parent / done.file_name, done.data)


def undo(path: Path) -> tuple[str, Path]:
    """Take back the last step of the work of a text; return the step and its file. Raises as `journal.undo`."""
    with _alone(path):
        entry, file = journal.undo(home_of(path), _work_of(path))
    return entry.step, file


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of the folder of the works; leftovers of a killed step are removed first."""
    home = home_of(path) if path.is_file() else None
    if home is None:
        yield
        return
    with locked(home, WAIT, remedy="allow writing there, or work on a copy elsewhere"):
        for left in path.resolve().parent.glob(".*.part"):
            if part_of(left.name):
                left.unlink(missing_ok=True)
        yield


def _again(source: Source) -> Source:
    """Return a source as its file is now; one without a file (at a git revision) as it is."""
    return parse_file(source.path) if source.path.is_file() else source


def _new(step: str, text: Text, path: Path, data: bytes) -> Done:
    if text.path.is_file() and is_expression(text.path) and not path.exists():
        journal.noted(home_of(text.path), step, _work_of(text.path), path, data)
    write_new(path, data)
    return Done(path, data)


def _work_of(path: Path) -> str:
    """Return the name of the work of a file: its folder, else the file itself."""
    return path.resolve().parent.name if is_expression(path) else path.stem


def _beside(text: Text, suffix: str) -> Path:
    """Return the folder of a corrigendum or an addendum to a text: WORK-corr-1, WORK-rev-1-corr-1."""
    path = text.path.resolve() if text.path.is_file() else text.path
    folder = path.parent if is_expression(path) else path.with_suffix("")
    revision = f"rev-{text.revision}-" if text.revision else ""
    return folder.with_name(f"{folder.name}-{revision}{suffix}")


def _refuse_taken(text: Text, data: bytes) -> None:
    """Raise UsageError if another Work has the address that a text would get."""
    new = Text(parse_bytes(data, text.path))
    address = new.known.work.uri.rstrip("/")
    if address in text.addresses:
        return
    for path in home_of(text.path).glob("*/*@*.xml"):
        if path.resolve() != text.path.resolve() and glimpse(path.read_bytes())[0].rstrip("/") == address:
            other = Text(parse_file(path))
            if not other.addresses & text.addresses:
                raise UsageError(f"{other.name} has this symbol already", remedy="give another --symbol")
