"""Sets made: many works, every text in all formats, or all texts in one file for each language.

Reads works with their expressions. Gives a `Copy`: folder and zip, in the place of an earlier copy of the same set.
Documents are built by processes side by side and read back one after the other; the files wait on the disk, so that
memory does not grow with the number of texts. A volume holds the texts of the set until it is written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.distribution import manifest as manifests
from pipeline.distribution import naming, signature
from pipeline.distribution.copies import (
    Copy,
    CopyOptions,
    build,
    gathered,
    job_of,
    prepared,
    refuse_unfinished,
    statements_on,
)
from pipeline.distribution.manifest import BuiltExpression, Table
from pipeline.distribution.placing import Target
from pipeline.distribution.sets.entries import Entry, SetWork, works_of
from pipeline.distribution.sets.front import VOLUME, front_files, table_of
from pipeline.distribution.sets.pages import SetFacts
from pipeline.document import Document
from pipeline.errors import DocumentError, OutputError, Place
from pipeline.files import counted
from pipeline.library.expressions import Expression
from pipeline.lock import locked
from pipeline.publish import pool
from pipeline.publish.job import DocumentResult
from pipeline.unpacking import LARGEST, MOST
from pipeline.write import FORMATS

Watcher = Callable[[int, int], None]
"""Called with the number of texts finished and in all."""
_NAMED = 20
"""Most texts that a message names. Chosen: about a screen."""
_REMEDY = "divide the set: give fewer works at a time, each with a --set of its own"


@dataclass(frozen=True, slots=True)
class SetRequest:
    """A request for a set: its title, and its sort (`SET` or `VOLUME`)."""

    title: str
    sort: str
    works: Mapping[str, Sequence[Expression]]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A text that goes into the set."""

    expression: Expression
    folder: str
    stem: str
    head: Document


