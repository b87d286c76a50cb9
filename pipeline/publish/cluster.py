"""Jobs done by a Dask cluster.

Reads `Job`s. Gives their `DocumentResult`s as they are finished. The scheduler is Dask's own, here ("local") or at an
address; workers must have this package, and reach the paths or addresses of the jobs. A worker that dies costs no
document: what Dask gives up because workers died of it is tried again, each job alone, and only one whose workers die
then too has failed.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.errors import ToolError, UsageError
from pipeline.publish.job import DocumentResult, Failure, Job
from pipeline.publish.one_document import build_document

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

LOCAL = "local"
_WAIT = "10s"
"""How long a scheduler may take to answer."""

_TRIES = 2
"""How often a job is tried alone. Chosen: the second try shows that the first was not an accident."""

_SETTINGS = {"distributed.scheduler.allowed-failures": 0}
"""A cluster of this machine hands no job out again that a dying worker held: each is tried alone at once."""


def run(jobs: Sequence[Job], scheduler: str, workers: int) -> Iterator[DocumentResult]:
    """Build all jobs with the scheduler at this address; `workers` is for a local one.

    Raises ToolError if Dask is missing or the scheduler does not answer, UsageError if the address is invalid.
    """
    with _connected(scheduler, workers) as client:
        suspects: list[Job] = []
        yield from _together(client, jobs, suspects)
        for job in suspects:
            yield _alone(client, job)


def _together(client: Client, jobs: Sequence[Job], suspects: list[Job]) -> Iterator[DocumentResult]:
    """Build all jobs at once; those whose workers died are added to the suspects instead.

    Dask blames everything that a dying worker held, so an innocent job may be among them.
    """
    from distributed import KilledWorker, as_completed

    futures = client.map(build_document, jobs, pure=False, key=[f"build-{n}" for n in range(len(jobs))])
    by_key = {future.key: job for future, job in zip(futures, jobs, strict=True)}
    finished = as_completed(futures)
    del futures  # Dask forgets a result when nobody holds it
    for future in finished:
        job = by_key[future.key]
        try:
            yield future.result()
        except KilledWorker:
            suspects.append(job)
        except Exception as error:
            yield _failed(job, error)


def _alone(client: Client, job: Job) -> DocumentResult:
    """Build a job while the cluster does nothing else: workers that die now die of this job.

    It has more than one try, as a worker may still be dying of the job before.
    """
    from distributed import KilledWorker

    for attempt in range(_TRIES):
        try:
            future = client.submit(build_document, job, pure=False, key=f"alone-{attempt}-{job.name}")
            result: DocumentResult = future.result()
            return result
        except KilledWorker:
            continue
        except Exception as error:
            return _failed(job, error)
    message = f"{job.source}: the workers that built this document were killed again and again (memory, or a crash)"
    return DocumentResult(job.name, job.source, failure=Failure("WorkerKilled", message))


def _failed(job: Job, error: Exception) -> DocumentResult:
    """Return the result for a job that met an unexpected error on the cluster."""
    message = f"{job.source}: the cluster could not build this document: {type(error).__name__}: {error}"
    return DocumentResult(job.name, job.source, failure=Failure(type(error).__name__, message, bug=True))


def _close(part: Client | LocalCluster) -> None:
    """Close a part of a cluster of this machine; workers that are still dying then end with this process.

    All results are there by now, and no document is to blame for a part that does not close in time.
    """
    with contextlib.suppress(OSError, RuntimeError, TimeoutError):
        part.close()


@contextlib.contextmanager
def _connected(scheduler: str, workers: int) -> Iterator[Client]:
    """Yield a client of the scheduler; of a new cluster on this machine for "local"."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        remedy = "pip install 'un-document-pipeline[cluster]'"
        raise ToolError("Dask is needed for --scheduler", remedy=remedy) from error
    if scheduler == LOCAL:
        import dask

        with dask.config.set(_SETTINGS), contextlib.ExitStack() as stack:
            cluster = LocalCluster(
                n_workers=workers or None, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
            )
            stack.callback(_close, cluster)
            client = Client(cluster)
            stack.callback(_close, client)
            yield client
        return
    if "://" not in scheduler:
        raise UsageError(f"no address of a scheduler: {scheduler!r}", remedy="local, or tcp://host:port")
    try:
        client = Client(scheduler, timeout=_WAIT)
    except (OSError, ValueError, TimeoutError) as error:
        raise ToolError(f"the scheduler at {scheduler} does not answer: {error}", remedy="is it running?") from error
    with client:
        yield client
