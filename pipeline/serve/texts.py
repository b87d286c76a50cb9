"""The texts that are previewed, and whether they have changed.

Reads names as `build` takes them. Gives paths by name, and stamps of files.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import PipelineError, UsageError
from pipeline.library.expressions import expressions
from pipeline.library.revisions import at_revision
from pipeline.publish.job import BuildSettings
from pipeline.publish.plan import plan
from pipeline.write import PAGE

POLL = 0.03
"""Seconds between two looks at a file. Chosen: not felt by a user."""
_STILL = 0.015
"""A file that has not changed for so long counts as saved. Chosen: an editor writes a file in less."""


class Texts:
    """Paths by name, looked up again each time: texts come and go while the preview runs."""

    def __init__(self, sources: Iterable[str] = ()) -> None:
        """Set the sources as `build` takes them; default: all texts of `source/`. Raises UsageError for REV:path."""
        self.sources = tuple(sources)
        for name in filter(at_revision, self.sources):
            raise UsageError(f"{name} does not change, so there is nothing to follow", remedy="`build` shows it")

    def paths(self) -> dict[str, Path]:
        """Return every text by its name. Raises UsageError and MissingInputError."""
        planned = plan(self.sources, None, (PAGE,), BuildSettings(proof=False))
        return {job.name: Path(job.source) for job in planned.jobs}

    def path(self, name: str) -> Path | None:
        """Return the path of a text; None if there is none of this name now."""
        try:
            return self.paths().get(name)
        except PipelineError:
            return None


def profile_for(path: Path) -> str:
    """Return the profile of the validator: our own texts are held to all rules, published ones to those that they
    keep.
    """
    own = {expression.path.resolve() for expression in expressions()}
    return "strict" if path.resolve() in own else "corpus"


def stamp(path: Path) -> str:
    """Return what changes whenever a file is saved; "" while it is not there."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"


def wait_for_change(path: Path, seen: str, stop: threading.Event, seconds: float) -> str:
    """Wait until the file is another than `seen` and written to its end; `seen` again after `seconds` or on `stop`."""
    end = time.monotonic() + seconds
    while not stop.is_set() and time.monotonic() < end:
        now = stamp(path)
        if now and now != seen:
            time.sleep(_STILL)
            if stamp(path) == now:
                return now
            continue
        stop.wait(POLL)
    return seen
