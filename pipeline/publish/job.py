"""The unit of work and its outcome, as plain values that travel between processes.

Gives `Job` (the outputs to build from one source file) and `DocumentResult` (the files built, or the failures).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """State of a file or a document after a build."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """Settings that change or check the content of outputs; the same for all jobs of a build."""

    recover: bool = False
    strict_glyphs: bool = False
    proof: bool = True
    plain: bool = False
    """True if the looks that a source brings with it from Word are left out."""
    date: datetime.date | None = None
    """Date that goes into outputs instead of the document's (SOURCE_DATE_EPOCH)."""


@dataclass(frozen=True, slots=True)
class Job:
    """One source file: `name` for tables and the report, `outputs` as pairs of format and path."""

    name: str
    source: str
    outputs: tuple[tuple[str, str], ...]
    settings: BuildSettings = field(default_factory=BuildSettings)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document or a file was not built."""

    kind: str
    """Name of the error's class."""
    message: str
    """One line with place, cause and remedy."""
    bug: bool = False
    """True if an exception is not one of the project's own: a bug of the program."""
    stops: bool = False
    """True if no other document could be written either (disk full, folder not writable)."""
    lost_words: bool = False
    """True if the proof found words of the source missing."""
    traceback: str = ""
    """Only for a bug."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """One written file, or why it was not written."""

    format: str
    path: str
    state: State
    seconds: float = 0.0
    sha256: str = ""
    size: int = 0
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    proof: dict[str, float] = field(default_factory=dict)
    """Figures of the proof (`words`, `recall`, `order`, `extra`, `respaced`, `unordered`); empty without a proof."""
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """Result of a job: its files, or the one failure that kept all of them from being made."""

    name: str
    source: str
    source_sha256: str = ""
    seconds: float = 0.0
    files: tuple[FileResult, ...] = ()
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None

    @property
    def state(self) -> State:
        """Failed if anything failed, unchanged if nothing was built."""
        if self.failure or any(file.state is State.FAILED for file in self.files):
            return State.FAILED
        return State.BUILT if any(file.state is State.BUILT for file in self.files) else State.UNCHANGED

    def failures(self) -> list[Failure]:
        """Return every failure of the document and its files."""
        return [f for f in (self.failure, *(file.failure for file in self.files)) if f]
