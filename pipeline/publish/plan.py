"""The plan of a build: which source files, and where their outputs go.

Reads names and paths. Gives `Job`s, all outputs distinct. Nothing is written before the plan is sound.
`DIR/x/y.pdf` for `x/y.xml` of a folder given, `DIR/y.pdf` for a single file; without `--out`
`dist/<work>/<expression>/<work>.<expression>.pdf` (an expression `fra@` without its empty version).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.errors import MissingInputError, OutputError, Place
from pipeline.library.expressions import Expression, expressions, find, project
from pipeline.publish import storage
from pipeline.publish.job import Job, Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """Jobs in the order of their names, and where they write."""

    out: str
    """Path or address of the folder."""
    jobs: tuple[Job, ...]
    passed_over: int = 0
    """Files in the folders given that are not XML."""


@dataclass(frozen=True, slots=True)
class _Input:
    """A source file and its outputs' path below the output folder, without format."""

    name: str
    path: str
    stem: str


def plan(sources: Iterable[str], out: str | None, formats: tuple[str, ...], settings: Settings) -> Plan:
    """The plan for these sources; all texts of `source/` where there are none.

    Raises UsageError, MissingInputError, and OutputError where two inputs would meet in one output.
    """
    folder = out or str(project() / "dist")
    inputs, passed_over = _inputs(tuple(sources), out)
    jobs = [
        Job(i.name, i.path, tuple((f, storage.join(folder, f"{i.stem}.{f}")) for f in formats), settings)
        for i in sorted(inputs, key=lambda i: i.name)
    ]
    _refuse_meetings(jobs)
    return Plan(folder, tuple(jobs), passed_over)


def _inputs(sources: tuple[str, ...], out: str | None) -> tuple[list[_Input], int]:
    """The files that the sources stand for; a file named twice in the same way counts once."""
    found: list[_Input] = []
    passed_over = 0
    for source in sources:
        if source.strip() and storage.is_folder(source) and not _is_work(source, out):
            inputs, others = _of_folder(source, out)
            found += inputs
            passed_over += others
        elif source.strip() and storage.exists(source):
            found.append(_of_file(source, out))
        elif storage.remote(source):
            raise MissingInputError("no such file or folder", place=Place(source))
        else:
            found += [_of_expression(e, out) for e in find(source)]
    if not sources:
        found = [_of_expression(e, out) for e in expressions()]
        if not found:
            raise MissingInputError("there is no text in source/", place=Place(project() / "source"))
    return list(dict.fromkeys(found)), passed_over


def _is_work(path: str, out: str | None) -> bool:
    """A folder of `source/` given without --out is a work: its outputs go to the work's place in dist/."""
    return out is None and Path(path).resolve().parent == (project() / "source").resolve()


def _of_expression(expression: Expression, out: str | None) -> _Input:
    """In dist/ each expression has its folder; in a folder given, works are folders as they are in source/."""
    own_folder = f"{expression.name}/{expression.file_name}"
    return _Input(expression.name, str(expression.path), expression.name if out else own_folder)


def _of_file(path: str, out: str | None) -> _Input:
    """A file given by name. Raises MissingInputError where it cannot be read: one of a folder fails alone."""
    storage.require_readable(path)
    if out is None:
        for expression in expressions():
            if expression.path.resolve() == Path(path).resolve():
                return _of_expression(expression, out)
    name = storage.name_of(path)
    return _Input(name, path, _stem(name))


def _of_folder(folder: str, out: str | None) -> tuple[list[_Input], int]:
    """Every XML file below `folder`, hidden ones and the output folder left out; and the number of other files."""
    names = list(storage.files(folder, out))
    found = [_Input(name, storage.join(folder, name), _stem(name)) for name in names if name.lower().endswith(".xml")]
    if not found:
        raise MissingInputError("there is no XML file in this folder", place=Place(folder))
    return found, len(names) - len(found)


def _stem(name: str) -> str:
    return name[:-4] if name.lower().endswith(".xml") else name


def _refuse_meetings(jobs: list[Job]) -> None:
    """Raise OutputError where an output is that of two inputs, a source, or a folder of another output."""
    owner: dict[str, Job] = {}
    for job in jobs:
        for _, path in job.outputs:
            key = _absolute(path)
            if key in owner:
                raise _meeting(path, owner[key].source, job.source)
            owner[key] = job
    sources = {_absolute(job.source) for job in jobs}
    for path, job in owner.items():
        if path in sources:
            raise _meeting(path, path, job.source)
        for folder in PurePath(path).parents:
            if str(folder) in owner:
                raise _meeting(str(folder), owner[str(folder)].source, job.source)


def _absolute(path: str) -> str:
    return path if storage.remote(path) else str(Path(path).absolute())


def _meeting(path: str, first: str, second: str) -> OutputError:
    return OutputError(
        f"two inputs would meet in this output: {first} and {second}",
        place=Place(path),
        remedy="build them into different folders",
    )
