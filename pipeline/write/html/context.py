"""What the parts of the page writer share while one page is written.

Reads a `Document` and its form. Gives `Context`: words, form, and the account of note marks met so far.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pipeline.document import Direction, Document, Note
from pipeline.forms import Form
from pipeline.languages.records import Strings
from pipeline.layout.cascade import Cascade


@dataclass(slots=True)
class Context:
    """One page in the making."""

    document: Document
    form: Form
    words: Strings
    notes: Mapping[str, Note]
    """By id."""
    cascade: Cascade
    language: str
    """Of the part that is being written."""
    landscape: Collection[str] = ()
    """Anchors of the blocks that are on landscape pages in print."""
    marks: dict[str, list[str]] = field(default_factory=dict)
    """Ids of the marks of each note, in reading order; filled while the text is written."""
    tables: int = 0
    """Tables met so far."""
    main_heading_written: bool = False
    """True as soon as the page has its one h1."""

    @property
    def says_changes(self) -> bool:
        """True if the source itself marks insertions and deletions, which are then said in words too."""
        return self.document.revision is not None and self.document.revision.own

    def call(self, note: str) -> str:
        """Return the id for one more mark of a note. The tilde keeps it apart from all eIds."""
        marks = self.marks.setdefault(note, [])
        marks.append(f"ref~{note}~{len(marks) + 1}")
        return marks[-1]

    @property
    def rtl(self) -> bool:
        """True if the document runs from right to left."""
        return self.document.identity.direction is Direction.RTL
