"""One document from its source to its files: read, prepare, write, prove, publish.

Reads a `Job`. Gives a `DocumentResult`, never an exception: what fails is reported in it. Runs in any process.
"""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import time
import traceback
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import cycles, heap
from pipeline.document import Document
from pipeline.errors import LostWordsError, OutputError, PipelineError
from pipeline.library.revisions import parsed
from pipeline.publish import storage
from pipeline.publish.job import BuildSettings, DocumentResult, Failure, FileResult, Job, State
from pipeline.publish.places import located
from pipeline.read import LIMITS, Source, parse_bytes

if TYPE_CHECKING:
    from pipeline.prove import Words

_ONE_FILE_ONLY = frozenset({errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EINVAL, errno.EILSEQ})
"""Causes of an unwritable output that do not concern the next document."""

_DISK = ThreadPoolExecutor(1, "disk")
"""Puts files on the disk while the next format is made: waiting for the disk takes longer than writing most formats."""

_LARGE = 1 << 17
"""Bytes of a source from which on memory is given back after each format: the files of one format need more than a
document before it, and the next format would add to it. Chosen: a twentieth of published documents."""


def build_document(job: Job) -> DocumentResult:
    """Build the outputs of `job`. If one format fails, the others are still written."""
    with cycles.put_off():
        return _built(job)


def _built(job: Job) -> DocumentResult:
    begun = time.perf_counter()
    result = DocumentResult(job.name, job.source)
    try:
        source = _source(job)
        result = dataclasses.replace(result, source_sha256=source.sha256)
        document = _prepared(source, job.settings)
    except Exception as error:
        return dataclasses.replace(result, failure=failure(error, job.source), seconds=time.perf_counter() - begun)
    files = _Files(source, document, job.settings).build(job.outputs)
    warnings = (*(f"recovered: {fault}" for fault in source.recovered), *_invalid(source), *document.warnings)
    return dataclasses.replace(result, files=files, warnings=warnings, seconds=time.perf_counter() - begun)


def _source(job: Job) -> Source:
    """Return the parsed source, from a path or an address."""
    if not storage.remote(job.source):
        return parsed(Path(job.source), recover=job.settings.recover)
    data = storage.read(job.source, at_most=LIMITS.size + 1)
    return parse_bytes(data, storage.Address(job.source), recover=job.settings.recover)


def failure(error: Exception, path: str) -> Failure:
    """Return an exception as a value; for a bug, the message names the file that was being built."""
    if isinstance(error, PipelineError):
        lost = isinstance(error, LostWordsError)
        return Failure(type(error).__name__, str(error), stops=_stops(error), lost_words=lost)
    text = f"{path}: this is a bug: {type(error).__name__}: {error}; --debug shows the traceback".replace("\n", " ")
    return Failure(type(error).__name__, text, bug=True, traceback="".join(traceback.format_exception(error)))


def _stops(error: PipelineError) -> bool:
    cause = error.__cause__
    return isinstance(error, OutputError) and not (isinstance(cause, OSError) and cause.errno in _ONE_FILE_ONLY)


def _invalid(source: Source) -> tuple[str, ...]:
    """Return a warning if the document is not valid against the schema; it is built nevertheless."""
    from pipeline.validate.model.schema import schema_hits

    hits = list(schema_hits(source.root))
    if not hits:
        return ()
    more = f" (and {len(hits) - 1} more faults)" if len(hits) > 1 else ""
    return (f"{source.place(hits[0].node)}: not valid: {hits[0].message}{more}",)


def _prepared(source: Source, settings: BuildSettings) -> Document:
    from pipeline.prepare import prepare

    document: Document = prepare(source, plain=settings.plain)
    if settings.date is None:
        return document
    return document.dated(settings.date)


class _Files:
    """The files of one document: the words of its source are found once and serve all proofs."""

    def __init__(self, source: Source, document: Document, settings: BuildSettings) -> None:
        from pipeline.write import Options

        self.source, self.document, self.settings = source, document, settings
        self.options = Options(attachment=source.data, strict_glyphs=settings.strict_glyphs)
        self.words: Words | None = None

    def build(self, outputs: tuple[tuple[str, str], ...]) -> tuple[FileResult, ...]:
        """Return all files; after a failure that no other file could avoid (a full disk), no further one is begun."""
        begun: list[tuple[FileResult, Future[float] | None]] = []
        for format, path in outputs:
            if any(_stopped(future) for _, future in begun if future and future.done()):
                break
            begun.append(self._begun(format, path))
            if len(self.source.data) >= _LARGE:
                heap.give_back()
        return tuple(_finished(result, future) for result, future in begun)

    def _begun(self, format: str, path: str) -> tuple[FileResult, Future[float] | None]:
        """Make and prove a file, and begin to write it. Return its result, and the pending write; None if it failed."""
        begun = time.perf_counter()
        try:
            data, result = self._made(format, path)
        except Exception as error:
            result = FileResult(format, path, State.FAILED, failure=failure(error, path))
            return dataclasses.replace(result, seconds=time.perf_counter() - begun), None
        result = dataclasses.replace(result, seconds=time.perf_counter() - begun)
        return result, _DISK.submit(_put, path, data)

    def _made(self, format: str, path: str) -> tuple[bytes, FileResult]:
        from pipeline.write import laid_out, writer

        self.document = laid_out(self.document)
        written = writer(format)(self.document, self.options)
        figures, remarks = self._proved(written.data, format) if self.settings.proof else ({}, ())
        return written.data, FileResult(
            format,
            path,
            State.BUILT,
            sha256=hashlib.sha256(written.data).hexdigest(),
            size=len(written.data),
            pages=written.pages,
            warnings=(*written.warnings, *(located(self.source, remark) for remark in written.remarks), *remarks),
            proof=figures,
        )

    def _proved(self, data: bytes, format: str) -> tuple[dict[str, float], tuple[str, ...]]:
        """Return the figures of the proof, and remarks on pages. Raises LostWordsError or IllegiblePageError.

        So a file that lost words, or has pages that cannot be read, is never published.
        """
        from pipeline.prove import prove_words, words

        self.words = self.words or words(self.source)
        proof = prove_words(self.words, data, format)
        error = proof.error()
        if error:
            raise error
        return proof.figures(), proof.remarks


def _put(path: str, data: bytes) -> float:
    """Write a file; return the seconds that this took."""
    begun = time.perf_counter()
    storage.write(path, data)
    return time.perf_counter() - begun


def _stopped(future: Future[float]) -> bool:
    error = future.exception()
    return isinstance(error, PipelineError) and _stops(error)


def _finished(result: FileResult, future: Future[float] | None) -> FileResult:
    """Wait for the pending write; return the result with the time it took, or with the failure."""
    try:
        waited = future.result() if future else 0.0
    except Exception as error:
        return FileResult(result.format, result.path, State.FAILED, failure=failure(error, result.path))
    return dataclasses.replace(result, seconds=result.seconds + waited)
