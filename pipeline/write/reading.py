"""What a reader finds in a written file.

Gives `Reading`: the text as a person meets it, and the document's own text apart from what a form adds.
The proof asks for the first, the content hash for the second; both come from one reader for each format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import groupby
from typing import NamedTuple


class Part(IntEnum):
    """Part of the document that a piece of text belongs to."""

    TEXT = 0
    MASTHEAD = 1
    """A field of the masthead; pieces of one field have the same number."""
    NOTE = 2
    """A note; pieces of one note have the same number."""
    ADDED = 3
    """What the form or the format adds: generated words, marks of notes, repeated heads."""


Piece = tuple[Part, int, str]
"""What a stretch of text belongs to, the number of its field or note, its characters."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's own text: fields of the masthead, the text in reading order, the notes. Nothing that a form adds."""

    masthead: tuple[str, ...]
    text: str
    notes: tuple[str, ...]


class Box(NamedTuple):
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Clash(NamedTuple):
    """Two characters printed over each other: which, where, and the text around them."""

    pair: str
    left: float
    bottom: float
    context: str


class PageLook(NamedTuple):
    """Look of a page."""

    width: float
    height: float
    runs: tuple[Box, ...]
    """Boxes of the runs of text."""
    clashes: tuple[Clash, ...]
    pictured: bool
    """It has pictures, or so much text that it was not asked for them."""


class Sort(StrEnum):
    """Things counted besides words, as messages name one of them."""

    PICTURE = "picture"
    TABLE = "table"
    NOTE = "note"
    MARK = "note mark"
    LINK = "link"
    QUOTE = "quotation mark"
    INSERTION = "insertion"
    DELETION = "deletion"


Counts = Callable[[Sort], Sequence[str]]
FRAME = "frame"
"""Stands for a table of one column that a format shows as a frame around text."""


def cells_of(rows: Iterable[int]) -> str:
    """Return a table as it is counted: how many cells begin in each of its rows; rows without any are left out."""
    return " ".join(str(cells) for cells in rows if cells)


class Reading:
    """A file that was read back. Each view is made when it is first asked for."""

    def __init__(
        self,
        seen: Callable[[], str],
        parts: Callable[[], Parts],
        structured: Callable[[], str] = str,
        pages: Callable[[], tuple[PageLook, ...]] = tuple,
        count: Callable[[], int | None] = lambda: None,
        counts: Counts = lambda sort: (),
    ) -> None:
        """Take the functions that make the views."""
        self._seen, self._parts, self._structured, self._pages = seen, parts, structured, pages
        self._count, self._counts = count, counts

    @classmethod
    def of(cls, pieces: Iterable[Piece], counts: Counts = lambda sort: ()) -> Reading:
        """Return the reading of a file that is found piece by piece, in the order in which a person meets them."""
        found = list(pieces)
        return cls(lambda: "".join([text for _, _, text in found]), lambda: parts_of(found), counts=counts)

    def counted(self, sort: Sort) -> tuple[str, ...]:
        """Return what the file holds of one kind, in order: of what is counted alone an empty string each.

        Pictures by their alternative text, tables as `cells_of` has them or `FRAME`, marks as printed, links by their
        address (those inside the document with `#`), insertions and deletions by their words. Quotation marks are
        found in `seen`.
        """
        return tuple(self._counts(sort))

    @cached_property
    def seen(self) -> str:
        """The text as a person meets it; what is hidden, and lists of contents, do not count."""
        return self._seen()

    @cached_property
    def structured(self) -> str:
        """Text as in `seen`, without running heads and feet, in the file's own order, marks of notes apart.

        "" if the order in which a person meets the text is that of the structure, or the file has none.
        """
        return self._structured()

    @cached_property
    def pages(self) -> tuple[PageLook, ...]:
        """Look of each page; () for a format without pages."""
        return self._pages()

    @cached_property
    def page_count(self) -> int | None:
        """The number of pages; None for a format without pages."""
        return self._count()

    @cached_property
    def parts(self) -> Parts:
        """The document's own text."""
        return self._parts()


def parts_of(pieces: list[Piece]) -> Parts:
    """Return the own text of a document whose pieces these are, in order."""
    own = "".join([text for part, _, text in pieces if part is Part.TEXT])
    return Parts(_numbered(pieces, Part.MASTHEAD), own, _numbered(pieces, Part.NOTE))


def _numbered(pieces: list[Piece], chosen_part: Part) -> tuple[str, ...]:
    """Return the texts of all fields or notes, by their number."""
    chosen = sorted(((number, text) for part, number, text in pieces if part is chosen_part), key=lambda item: item[0])
    return tuple("".join(text for _, text in group) for _, group in groupby(chosen, key=lambda item: item[0]))
