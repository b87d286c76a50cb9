"""One document from its source to its files: read, prepare, write, prove, publish.

Reads a `Job`. Gives a `DocumentResult`, never an exception: what fails is told in it. Runs in any process.
"""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.errors import OutputError, PipelineError
from pipeline.publish import storage
from pipeline.publish.job import DocumentResult, Failure, FileResult, Job, Settings, State
from pipeline.read import LIMITS, Source, parse_bytes, parse_file

if TYPE_CHECKING:
    from pipeline.prove import Words

_ONE_FILE_ONLY = frozenset({errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EINVAL, errno.EILSEQ})
"""Causes of an unwritable output that do not concern the next document."""


def build_document(job: Job) -> DocumentResult:
    """Build what `job` asks for. A format that fails does not keep the others from being written."""
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
    """The parsed source, from a path or an address."""
    if not storage.remote(job.source):
        return parse_file(Path(job.source), recover=job.settings.recover)
    data = storage.read(job.source, at_most=LIMITS.size + 1)
    return parse_bytes(data, Path(job.source), recover=job.settings.recover)


def failure(error: Exception, path: str) -> Failure:
    """An exception as a value; a bug names the file with which it happened."""
    if isinstance(error, PipelineError):
        return Failure(type(error).__name__, str(error), stops=_stops(error))
    text = f"{path}: this is a bug: {type(error).__name__}: {error}; --debug shows the traceback".replace("\n", " ")
    return Failure(type(error).__name__, text, bug=True, traceback="".join(traceback.format_exception(error)))


def _stops(error: PipelineError) -> bool:
    cause = error.__cause__
    return isinstance(error, OutputError) and not (isinstance(cause, OSError) and cause.errno in _ONE_FILE_ONLY)


def _invalid(source: Source) -> tuple[str, ...]:
    """A warning where the document is not valid against the schema: it is built all the same."""
    from pipeline.validate.schema import schema_hits

    hits = list(schema_hits(source.root))
    if not hits:
        return ()
    more = f" (and {len(hits) - 1} more faults)" if len(hits) > 1 else ""
    return (f"{source.place(hits[0].node)}: not valid: {hits[0].message}{more}",)


def _prepared(source: Source, settings: Settings) -> Document:
    from pipeline.prepare import prepare

    document: Document = prepare(source)
    if settings.date is None:
        return document
    return dataclasses.replace(document, identity=dataclasses.replace(document.identity, date=settings.date))


class _Files:
    """The files of one document: the words of its source are found once and serve all proofs."""

    def __init__(self, source: Source, document: Document, settings: Settings) -> None:
        from pipeline.write import Options

        self.source, self.document, self.settings = source, document, settings
        self.options = Options(attachment=source.data, strict_glyphs=settings.strict_glyphs)
        self.words: Words | None = None

    def build(self, outputs: tuple[tuple[str, str], ...]) -> tuple[FileResult, ...]:
        """All files; after a failure that stops everything, no further ones."""
        results: list[FileResult] = []
        for format, path in outputs:
            begun = time.perf_counter()
            try:
                result = self._file(format, path)
            except Exception as error:
                result = FileResult(format, path, State.FAILED, failure=failure(error, path))
            results.append(dataclasses.replace(result, seconds=time.perf_counter() - begun))
            if result.failure and result.failure.stops:
                break
        return tuple(results)

    def _file(self, format: str, path: str) -> FileResult:
        from pipeline.write import writer

        written = writer(format)(self.document, self.options)
        figures = self._proved(written.data, format) if self.settings.proof else {}
        storage.write(path, written.data)
        return FileResult(
            format,
            path,
            State.BUILT,
            sha256=hashlib.sha256(written.data).hexdigest(),
            size=len(written.data),
            pages=written.pages,
            warnings=written.warnings,
            proof=figures,
        )

    def _proved(self, data: bytes, format: str) -> dict[str, float]:
        """Figures of the proof. Raises LostWordsError, so that a file with a loss is not published."""
        from pipeline.prove import prove_words, words

        self.words = self.words or words(self.source)
        proof = prove_words(self.words, data, format)
        error = proof.error()
        if error:
            raise error
        return proof.figures()
