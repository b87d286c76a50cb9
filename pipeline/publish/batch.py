"""A build: the plan carried out, only where something changed.

Reads a `Request`. Gives a `Batch`. Order of work: plan; lock of the output folder; remains of a killed build removed;
what is up to date found by hashes of sources, program and outputs; the rest built; each outcome recorded at once.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import __version__, cycles
from pipeline.errors import ExitStatus, OutputError
from pipeline.files import is_folder, part_of
from pipeline.lock import locked
from pipeline.publish import fingerprint, pool, storage
from pipeline.publish.job import BuildSettings, DocumentResult, FileResult, Job, State
from pipeline.publish.plan import Plan, plan
from pipeline.publish.record import EARLIER, Entry, OutputRecord


@dataclass(frozen=True, slots=True)
class Request:
    """A request to build; `sources` empty for all texts of `source/`, `out` None for `dist/`."""

    sources: tuple[str, ...] = ()
    out: str | None = None
    formats: tuple[str, ...] = ()
    jobs: int = 0
    """Processes; 0 for chosen automatically."""
    force: bool = False
    scheduler: str = ""
    """Address of a Dask scheduler, "local" for one on this machine, empty for none."""
    settings: BuildSettings = field(default_factory=BuildSettings)
    keep_stale: bool = False
    """True if outputs of an earlier source stay where none could be built now: the caller removes them."""


@dataclass(slots=True)
class Batch:
    """Result of a build."""

    out: str
    results: list[DocumentResult] = field(default_factory=list)
    passed_over: int = 0
    seconds: float = 0.0

    def count(self, state: State) -> int:
        """Return the number of documents in this state."""
        return sum(result.state is state for result in self.results)

    @property
    def exit_status(self) -> ExitStatus:
        """1 if any document failed, lost words or was malformed."""
        return ExitStatus.FINDINGS if self.count(State.FAILED) else ExitStatus.DONE


Watcher = Callable[[int, int, DocumentResult], None]
"""Called with the number of documents finished and in all, and the document just finished."""
Digest = Callable[[str], str]
"""The hash of a file's bytes, as `storage.digest`."""


@cycles.searched_again()
def build(
    request: Request, watch: Watcher = lambda done, total, result: None, digest: Digest = storage.digest
) -> Batch:
    """Build. Raises UsageError, MissingInputError, OutputError; what concerns one document only is in its result."""
    begun = time.perf_counter()
    with cycles.left_out():
        planned = plan(request.sources, request.out, request.formats, request.settings)
    batch = Batch(planned.out, passed_over=planned.passed_over)
    with _alone_in(planned.out):
        _remove_remains(planned)
        with cycles.left_out():
            record = OutputRecord.load(planned.out)
        try:
            _carry_out(planned, request, record, batch, watch, digest)
        finally:
            record.close()
            _remove_remains(planned)  # of workers that were stopped while they wrote
        batch.seconds = time.perf_counter() - begun
        earlier = record.set_aside(result.name for result in batch.results)
        record.save(_facts(request, batch, earlier))
    return batch


def _alone_in(out: str) -> contextlib.AbstractContextManager[None]:
    """Return the lock of a folder of this machine; an address cannot be locked."""
    return contextlib.nullcontext() if storage.remote(out) else locked(Path(out))


def _carry_out(
    planned: Plan, request: Request, record: OutputRecord, batch: Batch, watch: Watcher, digest: Digest
) -> None:
    """Build what is not up to date, and put every document's result into `batch` in the order of the plan."""
    with cycles.left_out():
        tasks = [_Task.of(job, record, request.force, digest) for job in planned.jobs]
    outcome = {task.job.name: task.kept for task in tasks if not task.todo.outputs}
    for result in outcome.values():
        record.keep(result)
    todo = {task.job.name: task for task in tasks if task.todo.outputs}
    for result in _run([task.todo for task in todo.values()], request):
        task = todo[result.name]
        whole = task.completed(result)
        if not request.keep_stale:
            _remove_stale(whole, task.job, record)
        record.note(whole, task.keys(result.source_sha256))
        outcome[result.name] = whole
        watch(len(outcome), len(tasks), whole)
        _stop_if_unwritable(whole)
    batch.results = [outcome[job.name] for job in planned.jobs]


def _run(jobs: list[Job], request: Request) -> Iterator[DocumentResult]:
    """Return the jobs done, by processes of this machine or by a cluster."""
    if request.scheduler and jobs:
        from pipeline.publish import cluster

        return cluster.run(jobs, request.scheduler, request.jobs)
    return pool.run(jobs, pool.workers_for(len(jobs), request.jobs))


