"""The prepared document as a whole: identity, masthead, title block, parts, notes.

Reading order: masthead, title, parts in order; each note is read at its mark.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.document.blocks import Block, Paragraph, Table
from pipeline.document.inlines import Change, Direction, Inline

HELD_DATE = "held date"
"""Sign: in a title of the source a no-break space is between day and month, and a space before the day."""
PROGRAMME_BUDGET = "programme budget"
"""Sign: the symbol is that of a section of the proposed programme budget ("A/81/6 (Sect. 13)")."""


class Kind(str):
    """Kind of document, a key of `templates/akn/classes.toml`: "resolution", "letter", "other".

    It names what readers are shown as the kind, and the styles that only this kind has ("letter-title").
    """

    __slots__ = ()

    @property
    def value(self) -> str:
        """The plain string."""
        return str(self)


class Body(StrEnum):
    """The issuing body, as far as it decides the form."""

    GENERAL_ASSEMBLY = "ga"
    SECURITY_COUNCIL = "sc"
    HUMAN_RIGHTS_COUNCIL = "hrc"
    OTHER = "other"


class MastheadRole(StrEnum):
    """Role of a field of the masthead, in the order in which a New York masthead prints them."""

    ORGANIZATION = "organization"  # "United Nations", upper left
    SYMBOL = "symbol"  # upper right
    ORGAN = "organ"  # "General Assembly", large
    DISTRIBUTION = "distribution"  # right block, from here …
    DATE = "date"
    LANGUAGE = "language"
    ORIGINAL = "original"  # … to here
    SUBSIDIARY = "subsidiary"  # below the second rule, from here …
    SESSION = "session"
    SESSION_DATES = "session-dates"
    COMMITTEE = "committee"
    AGENDA_ITEM = "agenda-item"
    AGENDA_TITLE = "agenda-title"
    DOCUMENT_TYPE = "document-type"
    OTHER = "other"  # … to here


@dataclass(frozen=True, slots=True, kw_only=True)
class MastheadField:
    """A field of the masthead, as printed."""

    role: MastheadRole
    inlines: tuple[Inline, ...]
    anchor: str = ""
    language: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Masthead:
    """The masthead: its fields in document order; empty fields are left out. `emblem` keeps the slot for the emblem."""

    fields: tuple[MastheadField, ...]
    emblem: bool = True

    def of(self, *roles: MastheadRole) -> tuple[MastheadField, ...]:
        """Return the fields of these roles, in document order."""
        return tuple(f for f in self.fields if f.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The foot of page 1."""

    job_number: str = ""
    """As printed, "23-26263 (E)"; empty if not assigned."""
    bar_code: str = ""
    """Digits of the bar code, "2326263"; empty if there is no job number."""
    address: str = ""
    """Address in the QR code; empty if the symbol is not assigned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: `mark` as the source gives it ("1", "*"), `printed` as set at text and note ("(1)" in Arabic)."""

    id: str
    """Unique in the document, usable as an anchor."""
    mark: str
    printed: str
    blocks: tuple[Paragraph, ...]
    eid: str = ""
    front: bool = False
    """True for notes to the masthead (reissue notes), which are on page 1 above the numbered notes and may have no
    mark in the text."""
    typed: bool = False
    """The source types the number as text of the note: no format may leave it to automatic numbering."""
    change: Change | None = None
    """Only in a marked document: the note as a whole is in one version only."""
    former: str = ""
    """Only in a marked document, on a note that is in both versions: the number that the old one counts it with,
    if that is another."""


