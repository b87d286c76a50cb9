"""The command `build`.

Reads the values of options. Gives files, a table on standard output, messages on standard error.
"""

from __future__ import annotations

import sys

from pipeline.cli import machine
from pipeline.cli.tables import summary
from pipeline.cli.values import epoch_date
from pipeline.errors import ExitStatus, visible
from pipeline.publish import batch
from pipeline.publish.job import BuildSettings, DocumentResult, State
from pipeline.publish.progress import Progress

_SHOWN = 3
"""Warnings shown of one document; the report has all. Chosen: a build of many documents stays readable."""


def build(
    *,
    source: tuple[str, ...],
    out: str | None,
    formats: tuple[str, ...],
    jobs: int,
    recover: bool,
    force: bool,
    no_proof: bool,
    strict_glyphs: bool,
    plain: bool,
    scheduler: str | None,
    json: bool,
    debug: bool,
) -> ExitStatus:
    """Build documents. 1 if any failed, 2 (raised) if the build could not run."""
    settings = BuildSettings(
        recover=recover, strict_glyphs=strict_glyphs, plain=plain, proof=not no_proof, date=epoch_date()
    )
    request = batch.Request(source, out, formats, jobs, force, scheduler or "", settings)
    done = batch.build(request, Watch(debug))
    for result in done.results:
        if result.state is State.UNCHANGED:
            _report(result, debug)
    if json:
        machine.show("build", **machine.of_batch(done))
    else:
        print(summary(done))
    return done.exit_status


class Watch:
    """Shows progress, and reports failures and warnings as they come."""

    def __init__(self, debug: bool) -> None:
        self.debug = debug
        self.progress: Progress | None = None

    def __call__(self, done: int, total: int, result: DocumentResult) -> None:
        """Report a finished document, and show how far the build is."""
        self.progress = self.progress or Progress(total)
        if result.failures() or _warnings(result):
            self.progress.clear()
            _report(result, self.debug)
        self.progress.show(done)
        if done == total:
            self.progress.clear()


def _report(result: DocumentResult, debug: bool) -> None:
    """Print failures and warnings of a document, one line each."""
    for failure in result.failures():
        if failure.stops:  # reported once, at the end of the build
            continue
        print(visible(f"error: {failure.message}"), file=sys.stderr)
        if failure.bug and debug:
            print(failure.traceback, file=sys.stderr)
    warnings = _warnings(result)
    for warning in warnings[:_SHOWN]:
        where = "" if warning.startswith(result.source) else f"{result.source}: "
        print(visible(f"warning: {where}{warning}"), file=sys.stderr)
    if len(warnings) > _SHOWN:
        print(f"warning: {result.source}: {len(warnings) - _SHOWN} more, see build-report.json", file=sys.stderr)


def _warnings(result: DocumentResult) -> list[str]:
    lines = [*result.warnings, *(f"{file.format}: {w}" for file in result.files for w in file.warnings)]
    return list(dict.fromkeys(lines))
