"""Progress on a terminal: a bar with rate and remaining time, on standard error.

Gives `Progress`, which stays silent in the first second, and if standard error is not a terminal that can rewrite a
line; TERM=dumb cannot [cli outputs.terminal].
"""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

_SILENT = 1.0
"""Seconds before the first report of progress. Chosen: a shorter run needs none."""
_EVERY = 0.1
"""Seconds between two reports. Chosen: reads as steady."""
_WIDTH = 30
"""Characters of the bar. Chosen: leaves room for the figures on 80 columns."""


class Progress:
    """The bar of one build."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self.total = total
        self.stream = stream or sys.stderr
        self.begun = time.monotonic()
        self.shown = 0.0
        self.active = total > 1 and self.stream.isatty() and os.environ.get("TERM") != "dumb"

    def show(self, done: int) -> None:
        """Show that `done` documents are finished."""
        now = time.monotonic()
        if self.active and now - self.begun > _SILENT and now - self.shown > _EVERY:
            self.shown = now
            self.stream.write("\r" + self.line(done, now - self.begun) + "\x1b[K")
            self.stream.flush()

    def line(self, done: int, seconds: float) -> str:
        """Return the bar as text: `[######------] 12/40  5.2/s  5 s left`."""
        rate = done / seconds if seconds else 0.0
        filled = _WIDTH * done // max(1, self.total)
        left = f"  {_span((self.total - done) / rate)} left" if rate else ""
        return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {done}/{self.total}  {rate:.1f}/s{left}"

    def clear(self) -> None:
        """Take the bar away, so that a message can take its place."""
        if self.active and self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60:02} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60:02} min"
