"""Jobs done by processes of this machine.

Reads `Job`s. Gives their `DocumentResult`s as they are finished. Processes share nothing but paths; each keeps fonts
and templates loaded. A worker that dies costs no document: those it may have had in hand are built again, one at a time
in a process of their own, and only a document whose process dies again has failed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.publish.job import DocumentResult, Failure, Job
from pipeline.publish.one_document import build_document

if TYPE_CHECKING:  # loaded where processes are started: most builds are of few documents and start none
    from concurrent.futures import Future, ProcessPoolExecutor

_PAYS_FROM = 12
"""Fewer documents than this are built faster in this process than by workers that must start first.
Chosen: a worker takes as long to start as some documents to build."""

_AHEAD = 2
"""Jobs handed out per worker: one in work, one waiting. Chosen: no worker waits, and few jobs are lost with one."""

_PRELOADED = ["pipeline.publish.preload"]

_NEW_OBJECTS = 10_000
"""New objects between two searches for cycles in a worker. A document is a great many objects without a cycle: Python's
own 700 cost a tenth of the time, more than this gains nothing (measured on the corpus; 8 MiB more a worker).
Chosen: more gains nothing."""


def workers_for(jobs: int, asked: int) -> int:
    """Return the number of processes to use: as many as wanted, or what pays on this machine where `wanted` is 0."""
    if asked:
        return min(asked, max(1, jobs))
    return 1 if jobs < _PAYS_FROM else min(_processors(), jobs)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def run(jobs: Iterable[Job], workers: int) -> Iterator[DocumentResult]:
    """Build all jobs, with one worker in this very process."""
    if workers == 1:
        for job in jobs:
            yield build_document(job)
        return
    waiting, suspects = deque(jobs), deque[Job]()
    while waiting or suspects:
        yield from _together(waiting, suspects, workers)
        while suspects:
            yield _alone(suspects.popleft())


def _together(waiting: deque[Job], suspects: deque[Job], workers: int) -> Iterator[DocumentResult]:
    """Build until nothing waits or a worker dies; then the jobs that were handed out are the suspects."""
    from concurrent.futures import FIRST_COMPLETED, wait
    from concurrent.futures.process import BrokenProcessPool

    with _executor(workers) as executor:
        handed: dict[Future[DocumentResult], Job] = {}
        try:
            while waiting or handed:
                while waiting and len(handed) < workers * _AHEAD:
                    handed[executor.submit(build_document, waiting[0])] = waiting[0]
                    waiting.popleft()
                done, _ = wait(handed, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    del handed[future]
                    yield result
        except BrokenProcessPool:
            for future, job in handed.items():
                if future.done() and future.exception() is None:
                    yield future.result()
                else:
                    suspects.append(job)
        finally:
            executor.shutdown(cancel_futures=True)  # waits: the thread of an executor left alone can fail at the exit


def _alone(job: Job) -> DocumentResult:
    """Build a job once more in a process that does nothing else."""
    from concurrent.futures.process import BrokenProcessPool

    with _executor(1) as executor:
        try:
            return executor.submit(build_document, job).result()
        except BrokenProcessPool:
            message = f"{job.source}: the process that built this document was killed twice (memory, or a crash)"
            return DocumentResult(job.name, job.source, failure=Failure("WorkerKilled", message))


def _executor(workers: int) -> ProcessPoolExecutor:
    """Return processes forked from one server that has everything loaded; started afresh if there is no such server."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    with contextlib.suppress(AttributeError):
        context.set_forkserver_preload(_PRELOADED)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker)


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has gone, however that ended.

    What was loaded before it began is never searched for cycles.
    """
    import multiprocessing

    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing import connection

    connection.wait([sentinel])
    os._exit(1)
