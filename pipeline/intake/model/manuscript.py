"""The manuscript: a file as a sequence of lines and tables, nothing decided yet.

Gives the neutral model between the readers (`word`, `text`) and `recognise`. Runs are those of
`pipeline.characters.whitespace`: tabs are in their text, spaces are as typed.
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
"""A property that only files made by this project have."""


class Distances(NamedTuple):
    """Points of a paragraph of the text."""

    before: float
    after: float
    line: float
    """Height of one of its lines."""
    alike: bool = False
    """There is no space between it and a neighbour of the same style."""


@dataclass(slots=True, kw_only=True)
class RawLine:
    """A paragraph of the file."""

    runs: list[Raw]
    place: str
    """Where it is, for a reader: "paragraph 12"."""
    style: str = ""
    """Name of its style as the tables of styles know it; "" if there is none."""
    number: str = ""
    """The label that the file's own numbering makes ("(a)"); typed numbers are in the runs."""
    depth: int = 0
    """Level of that numbering, from 0."""
    series: str = ""
    """Name of that numbering; levels compare only within one."""
    left: int = 0
    """Twips by which the text is set in, first line apart."""
    first: int = 0
    """Twips by which the first line is set in further."""
    right: int = 0
    """Twips by which the end of its lines is set in."""
    placed: bool = False
    """It says its indents itself, apart from its style."""
    align: Align | None = None
    letters: Letters | None = None
    """Setting of its letters, if it is another than that of its style."""
    setting: CellSetting | None = None
    """How it is set in its cell, if it is in one."""
    distances: Distances | None = None
    """None in boxes and in cells, but for the empty lines of a cell that is set as the file has it."""
    above: float | None = None
    """Points between it and the piece above, empty lines counted, if they are known."""
    keep: bool = False
    """In a cell: its row is on the page of the next one."""
    bookmarks: tuple[str, ...] = ()
    page_break: bool = False
    landscape: bool = False
    """It is in a section of landscape pages."""
    newspaper: Newspaper | None = None
    """The columns of its section, if there are several."""
    masthead: MastheadRole | None = None
    """Its field of the masthead, if that follows from its place (the head of page 1)."""

    @property
    def text(self) -> str:
        """Its characters, the number of the file's own numbering left out."""
        return plain(self.runs)


@dataclass(slots=True, kw_only=True)
class GridCell:
    """A cell of a table at the place where it begins."""

    lines: list[RawLine]
    tables: list[tuple[int, RawTable]] = field(default_factory=list)
    """Tables in it, each with the number of lines before it."""
    columns: int = 1
    rows: int = 1
    align: Align | None = None
    valign: Valign | None = None


@dataclass(slots=True, kw_only=True)
class RawTable:
    """A table: rows of cells, spans resolved."""

    rows: list[list[GridCell]]
    place: str
    heads: int = 0
    """Rows at the beginning that are heads."""
    widths: tuple[int, ...] = ()
    """Twips of each column."""
    size: float | None = None
    """Points of its type, if it is not that of most tables."""
    leading: float | None = None
    """Points from line to line of its body, if they are not those of most tables."""
    bookmarks: tuple[str, ...] = ()
    page_break: bool = False
    landscape: bool = False
    """It is in a section of landscape pages."""
    above: float | None = None
    """Points between it and the piece above, empty lines counted, if they are known."""
    newspaper: Newspaper | None = None
    """The columns of its section, if there are several."""

    def lines(self) -> Iterator[RawLine]:
        """Yield all lines in its cells, those of tables in them included."""
        for cell in (cell for row in self.rows for cell in row):
            at = 0
            for place, table in cell.tables:
                yield from cell.lines[at:place]
                yield from table.lines()
                at = place
            yield from cell.lines[at:]


@dataclass(slots=True, kw_only=True)
class RawNote:
    """A note: its mark and its text; runs call it by its id."""

    id: str
    mark: str
    lines: list[RawLine]
    front: bool = False
    """True for a note to the head of page 1, typed there as a line with asterisks."""


Piece = RawLine | RawTable


@dataclass(slots=True, kw_only=True)
class RawDocument:
    """A whole file."""

    name: str
    pieces: list[Piece] = field(default_factory=list)
    masthead: list[RawLine] = field(default_factory=list)
    """Lines of the head of page 1, each with its field where that is known."""
    remarks: list[RawNote] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    """Properties of the file by the names of the UN's own files: Symbol1, JobNo, Language, Work …"""
    language: str = ""
    """BCP 47; "" if the file names no language."""
    doubts: Doubts = field(default_factory=Doubts)
    held: Held = field(default_factory=Held)
    """What the file holds, counted apart from what was read of it."""
    fields: int = 0
    """Tables that hold the masthead, whose cells are its fields."""
    marks: int = 0
    """Pictures of a masthead in the text, such as the emblem, which the form draws itself."""
    media: dict[str, bytes] = field(default_factory=dict)
    """The files of the pictures that the XML shows, by their paths relative to it."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The files of the pictures by the names that runs have."""

    @property
    def is_own(self) -> bool:
        """True for a file that this project has made of a document: its styles and bookmarks say what each line is."""
        return OWN in self.properties

    def lines(self) -> Iterator[RawLine]:
        """Yield the lines of the text, those in tables included."""
        for piece in self.pieces:
            if isinstance(piece, RawLine):
                yield piece
            else:
                yield from piece.lines()
