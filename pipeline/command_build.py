"""The command `build`.

Reads option values and SOURCE_DATE_EPOCH. Gives files, a table on standard output, messages on standard error.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence

from pipeline.command_options import not_empty, not_negative
from pipeline.errors import ExitStatus, UsageError
from pipeline.publish import batch, table
from pipeline.publish.job import DocumentResult, Settings, State
from pipeline.publish.plan import chosen_formats
from pipeline.publish.progress import Progress
from pipeline.write import DEFAULT_FORMATS, FORMATS

_EARLIEST = datetime.date(1980, 1, 1)
"""Formats cannot hold an earlier date (contract of the command line)."""

_SHOWN = 3
"""Warnings shown of one document; the report has all."""


def build(
    source: Sequence[str] = (),
    out: str | None = None,
    formats: str | None = None,
    jobs: int = 0,
    recover: bool = False,
    force: bool = False,
    no_proof: bool = False,
    strict_glyphs: bool = False,
    scheduler: str | None = None,
    debug: bool = False,
) -> ExitStatus:
    """Build documents. 1 where any failed, 2 (raised) where the build could not run."""
    not_negative(jobs)
    not_empty(out=out, formats=formats, scheduler=scheduler)
    settings = Settings(recover=recover, strict_glyphs=strict_glyphs, proof=not no_proof, date=epoch_date())
    chosen = chosen_formats(formats or "", FORMATS, DEFAULT_FORMATS)
    request = batch.Request(tuple(source), out, chosen, jobs, force, scheduler or "", settings)
    done = batch.build(request, Watch(debug))
    for result in done.results:
        if result.state is State.UNCHANGED:
            _tell(result, debug)
    print(table.summary(done))
    return done.exit_status


def epoch_date() -> datetime.date | None:
    """The date of SOURCE_DATE_EPOCH (seconds since 1970, UTC), None where it is not set. Raises UsageError."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    try:
        moment = datetime.datetime.fromtimestamp(int(text), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {text!r}", remedy="unset it") from error
    return max(moment.date(), _EARLIEST)


class Watch:
    """Shows progress, and tells failures and warnings as they come."""

    def __init__(self, debug: bool) -> None:
        self.debug = debug
        self.progress: Progress | None = None

    def __call__(self, done: int, total: int, result: DocumentResult) -> None:
        """Tell what a document finished has to say, and show how far the build is."""
        self.progress = self.progress or Progress(total)
        if result.failures() or _warnings(result):
            self.progress.clear()
            _tell(result, self.debug)
        self.progress.show(done)
        if done == total:
            self.progress.clear()


def _tell(result: DocumentResult, debug: bool) -> None:
    """Failures and warnings of a document, one line each."""
    for failure in result.failures():
        if failure.stops:  # told once, as the end of the build
            continue
        print(f"error: {failure.message}", file=sys.stderr)
        if failure.bug and debug:
            print(failure.traceback, file=sys.stderr)
    warnings = _warnings(result)
    for warning in warnings[:_SHOWN]:
        where = "" if warning.startswith(result.source) else f"{result.source}: "
        print(f"warning: {where}{warning}", file=sys.stderr)
    if len(warnings) > _SHOWN:
        print(f"warning: {result.source}: {len(warnings) - _SHOWN} more, see build-report.json", file=sys.stderr)


def _warnings(result: DocumentResult) -> list[str]:
    found = [*result.warnings, *(f"{file.format}: {w}" for file in result.files for w in file.warnings)]
    return list(dict.fromkeys(found))
