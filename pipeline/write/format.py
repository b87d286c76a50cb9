"""The record of a format: everything that the program knows of it.

Reads a `Document`, never Akoma Ntoso. Gives `Format`, and what writers take and give (`Options`, `Written`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Any

from pipeline.document import Document, Remark
from pipeline.write.reading import Reading, Sort


@dataclass(frozen=True, slots=True)
class Written:
    """Result of a writer: the file, its number of pages if it has any, and what it could only draw plainly."""

    data: bytes
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """Warnings on a block, whose place in the source is still to be found."""
    starts: Mapping[str, int] = field(default_factory=dict)
    """Of a format with pages: the page, counted from 1, on which each anchor is."""


@dataclass(frozen=True, slots=True)
class Options:
    """Differences between two writings of one document; `attachment` is the source file, attached as it is."""

    attachment: bytes = b""
    strict_glyphs: bool = False


Writer = Callable[[Document, Options], Written]
Reader = Callable[[bytes, str], Reading]
Look = Callable[[bytes, bytes], Iterable[str]]


class Agreement(StrEnum):
    """Agreement of the text read back from a file with its document, the closest first (docs/manifest.md)."""

    SEQUENCE = "sequence"
    """The same text in the same order: the file has the content hash of its document."""
    WORDS = "words"
    """The same words, as often: columns are side by side."""
    LETTERS = "letters"
    """The same letters and digits, as often: words are broken in columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Declared deviations of a format in words. Each makes the proof allow for one thing, and count it.

    A deviation that is not declared is a loss.
    """

    order_floor: float
    """Least share of words in order; 0 if the layout may interleave columns. Not asked of right-to-left text whose
    letters come back in another order."""
    rows_part: bool = False
    """Rows of tables go on over a page's end, and pages are read one by one: words in tables are not asked for order
    if the rest is in order and no more rows are touched than pages turn."""
    notes_part: bool = False
    """Notes that the format counts itself are at their marks, the others at the end: each is in order by itself."""
    columns: bool = False
    """The lines of columns side by side come back one by one: between the pieces of a word broken in a narrow column
    are words of the next."""
    marks_touch: bool = False
    """A note mark is close to the figure before it: "2022" with mark 1 reads "20221"."""
    vowel_marks: bool = True
    """False if Arabic vowel marks do not come back at their letter."""
    letters_move: bool = False
    """Letters of right-to-left words come back in another order or cut otherwise."""
    shows: frozenset[Sort] = frozenset(Sort)
    """What besides words the format shows so that its reader can count it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that documents are written in. Adding one: a package with a writer, a reader and this record."""

    name: str
    """Name on the command line, and suffix of its files."""
    label: str
    """Name for readers, the same in all languages."""
    media_type: str
    """Media type with its parameters (RFC 6838)."""
    writer: str
    """`module:function` that writes it; loaded on first use."""
    reader: str
    """`module:function` that reads it back, importing nothing of the writer; loaded on first use."""
    traits: Traits
    inert: str = ""
    """`module:function` that names what in a file runs, fetches, or is not a mark of the document; loaded on first use.
    It takes the file and the XML from which it was made. "": nothing in a file of this format can."""
    agreement: Agreement = Agreement.SEQUENCE
    """How closely the text of a file of this format must at least agree with its document."""
    default: bool = False
    """True if a build makes it by default."""
    published: bool = True
    """True if the site offers it for the texts of source/."""
    enclosed: bool = False
    """True if feeds carry it."""
    previewed: bool = False
    """True if the preview offers it."""
    redlines: bool = False
    """True if comparisons are written in it."""
    side_by_side: bool = False
    """True if concordances are written in it."""
    other_names: tuple[str, ...] = ()
    """What people write on the command line when they mean it, besides name and label."""

    def write(self, document: Document, options: Options) -> Written:
        """Write a document. Raises what the writer raises: TemplateError, ToolError, MissingGlyphError."""
        write: Writer = _loaded(self.writer)
        return write(document, options)

    def read(self, data: bytes, language: str) -> Reading:
        """Read a file back; `language` is BCP 47. Use `pipeline.write.seen` or `parts`, which check and name errors."""
        read: Reader = _loaded(self.reader)
        return read(data, language)

    def faults(self, data: bytes, source: bytes) -> list[str]:
        """Return what in a file runs, fetches, or is not a mark of the document made of the XML `source`; in words."""
        look: Look | None = _loaded(self.inert) if self.inert else None
        return list(dict.fromkeys(look(data, source))) if look else []

    @property
    def plain_media_type(self) -> str:
        """Media type without parameters."""
        return self.media_type.partition(";")[0]


def _loaded(home: str) -> Any:  # noqa: ANN401 - a function that the caller knows the type of
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)
