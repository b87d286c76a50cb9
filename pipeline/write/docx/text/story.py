"""What the runs and paragraphs of one part need to know of the document and of their part.

Gives `Story`: one for the body, one for the notes; they share the bookmarks and
the revisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from pipeline.document import Direction, Document, Places, Remark
from pipeline.forms import Form
from pipeline.write.docx.ooxml.bookmarks import Bookmarks
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.languages import Language
from pipeline.write.docx.ooxml.parts import Part
from pipeline.write.docx.styles.stylesheet import StyleSheet
from pipeline.write.docx.text.revisions import Revisions


class Numbers(Protocol):
    """Numbering of the notes by Word."""

    @property
    def start(self) -> int:
        """The number of the first note."""

    @property
    def former_start(self) -> int:
        """The number of the first note in the old version of a marked document."""


class Calls(Protocol):
    """Setter of note marks."""

    @property
    def numbering(self) -> Numbers:
        """Numbers by which Word numbers the notes."""

    def call(self, note_id: str) -> list[Element]:
        """Return the runs of the mark of a note, at the place where the note is called."""


class Links:
    """The outside addresses of a part, each one relationship."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._ids: dict[str, str] = {}

    def id(self, address: str) -> str:
        """Return the relationship of `address`."""
        if address not in self._ids:
            name = self._ids[address] = f"rIdLink{len(self._ids) + 1}"
            self._part.outside(name, address)
        return self._ids[address]


@dataclass(slots=True, kw_only=True)
class Story:
    """A part with running text: its styles, language, direction, links, bookmarks and note marks."""

    document: Document
    sheet: StyleSheet
    language: Language
    part: Part
    bookmarks: Bookmarks
    revisions: Revisions
    places: Places = field(default_factory=Places)
    """The places of the blocks on pages."""
    remarks: list[Remark] = field(default_factory=list)
    """What could only be set plainly."""
    calls: Calls | None = None
    """None in the notes themselves, which call no notes."""
    links: Links = field(init=False)
    form: Form = field(init=False)
    direction: Direction = field(init=False)

    def __post_init__(self) -> None:
        self.links = Links(self.part)
        self.form = self.sheet.form
        self.direction = self.document.identity.direction
