"""Inlines of the prepared document: text runs, note marks, breaks and tabs.

Gives flat runs: neighbours that look alike are merged, a link over several looks is the same `Link` on
each of its runs. Text is as printed: no layout white space, no soft hyphens, no zero-width marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntFlag, StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """Base direction of a block, or of an isolated run."""

    LTR = "ltr"
    RTL = "rtl"


class Look(IntFlag):
    """Look of a run; looks combine (`Look.BOLD | Look.ITALIC`)."""

    PLAIN = 0
    ITALIC = 1
    BOLD = 2
    UNDERLINE = 4
    STRIKE = 8
    SMALL_CAPS = 16
    RAISED = 32
    LOWERED = 64


class Letters(NamedTuple):
    """Setting of the letters of a paragraph or a run."""

    spacing: float
    """Points between letters."""
    scale: float
    """Width of the letters; 1 is that of the font."""


class Change(StrEnum):
    """Mark of a *marked document*: in which version the marked thing is.

    Two versions were merged into one, or the source itself marks words as inserted and deleted.

    Unmarked (None) is in both. Accepting all changes keeps what is unmarked, INSERTED and MOVED_TO (the new
    text); rejecting all keeps what is unmarked, DELETED and MOVED_FROM (the old text). A mark on a block holds for
    the block as a paragraph; its inlines carry marks of their own, always, so a writer of runs needs only those.
    """

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"

    @property
    def is_new(self) -> bool:
        """True if the marked thing is only in the new version (at this place)."""
        return self in (Change.INSERTED, Change.MOVED_TO)


_LINE = 12.0
"""Points from line to line of a text. Chosen: the leading of the forms."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `target` is an absolute, percent-encoded URI, or `#anchor` of a block, part or note of this document.

    In the contents of a set, which are made by the program, it may be `./path` of a file beside the page, which only
    formats for the screen can follow.
    """

    target: str
    iri: str = ""
    """Akoma Ntoso IRI of the text cited; "" if the source gives none."""

    @property
    def internal(self) -> bool:
        """True if the target is in this document."""
        return self.target.startswith("#")


@dataclass(frozen=True, slots=True)
class Former:
    """State of a run in the old version, besides its characters. Only in a marked document."""

    look: Look = Look.PLAIN
    link: Link | None = None
    language: str = ""
    isolate: Direction | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters with one look, one link, one language and one direction."""

    text: str
    look: Look = Look.PLAIN
    link: Link | None = None
    language: str = ""
    """BCP 47, only where it differs from the document's."""
    isolate: Direction | None = None
    """Direction with which the run is isolated from the text around it (a symbol inside Arabic). Runs that follow
    each other with the same direction (a title over several looks) are one passage: one isolate around all."""
    date: str = ""
    """ISO date of the words of the run; "" if the source gives none."""
    generated: bool = False
    """True for characters that the form adds and the source does not contain."""
    change: Change | None = None
    """Only in a marked document."""
    former: Former | None = None
    """Only in a marked document, on a run that is in both versions and is otherwise in the old one."""
    letters: Letters | None = None
    """Only if the source sets them closer or wider than those of its paragraph."""

    def as_formerly(self) -> Text:
        """Return the run as the old version has it."""
        f = self.former
        if f is None:
            return self
        return replace(self, look=f.look, link=f.link, language=f.language, isolate=f.isolate, former=None)


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place where a note is called; `note` is the id of the `Note`."""

    note: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that belongs to the text (address lines, closing lines, title lines)."""

    change: Change | None = None
    printed: bool = False
    """The source has a space: only the print, whose column has a fixed width, begins a line here."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the next column: signature lines, columns typed with tabs."""

    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its line, or alone in a paragraph of its own."""

    file: str
    """Its key in `Document.pictures`; "" if the file cannot be shown, so that `alt` stands for it."""
    alt: str
    """What it shows, in words; never empty."""
    width: float = 0.0
    height: float = 0.0
    """Points, as large as the source wants it; a writer makes it smaller if its column is narrower."""
    change: Change | None = None

    @property
    def in_line(self) -> bool:
        """True for one no higher than a line of text: it stays where it is among the words."""
        return 0 < self.height <= _LINE and self.change is None and bool(self.file)

    @property
    def words(self) -> str:
        """The words that stand for it in text."""
        return f"[{self.alt}]"

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return the width and height in points, made smaller in proportion if they exceed the space given."""
        share = min(1.0, width / self.width, height / self.height) if self.width and self.height else 1.0
        return self.width * share, self.height * share


Inline = Text | NoteMark | LineBreak | Tab | Picture


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the characters of `inlines`: a space for each break and tab, the words for a picture, no note marks."""
    return "".join([_plain(i) for i in inlines])


def _plain(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Picture):
        return inline.words
    return "" if isinstance(inline, NoteMark) else " "


def read_text(inlines: Sequence[Inline]) -> str:
    """Return the characters as one version has them: of a marked document the new one, the old one where that has
    none.
    """
    new = plain_text(i for i in inlines if i.change is None or i.change.is_new)
    return new or plain_text(inlines)
