"""The one interface of all rules.

Gives `Rule`, the decorators `rule` and `batch_rule` that make one from a function, and `REGISTER`, the
rules in the order of their ids once `pipeline.validate.rules` is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.validate.model.finding import Hit, Severity

if TYPE_CHECKING:
    from pipeline.validate.model.batch import Batch, BatchHit
    from pipeline.validate.model.subject import AknFile

Habit = Literal["y", "s", "n", "-"]
"""Whether the published files deviate [strict habits]: y habitually, s some, n hardly, - class absent."""

Check = Callable[["AknFile"], Iterator[Hit]]
BatchCheck = Callable[["Batch"], "Iterator[BatchHit]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: who it is, what it asks, and the function that yields what offends it."""

    id: str
    title: str
    severity: Severity
    clause: str
    habit: Habit
    reads: str
    """Elements and attributes it looks at, or `files of a work` for a rule over several files."""
    suggestion: str
    subject: str
    """Module of the rule: the heading under which it is listed."""
    check: Check | None = None
    check_batch: BatchCheck | None = None

    @property
    def profile(self) -> str:
        """In which profiles the rule reports each place: `strict`, or `strict, corpus`."""
        return "strict" if self.habit == "y" else "strict, corpus"


REGISTER: dict[str, Rule] = {}


def rule(
    identifier: str, severity: Severity, habit: Habit, clause: str, title: str, *, reads: str, suggestion: str
) -> Callable[[Check], Check]:
    """Register a function that checks one file."""

    def register(check: Check) -> Check:
        subject = check.__module__.rpartition(".")[2]
        _add(Rule(identifier, title, severity, clause, habit, reads, suggestion, subject, check=check))
        return check

    return register


def batch_rule(
    identifier: str, severity: Severity, habit: Habit, clause: str, title: str, *, suggestion: str
) -> Callable[[BatchCheck], BatchCheck]:
    """Register a function that compares the files of a batch."""

    def register(check: BatchCheck) -> BatchCheck:
        subject = check.__module__.rpartition(".")[2]
        reads = "files of a work"
        _add(Rule(identifier, title, severity, clause, habit, reads, suggestion, subject, check_batch=check))
        return check

    return register


def engine_rule(identifier: str, severity: Severity, title: str, *, reads: str, suggestion: str) -> None:
    """Register a rule that the engine itself applies: files that cannot be read, suppressions."""
    _add(Rule(identifier, title, severity, "project", "-", reads, suggestion, "engine"))


def _add(new: Rule) -> None:
    if new.id in REGISTER:
        raise ValueError(f"two rules are called {new.id}")
    REGISTER[new.id] = new