class FilesOnDisk(Mapping[str, bytes]):
    """The files below a folder, read when they are asked for."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        """Take the files of these paths."""
        self._folder, self._names = folder, dict.fromkeys(sorted(names))

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return (self._folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def make_set(request: SetRequest, wish: CopyOptions, watch: Watcher = lambda done, total: None) -> Copy:
    """Build, prove and put together a set. What is refused is refused before anything is written.

    Raises DocumentError, LostWordsError, OutputError, and as `signature`.
    """
    key = signature.own_fingerprint(wish.key) if wish.key else ""
    name = naming.safe(request.title)
    planned = [one for work, texts in request.works.items() for one in _planned(work, texts, wish)]
    _refuse_meetings(planned, wish.out / name)
    target = Target(wish.out, name, frozenset({manifests.owner({"set": {"title": request.title}})}))
    with locked(wish.out), tempfile.TemporaryDirectory() as scratch:
        target.recover()
        target.check()
        making = _Making(request, wish, planned, Path(scratch), watch)
        table = making.table(name, key)
        own = statements_on(making.files(), table, wish.key)
        making.add(own)
        files = making.files()
        _refuse_large(files, making.size, target.folder)
        target.put(files)
    missing = dict.fromkeys(key for one in planned for key in one.head.identity.unassigned)
    made = FilesOnDisk(target.folder, list(files))
    notes = tuple(_divided(planned))
    return Copy(name, target.folder, target.archive, table["state"], tuple(missing), made, table, notes)


def _planned(work: str, expressions: Sequence[Expression], wish: CopyOptions) -> Iterator[_Planned]:
    from pipeline.distribution.expressions import head

    heads = [head(prepared(one.path, wish.settings)) for one in expressions]
    if wish.final:
        refuse_unfinished(expressions, heads, wish.profile)
    folder = naming.folder(heads, work)
    for one, document in zip(expressions, heads, strict=True):
        stem = naming.stem(document, work, one.expression.partition("@")[2])
        yield _Planned(one, folder, stem, document)


def _refuse_meetings(planned: Sequence[_Planned], place: Path) -> None:
    """Raise OutputError if two documents would have one folder, or two texts one name (on some systems, A is a)."""
    taken: dict[str, _Planned] = {}
    for one in planned:
        for name, same in ((one.folder, False), (f"{one.folder}/{one.stem}", True)):
            first = taken.setdefault(name.casefold(), one)
            if first is not one and (same or not _together(first, one)):
                what = f"two texts of the set would be {name}: {first.expression.path} and {one.expression.path}"
                raise OutputError(what, place=Place(place), remedy="give one of them")


def _together(one: _Planned, other: _Planned) -> bool:
    """Return True for texts of one document: of one work, or of one symbol whatever works their IRIs name."""
    symbol = one.head.identity.symbol
    return one.expression.work == other.expression.work or (bool(symbol) and symbol == other.head.identity.symbol)


def _divided(planned: Sequence[_Planned]) -> Iterator[str]:
    """Yield a note for each document whose texts name several works: one of the IRIs must be wrong."""
    iris: dict[str, dict[str, str]] = {}
    for one in planned:
        iris.setdefault(one.folder, {}).setdefault(one.head.identity.work, one.expression.path.name)
    for folder, named in iris.items():
        if len(named) > 1:
            each = ", ".join(f"{iri} ({file})" for iri, file in named.items())
            yield f"{folder}: its texts have one symbol but name several works: {each}"


def _refuse_large(files: Mapping[str, bytes], size: int, place: Path) -> None:
    """Raise OutputError for a set that `verify` would not read."""
    if len(files) > MOST or size > LARGEST:
        what = f"the set is too large: {len(files):,} files, {size:,} bytes (at most {MOST:,} and {LARGEST:,})"
        raise OutputError(what, place=Place(place), remedy=_REMEDY)


def _refuse_failed(failed: Sequence[str]) -> None:
    """Raise DocumentError if texts cannot be built: all of them are named, so that they are corrected at once."""
    if failed:
        few = "; ".join(sorted(failed)[:_NAMED])
        more = f"; and {len(failed) - _NAMED} more" if len(failed) > _NAMED else ""
        what = f"{counted(len(failed), 'text')} of the set cannot be built: {few}{more}"
        raise DocumentError(what, remedy="correct or leave out what is named")


class _Making:
    """A set in the making; its files lie in a folder for the time being."""

    def __init__(
        self, request: SetRequest, wish: CopyOptions, planned: list[_Planned], scratch: Path, watch: Watcher
    ) -> None:
        self.request, self.wish, self.planned, self.watch = request, wish, planned, watch
        self.built, self.home = scratch / "built", scratch / "set"
        self.names: list[str] = []
        self.size = 0

    def files(self) -> FilesOnDisk:
        return FilesOnDisk(self.home, self.names)

    def add(self, files: Mapping[str, bytes]) -> None:
        """Put files into the folder."""
        for name, data in files.items():
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if name not in self.names:
                self.names.append(name)
            self.size += len(data)

    def table(self, name: str, key: str) -> Table:
        """Make all files, and return the manifest of them."""
        base_url = self.wish.base_url
        entries = self._volume_entries() if self.request.sort == VOLUME else self._set_entries()
        works = works_of(entries)
        tables = []
        facts = SetFacts(self.request.title, name, works, base_url)
        for file in front_files(self.request.sort, facts):
            built = file.built()
            self.add({built.path: built.data})
            tables.append(table_of(file, built, base_url))
        described = {"title": self.request.title, "sort": self.request.sort}
        return manifests.manifest_of_set(name, described, parts_of(works), tables, base_url, key)

    def _set_entries(self) -> list[Entry]:
        """Build every text in all formats, in any order."""
        jobs = []
        for number, one in enumerate(self.planned):
            place = self.built / str(number)
            job = job_of(one.expression.path, one.stem, place, self.wish.settings, tuple(FORMATS))
            jobs.append(replace(job, name=str(number)))
        entries: dict[int, Entry] = {}
        failed: list[str] = []
        for result in pool.run(jobs, pool.workers_for(len(jobs), self.wish.jobs)):
            number = int(result.name)
            try:
                entries[number] = self._finished(self.planned[number], result)
            except DocumentError as error:
                failed.append(str(error))
            shutil.rmtree(self.built / result.name, ignore_errors=True)
            self.watch(len(entries) + len(failed), len(jobs))
        _refuse_failed(failed)
        return [entries[number] for number in sorted(entries)]

    def _finished(self, one: _Planned, result: DocumentResult) -> Entry:
        """Return a text that was built, as its entry. Raises DocumentError."""
        document = prepared(one.expression.path, self.wish.settings)
        return self._entry(one, gathered(result, one.expression.path, document, one.stem), one.head)

    def _volume_entries(self) -> list[Entry]:
        """Prepare every text; of each there is only the XML beside the volumes."""
        entries = []
        for one in self.planned:
            document = prepared(one.expression.path, self.wish.settings)
            built = build(one.expression.path, document, one.stem, self.built, self.wish.settings, ())
            entries.append(self._entry(one, built, document))
            self.watch(len(entries), len(self.planned))
        return entries

    def _entry(self, one: _Planned, built: BuiltExpression, document: Document) -> Entry:
        self.add({f"{one.folder}/{file.path}": file.data for file in built.files})
        return Entry(one.folder, document, manifests.expression(built, self.wish.base_url, one.folder))


def parts_of(works: Sequence[SetWork]) -> Iterator[tuple[str, Table, list[Table]]]:
    """Yield folder, work and expressions of each work, as a manifest has them."""
    for work in works:
        first = work.texts[0]
        yield first.folder, manifests.work(first.identity), [text.table for text in work.texts]