class PartKind(StrEnum):
    """Kind of a part of a document."""

    MAIN = "main"
    COMPONENT = "component"
    ANNEX = "annex"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part: the main text, a component of a collection, an annex, an appendix."""

    kind: PartKind
    anchor: str
    blocks: tuple[Block, ...]
    eid: str = ""
    label: str = ""
    """Plain words that name it in a list of contents: "Annex", "Appendice"; empty for the main text."""
    new_page: bool = False
    language: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Identity of the document: everything that the metadata of an output need and that forms are chosen by."""

    title: str
    kind: Kind
    """What readers are shown as its kind."""
    body: Body
    language: str
    """BCP 47 ("en", "zh-Hans")."""
    language_code: str
    """ISO 639-2/T ("eng")."""
    direction: Direction
    date: datetime.date
    """The date that goes into outputs."""
    symbol: str = ""
    """Document symbol; empty if not assigned."""
    symbol_printed: str = ""
    """As it is in masthead and running heads; "A/62/…" while not assigned."""
    running_title: str = ""
    """Title in the running heads of resolutions."""
    work: str = ""
    expression: str = ""
    session: int | None = None
    official: bool = True
    """False for a text that is not a United Nations document: no masthead, no running heads."""
    unassigned: tuple[str, ...] = ()
    """What is not assigned yet ("symbol", "date", "job number"): the document is provisional."""
    authors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()
    """Signs in the source of how it was printed: classes of paragraphs, "untabbed title", `HELD_DATE`."""
    source_name: str = ""
    """File name of the source, without folders."""
    source_sha256: str = ""
    recovered: bool = False
    """True if the source was malformed and this is what recovery gave."""
    styled_as: str = ""
    """The kind whose styles it takes, if that is not its own."""

    @property
    def style_kind(self) -> str:
        """The kind whose styles it takes."""
        return self.styled_as or self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture as it goes into files: PNG or JPEG, checked."""

    data: bytes
    media_type: str
    """`image/png` or `image/jpeg`."""
    width: int
    height: int
    """Pixels."""
    source: str
    """Path of the file beside the XML, as the source gives it."""
    original: bytes = b""
    """The bytes of that file, if they are others (an SVG, which is drawn as pixels)."""

    @property
    def suffix(self) -> str:
        """Suffix of a file with it."""
        return "jpg" if self.media_type == "image/jpeg" else "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The changes that a marked document shows: who made them, when, from which version to which.

    They are the difference of two versions, or (`own`) those that the source itself marks.
    """

    author: str
    date: datetime.date
    old: str
    """Name of the old version as readers know it: symbol, or number, and expression."""
    new: str
    summary: str = ""
    """One sentence: "12 paragraphs changed, 2 moved, 1 added."."""
    own: bool = False
    """True if no two versions are compared: the source itself marks what was inserted and deleted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of a writer on a block that it could only set as plain text; the eId leads to its line in the source."""

    what: str
    eid: str = ""
    """eId of the block in the source; "" if it has none."""
    begins: str = ""
    """Its first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Blocks at particular places on pages, by their anchors."""

    landscape: frozenset[str] = frozenset()
    """Those on landscape pages."""
    at_edge: frozenset[str] = frozenset()
    """Titles and notes of tables wider than the text column: they begin where their table does, and are as wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A prepared document."""

    identity: Identity
    parts: tuple[Part, ...]
    title: tuple[Block, ...] = ()
    """The title block between masthead and text."""
    masthead: Masthead | None = None
    imprint: Imprint = Imprint()
    notes: tuple[Note, ...] = ()
    """In the order of their marks; front notes first."""
    warnings: tuple[str, ...] = ()
    """Things that preparing rendered plainly: unknown elements, links that lead nowhere."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """By key: the first 16 digits of the SHA-256 of the file in the source."""
    revision: Revision | None = None
    """Only in a marked document: blocks, rows, notes and inlines may carry a `Change`."""
    places: Places | None = None
    """The places of its blocks on pages; None until they are decided."""

    def dated(self, date: datetime.date) -> Document:
        """Return the document with another date in its outputs, that of the changes that its source marks included."""
        own = self.revision is not None and self.revision.own
        revision = replace(self.revision, date=date) if self.revision and own else self.revision
        return replace(self, identity=replace(self.identity, date=date), revision=revision)

    def blocks(self) -> Iterator[Block]:
        """Yield every block of title and parts in reading order."""
        yield from self.title
        for part in self.parts:
            yield from part.blocks

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph in reading order, those in cells included, notes left out."""
        for block in self.blocks():
            if isinstance(block, Table):
                yield from (p for row in block.rows for cell in row.cells for p in cell.blocks)
            elif isinstance(block, Paragraph):
                yield block

    def note(self, note_id: str) -> Note:
        """Return the note with this id. Raises KeyError if there is none."""
        for note in self.notes:
            if note.id == note_id:
                return note
        raise KeyError(note_id)
