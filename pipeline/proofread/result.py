"""What proofreading gives: works, the places that differ in them, the passages at these places."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import ExitStatus
from pipeline.validate.model.batch import Digest
from pipeline.validate.rules.proofreading.together import SURE


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage of one language, at its place."""

    language: str
    path: str
    line: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which a language says otherwise than the others."""

    sure: float
    kind: str
    message: str
    present: tuple[str, ...]
    missing: tuple[str, ...]
    here: QuotedPassage
    others: tuple[QuotedPassage, ...]

    @property
    def differs(self) -> bool:
        """True if it is worth an editor's time at once; else it may be a way of saying it."""
        return self.sure >= SURE


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that was not compared, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkProof:
    """Findings in one work."""

    work: str
    languages: tuple[str, ...]
    rows: tuple[Difference, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    """Its files that could not be read."""
    cited: tuple[Digest, ...] = ()
    """What its files cite, and the date and title under which they are cited."""


@dataclass(frozen=True, slots=True)
class ProofreadResult:
    """The result of a run."""

    works: list[WorkProof] = field(default_factory=list)
    """The works that are there in two languages or more."""
    unread: tuple[UnreadFile, ...] = ()
    """Every file that could not be read, or does not say which work it is; one language alone included."""

    @property
    def rows(self) -> list[tuple[WorkProof, Difference]]:
        """All rows, the surest first, then by work."""
        found = [(work, row) for work in self.works for row in work.rows]
        return sorted(found, key=lambda pair: (-pair[1].sure, pair[0].work, pair[1].here.path, pair[1].here.line))

    @property
    def exit_status(self) -> ExitStatus:
        """FINDINGS where a language differs or a file could not be read, else DONE."""
        return ExitStatus.FINDINGS if self.unread or any(row.differs for _, row in self.rows) else ExitStatus.DONE
