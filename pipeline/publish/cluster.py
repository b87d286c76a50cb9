"""Jobs done by a Dask cluster.

Reads `Job`s. Gives their `DocumentResult`s as they are finished. The scheduler is Dask's own, here ("local") or at an
address; workers must have this package, and reach the paths or addresses of the jobs. A worker that dies costs no
document: Dask gives its jobs to others, and only a job whose workers die again and again has failed.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.errors import ToolError, UsageError
from pipeline.publish.document import build_document
from pipeline.publish.job import DocumentResult, Failure, Job

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
_WAIT = "10s"
"""How long a scheduler may take to answer."""


def run(jobs: Sequence[Job], scheduler: str, workers: int) -> Iterator[DocumentResult]:
    """Build all jobs with the scheduler at this address; `workers` is for a local one.

    Raises ToolError where Dask is missing or the scheduler does not answer, UsageError for what is no address.
    """
    with _connected(scheduler, workers) as client:
        from distributed import as_completed

        futures = client.map(build_document, jobs, pure=False, key=[f"build-{n}" for n in range(len(jobs))])
        by_key = {future.key: job for future, job in zip(futures, jobs, strict=True)}
        finished = as_completed(futures)
        del futures  # Dask forgets a result when nobody holds it
        for future in finished:
            job = by_key[future.key]
            error = future.exception()
            yield future.result() if error is None else _failed(job, error)


def _failed(job: Job, error: BaseException) -> DocumentResult:
    """A job that came to nothing: its workers died, or something that is no error of ours happened to it."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        message = f"{job.source}: the workers that built this document were killed again and again"
        return DocumentResult(job.name, job.source, failure=Failure("WorkerKilled", message))
    message = f"{job.source}: the cluster could not build this document: {type(error).__name__}: {error}"
    return DocumentResult(job.name, job.source, failure=Failure(type(error).__name__, message, bug=True))


@contextlib.contextmanager
def _connected(scheduler: str, workers: int) -> Iterator[Client]:
    """A client of the scheduler; of a new cluster on this machine for "local"."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        remedy = "pip install 'un-document-pipeline[cluster]'"
        raise ToolError("Dask is needed for --scheduler", remedy=remedy) from error
    if scheduler == LOCAL:
        with LocalCluster(
            n_workers=workers or None, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as cluster, Client(cluster) as client:  # fmt: skip
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
