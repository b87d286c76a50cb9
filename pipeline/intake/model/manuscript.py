"""The raw document: a file as a sequence of lines and tables whose roles are not known yet.

Model between the readers (`word`, `text`) and `recognise`. Its runs are those of `pipeline.characters.whitespace`: tabs
are in their text, spaces are as typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.characters.whitespace import Raw, plain
from pipeline.document import Align, CellSetting, Letters, MastheadRole, Newspaper, Valign
from pipeline.intake.model.arrived import Held
from pipeline.intake.model.doubts import Doubts

OWN = "SourceSHA256"
"""Name of a property that only files of this project have."""


class Distances(NamedTuple):
    """Spaces around a paragraph of the text, in points."""

    before: float
    after: float
    line: float
    """Height of each of its lines."""
    alike: bool = False
    """True if there is no space between it and a neighbour of the same style."""


@dataclass(slots=True, kw_only=True)
class RawLine:
    """A paragraph of the file."""

    runs: list[Raw]
    place: str
    """Where it is, in words for the report: "paragraph 12"."""
    style: str = ""
    """Name of its style as the tables of styles know it; "" if there is none."""
    number: str = ""
    """Label made by the automatic numbering of the file ("(a)"). Typed numbers are in the runs."""
    depth: int = 0
    """Level of that numbering, from 0."""
    series: str = ""
    """Name of that numbering; levels of one numbering can be compared."""
    left: int = 0
    """Twips by which its lines are set in, apart from the first."""
    first: int = 0
    """Twips by which its first line is set in further than the others."""
    right: int = 0
    """Twips by which its lines end before the margin."""
    placed: bool = False
    """True if the paragraph itself has indents, besides those of its style."""
    align: Align | None = None
    letters: Letters | None = None
    """Spacing and width of its letters, if they differ from its style."""
    setting: CellSetting | None = None
    """How it is set in its cell; None outside cells, and in tables that the form sets."""
    distances: Distances | None = None
    """Spaces and height of lines. None in boxes and in cells, except for the empty lines of a cell that is set as in
    the file.
    """
    above: float | None = None
    """Points between it and the line or table above, with the empty lines between; None if not known."""
    keep: bool = False
    """In a cell: True if its row is on the same page as the next row."""
    bookmarks: tuple[str, ...] = ()
    page_break: bool = False
    landscape: bool = False
    """True in a section of landscape pages."""
    newspaper: Newspaper | None = None
    """The columns of its section, if there are several."""
    masthead: MastheadRole | None = None
    """The field of the masthead that follows from its place in the head of page 1."""

    @property
    def text(self) -> str:
        """Its characters, without an automatic number."""
        return plain(self.runs)


@dataclass(slots=True, kw_only=True)
class GridCell:
    """A cell of a table, where it begins."""

    lines: list[RawLine]
    tables: list[tuple[int, RawTable]] = field(default_factory=list)
    """Tables in it, each with the number of lines before it."""
    columns: int = 1
    rows: int = 1
    align: Align | None = None
    valign: Valign | None = None


@dataclass(slots=True, kw_only=True)
class RawTable:
    """A table: rows of cells, without the cells that only continue one above."""

    rows: list[list[GridCell]]
    place: str
    heads: int = 0
    """Number of head rows."""
    widths: tuple[int, ...] = ()
    """Widths of the columns in twips."""
    size: float | None = None
    """Size of its type in points, if it differs from that of most tables."""
    leading: float | None = None
    """Points from line to line of its body, if they differ from those of most tables."""
    bookmarks: tuple[str, ...] = ()
    page_break: bool = False
    landscape: bool = False
    """True in a section of landscape pages."""
    above: float | None = None
    """Points between it and the line or table above, with the empty lines between; None if not known."""
    newspaper: Newspaper | None = None
    """The columns of its section, if there are several."""

    def lines(self) -> Iterator[RawLine]:
        """Yield the lines of all cells, also those of tables within cells."""
        for cell in (cell for row in self.rows for cell in row):
            at = 0
            for place, table in cell.tables:
                yield from cell.lines[at:place]
                yield from table.lines()
                at = place
            yield from cell.lines[at:]


@dataclass(slots=True, kw_only=True)
class RawNote:
    """A note: its mark and its text. Runs call it by its id."""

    id: str
    mark: str
    lines: list[RawLine]
    front: bool = False
    """True for a note to the head of page 1 that was typed as a line with asterisks."""


Piece = RawLine | RawTable


@dataclass(slots=True, kw_only=True)
class RawDocument:
    """A whole file."""

    name: str
    pieces: list[Piece] = field(default_factory=list)
    masthead: list[RawLine] = field(default_factory=list)
    """Lines of the head of page 1, each with its field if that is known."""
    remarks: list[RawNote] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    """Properties of the file by the names of the UN's own files: Symbol1, JobNo, Language, Work …"""
    language: str = ""
    """BCP 47; "" if the file names no language."""
    doubts: Doubts = field(default_factory=Doubts)
    held: Held = field(default_factory=Held)
    """Contents of the file, counted apart from the reader."""
    fields: int = 0
    """Number of tables that hold the masthead, whose cells became fields."""
    marks: int = 0
    """Number of pictures of the masthead in the text, such as the emblem, which the form draws itself."""
    media: dict[str, bytes] = field(default_factory=dict)
    """Files of the pictures that the XML shows, by their paths relative to the XML."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Files of the pictures by the names that runs use."""

    @property
    def is_own(self) -> bool:
        """True for a file that this project made: its styles and bookmarks identify each line."""
        return OWN in self.properties

    def lines(self) -> Iterator[RawLine]:
        """Yield the lines of the text, also those in tables."""
        for piece in self.pieces:
            if isinstance(piece, RawLine):
                yield piece
            else:
                yield from piece.lines()
