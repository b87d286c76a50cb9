"""The plan of a build: which source files, and where their outputs go.

Reads names and paths. Gives `Job`s, all outputs distinct. Nothing is written before the plan is sound.
With `--out`: `DIR/x/y.pdf` for `x/y.xml` of a folder given, `DIR/y.pdf` for a single file. Without it: for the texts of
`source/` `dist/<work>/<expression>/<work>.<expression>.pdf` (an expression `fra@` without its empty version); for other
texts a mirror below `dist/` of the working folder, `dist/FOLDER/x/y.pdf` and `dist/y/y.pdf` [cli outputs.place].
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.errors import MissingInputError, OutputError, Place
from pipeline.library.expressions import GIVE_FILES, Expression, expressions, find, project
from pipeline.library.revisions import AtRevision, at_revision
from pipeline.publish import storage
from pipeline.publish.job import BuildSettings, Job


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
    own: bool = False
    """True for a text of `source/`."""


def plan(sources: Iterable[str], out: str | None, formats: tuple[str, ...], settings: BuildSettings) -> Plan:
    """Return the plan for these sources; for all texts of `source/` if there are none.

    Raises UsageError, MissingInputError, and OutputError if two inputs would meet in one output.
    """
    inputs, passed_over = _inputs(tuple(sources), out)
    folder = out or str((project() if all(i.own for i in inputs) else Path.cwd()) / "dist")
    jobs = [
        Job(i.name, i.path, tuple((f, storage.join(folder, f"{i.stem}.{f}")) for f in formats), settings)
        for i in sorted(inputs, key=lambda i: i.name)
    ]
    _refuse_meetings(jobs)
    return Plan(folder, tuple(jobs), passed_over)


def _inputs(sources: tuple[str, ...], out: str | None) -> tuple[list[_Input], int]:
    """Return the files that the sources stand for; a file named twice counts once."""
    found: list[_Input] = []
    passed_over = 0
    for source in sources:
        if out is None and (work := _of_work(source)):
            found += work
        elif source.strip() and storage.is_folder(source):
            inputs, others = _of_folder(source, out)
            found += inputs
            passed_over += others
        elif source.strip() and storage.exists(source):
            found.append(_of_file(source, out))
        elif at := at_revision(source):
            found.append(_of_revision(source, at, out))
        elif storage.remote(source):
            raise MissingInputError("no such file or folder", place=Place(source))
        else:
            found += [_of_expression(e, out) for e in find(source)]
    if not sources:
        found = [_of_expression(e, out) for e in expressions()]
        if not found:
            raise MissingInputError("there is no text in source/", place=Place(project() / "source"), remedy=GIVE_FILES)
    folders = _Folders(os.path.realpath)
    return list({(_real(i.path, folders), i.stem): i for i in reversed(found)}.values()), passed_over


class _Folders(dict[str, str]):
    """Folders as `spelt` spells them, with a separator; of thousands of files in a folder it is asked once."""

    def __init__(self, spelt: Callable[[str], str]) -> None:
        super().__init__()
        self._spelt = spelt

    def __missing__(self, folder: str) -> str:
        """Ask for a folder that is not known yet."""
        return self.setdefault(folder, os.path.join(self._spelt(folder or os.curdir), ""))  # noqa: PTH118

    def path(self, path: str) -> str:
        """Return the path of a file with its folder so; an address stays as it is."""
        folder, name = os.path.split(path)
        return path if storage.remote(path) else self[folder] + name


def _real(path: str, folders: _Folders) -> str:
    """Return what two inputs have in common that are one file given twice, whatever the spelling of its path."""
    link = not storage.remote(path) and os.path.islink(path)  # noqa: PTH114 - a Path takes longer than the question
    return os.path.realpath(path) if link else folders.path(path)


def _of_work(path: str) -> list[_Input]:
    """Return the texts of a folder of `source/`, whose outputs have their place in dist/; none for another path."""
    if storage.remote(path) or not path.strip():
        return []
    return [_of_expression(e, None) for e in expressions() if e.path.parent.resolve() == Path(path).resolve()]


def _of_expression(expression: Expression, out: str | None) -> _Input:
    """Return an expression: in dist/ each has its folder; in a folder given, works are folders as in source/."""
    own_folder = f"{expression.name}/{expression.file_name}"
    return _Input(expression.name, str(expression.path), expression.name if out else own_folder, own=True)


def _of_file(path: str, out: str | None) -> _Input:
    """Return a file given by name. Raises MissingInputError if it cannot be read; one of a folder fails alone."""
    storage.require_readable(path)
    if out is None:
        for expression in expressions():
            if expression.path.resolve() == Path(path).resolve():
                return _of_expression(expression, out)
    name = storage.name_of(path)
    stem = _stem(name)
    return _Input(name, path, stem if out else f"{stem}/{stem}")


def _of_revision(name: str, at: AtRevision, out: str | None) -> _Input:
    """Return a file at a git revision. Raises MissingInputError."""
    from pipeline.library.sources import file_name_at

    storage.require_readable(name)
    stem = file_name_at(at)
    return _Input(name, name, stem if out else f"{stem}/{stem}")


def _of_folder(folder: str, out: str | None) -> tuple[list[_Input], int]:
    """Return every XML file below `folder` but hidden ones and the output folder, and the number of other files."""
    names = list(storage.files(folder, out or str(Path.cwd() / "dist")))
    top = "" if out else f"{storage.name_of(folder if storage.remote(folder) else str(Path(folder).resolve()))}/"
    found = [
        _Input(f"{top}{name}", storage.join(folder, name), f"{top}{_stem(name)}")
        for name in names
        if name.lower().endswith(".xml")
    ]
    if not found:
        raise MissingInputError("there is no XML file in this folder", place=Place(folder))
    return found, len(names) - len(found)


def _stem(name: str) -> str:
    return name[:-4] if name.lower().endswith(".xml") else name


def _refuse_meetings(jobs: list[Job]) -> None:
    """Raise OutputError if an output is that of two inputs, a source, or a folder of another output."""
    absolute = _Folders(lambda folder: str(Path(folder).absolute()))
    owner: dict[str, Job] = {}
    for job in jobs:
        for _, path in job.outputs:
            key = absolute.path(path)
            if key in owner:
                raise _meeting(path, owner[key].source, job.source)
            owner[key] = job
    sources = {absolute.path(job.source) for job in jobs}
    homes: set[str] = set()
    for path, job in owner.items():
        if path in sources:
            raise _meeting(path, path, job.source)
        home = os.path.dirname(path)  # noqa: PTH120
        if home in homes:  # of a folder of thousands the folders above are looked at once
            continue
        homes.add(home)
        for folder in PurePath(path).parents:
            if str(folder) in owner:
                raise _meeting(str(folder), owner[str(folder)].source, job.source)


def _meeting(path: str, first: str, second: str) -> OutputError:
    return OutputError(
        f"two inputs would meet in this output: {first} and {second}",
        place=Place(path),
        remedy="build them into different folders",
    )
