"""What the validator says about one place of a file.

Gives `Severity`, `Finding` (what users see) and `Hit` (what a rule yields before it has a place).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lxml import etree


class Severity(StrEnum):
    """Severity of a finding: an error makes the run fail, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Fixable(StrEnum):
    """Way in which a finding can be fixed, if it can."""

    NO = "no"
    """A person has to decide."""
    OFFERED = "offered"
    """An edit is offered, which a person accepts or not."""
    TRIED = "tried"
    """`--fix` changes tags or a value, if what else is in the file leaves one way only."""
    SAFE = "safe"
    """`--fix` makes the edit that is offered: it needs no judgement."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding is about, in the same file or another one."""

    file: str
    line: int
    column: int
    message: str
    """What is there."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace the characters from one place to another by `text`: what a quick fix does. Lines, columns 1-based."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. Line and column are 1-based, 0 if there is no place in the file."""

    file: str
    line: int
    column: int
    eid: str
    """Nearest eId: of the element or of its nearest ancestor that has one; "" if there is none."""
    number: str
    """Number printed at the nearest numbered unit ("12.", "a)"); "" if there is none."""
    rule: str
    severity: Severity
    message: str
    clause: str = ""
    suggestion: str = ""
    within: tuple[str, ...] = ()
    """eIds of the element and of all around it, from the inside out."""
    end_line: int = 0
    end_column: int = 0
    """Where what is reported ends (after its last character); 0 if only its beginning is known."""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    """Edits that settle this finding alone; () if a person has to decide."""
    fixable: Fixable = Fixable.NO

    def __str__(self) -> str:
        """Return `file:line:column: severity rule message`."""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.rule} {self.message}"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorting key: by file, then place, then rule."""
        return self.file, self.line, self.column, self.rule, self.message


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that breaks a rule: a start tag, one of its attributes, or a character of its text."""

    node: etree._Element
    message: str
    suggestion: str = ""
    """What to do; "" takes the rule's own advice."""
    attribute: str = ""
    offset: int = -1
    """Character of `node.text` (of `node.tail` with `tail`); -1 points at the start tag."""
    tail: bool = False
    severity: Severity | None = None
    """Lighter than the rule itself, where the place makes it so; None takes the severity of the rule."""
    length: int = 0
    """Characters that it covers from `offset` on, within the same piece of text; 0 if only the place is known."""
    replacement: str | None = None
    """What a quick fix writes for these characters; None if a person has to decide."""
    fixable: Fixable = Fixable.NO
    refusal: str = ""
    """Why `--fix` leaves what it finds; "" takes the rule's own advice."""
    related: tuple[tuple[etree._Element, str], ...] = ()
    """Other elements that it is about, each with what is there."""
