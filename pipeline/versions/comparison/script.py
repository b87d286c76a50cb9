"""The edit script: the difference of two documents as a list of typed edits.

Gives the value classes that `compare` makes and every rendering reads. One script, many renderings:
JSON, text, summary, and the marked document from which Word, HTML and PDF redlines are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.document import Document
from pipeline.versions.comparison.align import Alignment
from pipeline.versions.comparison.words import WordEdit


class EditKind(StrEnum):
    """Kind of an edit."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    WORDS = "words"  # words replaced, inserted or deleted within
    FORM = "form"  # same words; other role, level, alignment or kinds of spaces
    METADATA = "metadata"  # symbol, title, date, job number …


class What(StrEnum):
    """To what it happened."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    ROW = "row"
    NOTE = "note"
    MASTHEAD = "masthead"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class EditPlace:
    """Place in one version: `part` is the anchor of the part ("" for the title block), `position` counts from 1."""

    anchor: str
    eid: str = ""
    label: str = ""
    part: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit. `old` is None for what was inserted, `new` for what was deleted."""

    kind: EditKind
    what: What
    old: EditPlace | None = None
    new: EditPlace | None = None
    old_text: str = ""
    new_text: str = ""
    words: tuple[WordEdit, ...] = ()
    exchanged_with: str = ""
    """For a move: anchor (in the new version) of the paragraph with which it has changed places."""
    name: str = ""
    """For metadata: which field. For a masthead field: its role."""


@dataclass(frozen=True, slots=True)
class EditScript:
    """The comparison of two documents: what belongs together, and what is different."""

    old: Document
    new: Document
    homes: Mapping[int, int]
    """Parts of the old version that are parts of the new one, by number (-1: title block)."""
    blocks: Alignment
    notes: Alignment
    fields: Alignment
    edits: tuple[Edit, ...]

    @property
    def equal(self) -> bool:
        """True if there is no edit."""
        return not self.edits

    def count(self) -> Counter[tuple[EditKind, What]]:
        """Return the number of edits of each kind."""
        return Counter((edit.kind, edit.what) for edit in self.edits)

    def note_pairs(self) -> dict[str, str]:
        """Return the ids of the old notes that are notes of the new version, with the ids they have there."""
        return {self.old.notes[i].id: self.new.notes[j].id for i, j in self.notes.pairs.items()}