@dataclass(frozen=True, slots=True)
class _Task:
    """A job, the part of it that must be done, and the result for the part that is up to date."""

    job: Job
    todo: Job
    kept: DocumentResult

    @classmethod
    def of(cls, job: Job, record: OutputRecord, force: bool, digest: Digest) -> _Task:
        """Split a job by what its outputs' hashes say."""
        source = digest(job.source)
        kept: list[FileResult] = []
        left: list[tuple[str, str]] = []
        for format, path in job.outputs:
            entry = record.file(job.name, format)
            key = fingerprint.of_file(format, storage.name_of(job.source), source, job.settings)
            current = bool(source) and not force and entry.get("key") == key and _proved(entry, job.settings)
            current = current and entry["sha256"] == digest(path)
            if current:
                kept.append(_unchanged(format, path, entry))
            else:
                left.append((format, path))
        warnings = record.warnings(job.name, job.source) if kept else ()
        return cls(
            job,
            dataclasses.replace(job, outputs=tuple(left)),
            DocumentResult(job.name, job.source, source, files=tuple(kept), warnings=warnings),
        )

    def completed(self, result: DocumentResult) -> DocumentResult:
        """Return the result with the files that were up to date, in the order of the formats asked for."""
        if result.failure or result.source_sha256 != self.kept.source_sha256:
            return result
        by_format = {file.format: file for file in (*self.kept.files, *result.files)}
        files = tuple(by_format[format] for format, _ in self.job.outputs if format in by_format)
        return dataclasses.replace(result, files=files)

    def keys(self, source_sha256: str) -> dict[str, str]:
        """Return the key under which each output is recorded, for the bytes that the worker really read."""
        name, settings = storage.name_of(self.job.source), self.job.settings
        return {f: fingerprint.of_file(f, name, source_sha256, settings) for f, _ in self.job.outputs}


def _proved(entry: Entry, settings: BuildSettings) -> bool:
    """Return True if the output was built, and is proved if a proof is wanted."""
    built = entry.get("state") in (State.BUILT, State.UNCHANGED)
    return built and bool(entry.get("sha256")) and (bool(entry.get("proof")) or not settings.proof)


def _unchanged(format: str, path: str, entry: Entry) -> FileResult:
    return FileResult(
        format,
        path,
        State.UNCHANGED,
        sha256=entry["sha256"],
        size=int(entry.get("bytes") or 0),
        pages=entry.get("pages"),
        warnings=tuple(entry.get("warnings") or ()),
        proof=dict(entry.get("proof") or {}),
    )


def _remove_stale(result: DocumentResult, job: Job, record: OutputRecord) -> None:
    """Take away outputs of an earlier source if none could be built now; never a file that a build did not write."""
    done = {file.format for file in result.files if file.state is not State.FAILED}
    for format, path in job.outputs:
        known = record.file(job.name, format).get("sha256")
        if format not in done and known and known == storage.digest(path):
            storage.remove(path)


def _stop_if_unwritable(result: DocumentResult) -> None:
    for failure in result.failures():
        if failure.stops:
            raise OutputError(failure.message)


def _remove_remains(planned: Plan) -> None:
    """Remove temporary files that a killed build or worker has left in the folders of this plan."""
    if storage.remote(planned.out):
        return
    names: dict[str, set[str]] = {}
    for job in planned.jobs:
        for _, path in job.outputs:
            folder, name = os.path.split(path)
            names.setdefault(folder, set()).add(name)
    names.setdefault(planned.out, set()).add("build-report.json")
    for folder, known in names.items():
        for part in Path(folder).glob(".*.part") if is_folder(folder) else ():
            begin = part_of(part.name)
            if begin and any(name.startswith(begin) for name in known):
                with contextlib.suppress(OSError):
                    part.unlink()


def _facts(request: Request, batch: Batch, earlier: int) -> Entry:
    """Return what the report says about the build as a whole."""
    settings = dataclasses.asdict(request.settings)
    settings["date"] = str(request.settings.date) if request.settings.date else None
    return {
        "pipeline": __version__,
        "finished": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "seconds": round(batch.seconds, 3),
        "settings": {**settings, "formats": list(request.formats), "force": request.force},
        "totals": {**{str(state): batch.count(state) for state in State}, EARLIER: earlier},
        "passed_over": batch.passed_over,
    }
