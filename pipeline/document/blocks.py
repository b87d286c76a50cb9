"""Blocks of the prepared document: paragraphs, headings and tables, a flat sequence in reading order.

Depth is a number (`level`), not a tree; `nesting.nest` gives the tree to formats with native lists.
Measures are in points; a measure is None if the source gives none and the form decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from pipeline.document.inlines import Change, Direction, Inline, Letters, Text, plain_text, read_text


class Role(StrEnum):
    """Role of a paragraph in its document. Forms and writers choose the look by role and level."""

    NOTICE = "notice"  # a text's own words about its status: "TRADUCTION NON OFFICIELLE"
    ADOPTION = "adoption"  # "Resolution adopted by the General Assembly on …", "Adopted by the Security Council …"
    ORIGIN = "origin"  # "[on the report of the Third Committee (A/77/455, para. 32)]"
    SPONSORS = "sponsors"  # "Albania, … : draft resolution"
    FORMULA = "formula"  # "The General Assembly,"
    PREAMBULAR = "preambular"  # paragraph of a preamble
    OPERATIVE = "operative"  # numbered paragraph of a resolution: number at the first tab
    NUMBERED = "numbered"  # numbered paragraph of a report, declaration or annex: number at the text edge
    TEXT = "text"  # paragraph without number
    ITEM = "item"  # list item, level 1, 2, …; label "(a)", "i)", "–"; label "" if the source gives none
    ITEM_TEXT = "item-text"  # further paragraph of the item before it, same level; level 0: back at the paragraph
    QUOTATION = "quotation"
    ORIGINAL_LANGUAGE = "original-language"  # "[Original : anglais]" under the heading of an annex
    CLOSING = "closing"  # "50th plenary meeting" / "22 December 2023", one line each by LineBreak
    SIGNATURE = "signature"
    PLACE_DATE = "place-date"  # place and date at the end of a declaration
    OUTCOME = "outcome"  # "[Adopted by a recorded vote of …", "[Adopted without a vote.]"
    VOTE_LABEL = "vote-label"  # "In favour:"
    VOTE_NAMES = "vote-names"
    TABLE_TITLE = "table-title"  # caption line before a table
    TABLE_NOTE = "table-note"  # note under a table: label "a"
    SMALL_NOTE = "small-note"  # explanation of an asterisk typed into the text: label "*"
    DECORATION = "decoration"  # "* * *"
    CONTENTS = "contents"  # entry of a list of contents, level 1, 2, …; 0 for a line above entries ("Annexes")
    RULE = "rule"  # a drawn rule: the underscores typed in the source stay as text


class Rank(StrEnum):
    """Typographic rank of a heading (the UN's own ladder), apart from its level in the outline."""

    TITLE = "title"  # title of a resolution with its number, of a report, of a letter
    SUBTITLE = "subtitle"  # "Report of the Secretary-General" under the title
    PART = "part"  # HM
    CHAPTER = "chapter"  # HCh
    FIRST = "h1"  # H1
    SECOND = "h23"  # H2/3
    FOURTH = "h4"  # H4
    FIFTH = "h56"  # H5/6
    ANNEX_LABEL = "annex-label"  # "Annex", "Annex II", "Appendix", "Annex to the letter dated …"
    ANNEX_TITLE = "annex-title"
    CONTENTS = "contents-title"  # "Contents" above its list
    FRAME_TITLE = "frame-title"  # "Summary" at the head of a frame
    COMPONENT_LABEL = "component-label"  # letter of a part of a collection: "A"


class Align(StrEnum):
    """Horizontal alignment; start and end follow the direction of the text."""

    START = "start"
    END = "end"
    CENTRE = "centre"
    JUSTIFY = "justify"
    DECIMAL = "decimal"  # figures: units under units, so at the right in every direction


class Valign(StrEnum):
    """Vertical alignment in a cell."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


_MOST_COLUMNS = 6
"""Columns of a page at most [strict presentation.9]."""
_MOST_BETWEEN = 200.0
"""Points of all spaces between columns. Chosen: the columns keep more than half of the page."""


class Newspaper(NamedTuple):
    """Columns of the same width through which text runs, one after the other, as in a newspaper."""

    columns: int
    """How many, from 2 on."""
    space: float
    """Points between two columns."""

    @property
    def has_room(self) -> bool:
        """True if a page has room for them [strict presentation.9]."""
        return self.columns <= _MOST_COLUMNS and (self.columns - 1) * self.space <= _MOST_BETWEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    anchor: str
    """Unique in the document, stable, made of eId characters: the target of links. Never empty."""
    eid: str = ""
    """eId of the source, as given; may repeat between parts."""
    aliases: tuple[str, ...] = ()
    """Further names, made like `anchor`, under which others may link here: the source had several elements that one
    block shows ("I" and its title). Links of this document lead to `anchor`; links from elsewhere may use these: a
    format without second names leaves them out."""
    language: str = ""
    """BCP 47, only where it differs from the document's."""
    direction: Direction | None = None
    """Only where it differs from the document's."""
    change: Change | None = None
    """Only in a marked document: the block as a whole (its paragraph mark) is in one version only."""
    page_break: bool = False
    """A page begins with it, as the source wants."""
    landscape: bool = False
    """It is on a landscape page, as the source wants."""
    above: float | None = None
    """Points between it and the block above, if the source says it; at the head of a page there are none."""
    newspaper: Newspaper | None = None
    """It is in columns, as the source wants; with it are its neighbours of the same setting."""
    frame: str = ""
    """Name of the frame that is around it and its neighbours of the same name; "" for none."""
    move: str = ""
    """Only in a marked document: a name that the two places of a moved block share."""


class HeadingEdges(NamedTuple):
    """Points between the margins of the page and a heading; None leaves an edge to the form."""

    start: float | None = None
    """From the margin to its first line."""
    end: float | None = None
    """From the end of its lines to the margin."""


class CellSetting(NamedTuple):
    """Setting of a paragraph in its cell, in points; None leaves a measure to the form."""

    before: float | None = None
    """Space above it: the spaces of paragraphs add up. All four distances are given, or none."""
    right: float | None = None
    """From the end of its lines to the edge of the cell."""
    after: float | None = None
    left: float | None = None
    """From the edge of the cell to the beginning of its lines."""
    first: float = 0.0
    """By how much its first line begins further in; less than 0 if the lines after it do."""
    leading: float | None = None
    size: float | None = None
    """Of its type."""
    tab: float | None = None
    """From `left` to the stop at which its text begins after its label, and from stop to stop."""

    @property
    def hangs(self) -> bool:
        """True if it has a label before a tab: its first line is further out, or the tab has a stop."""
        return self.first < 0 or self.tab is not None

    @property
    def placed(self) -> bool:
        """True if its distances from the edges of the cell are given."""
        return None not in (self.before, self.right, self.after, self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(_Placed):
    """A paragraph: an optional printed label ("12.", "(a)", "–") and its text."""

    role: Role
    inlines: tuple[Inline, ...]
    label: tuple[Inline, ...] = ()
    """The number or mark as printed, without spaces or tab around it; legal text, never generated."""
    level: int = 0
    """Depth of an item (1, 2, …), also inside a quotation, and of an entry of contents; else 0."""
    align: Align | None = None
    """None if the source gives no alignment."""
    indent: int = 0
    """Only in a cell: by how many steps the line is set in under the lines above it in its column (rows of detail
    under a row "Of which:"), as the source has it; 0 for every other paragraph. Depth of items is `level`."""
    keep_with_next: bool = False
    """No page ends with it; in a cell: with its row."""
    letters: Letters | None = None
    """Only if the source sets its letters closer or wider than the form does."""
    setting: CellSetting | None = None
    """Only in a cell, if the source says how it is set."""
    leading: float | None = None
    """Points from line to line, if the source says it."""
    page: str = ""
    """Only of an entry of contents that leads to a place of the document: the page that the source prints for it.
    Formats with pages print the one on which that place is."""
    former: Paragraph | Heading | None = None
    """Only in a marked document, on a block that is in both versions: the block of the old version, if its kind,
    role, rank, level or alignment differs. Its text does not count."""

    @property
    def text(self) -> str:
        """Label and text as one string."""
        return " ".join(filter(None, (plain_text(self.label), plain_text(self.inlines))))

    @property
    def target(self) -> str:
        """Anchor of the place in the document to which an entry of contents leads; "" if it leads nowhere."""
        links = (i.link for i in self.inlines if isinstance(i, Text) and i.link is not None and i.link.internal)
        link = next(links, None) if self.role is Role.CONTENTS else None
        return link.target[1:] if link is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(_Placed):
    """A heading: `level` 1 (only the document's title) to 6, never skipping one; `rank` gives its look.

    A section number printed on a line of its own ("I") is before a `LineBreak` in `inlines`, not in `label`.
    """

    rank: Rank
    level: int
    inlines: tuple[Inline, ...]
    label: tuple[Inline, ...] = ()
    letters: Letters | None = None
    """As `Paragraph.letters`."""
    leading: float | None = None
    """As `Paragraph.leading`."""
    edges: HeadingEdges = HeadingEdges()  # noqa: RUF009 - a value
    """Where its lines are, if the source says it."""
    former: Paragraph | Heading | None = None
    """As `Paragraph.former`."""

    @property
    def text(self) -> str:
        """Label and text as one string; of a marked heading as it reads now."""
        return " ".join(filter(None, (read_text(self.label), read_text(self.inlines))))


@dataclass(frozen=True, slots=True)
class Borders:
    """Widths of the rules around a cell or table in points; 0 for no rule, None leaves it to the form."""

    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    inside_horizontal: float | None = None
    inside_vertical: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: width in points, if the source gives one.

    Where it gives shares (then `Table.width_share` is set) they are hundredths of the table: only proportions count.
    """

    width: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell at a known place of the grid; spans are resolved, no cell overlaps another."""

    column: int
    blocks: tuple[Paragraph, ...] = ()
    """All its paragraphs in reading order, those of the tables within it included: who asks for words needs no more."""
    nested: tuple[Nested, ...] = ()
    """The tables within it, in order: which of its paragraphs they hold, and where."""
    column_span: int = 1
    row_span: int = 1
    header: bool = False
    scope: str = ""
    """'col' or 'row' for header cells, else ''."""
    align: Align | None = None
    valign: Valign | None = None
    borders: Borders = field(default_factory=Borders)
    anchor: str = ""

    @property
    def empty(self) -> bool:
        """True for a cell that shows nothing."""
        return not self.blocks and not self.nested

    @property
    def placed(self) -> bool:
        """True if its paragraphs say how far they are from its edges."""
        return any(block.setting is not None and block.setting.placed for block in self.blocks)

    @property
    def content(self) -> tuple[Paragraph | Table, ...]:
        """Its paragraphs and tables in order.

        In a marked document paragraphs may have come or gone: where their number is no longer that of the tables, there
        are the paragraphs alone.
        """
        if not self.nested or self.nested[0].among != len(self.blocks):
            return self.blocks
        found: list[Paragraph | Table] = []
        at = 0
        for inner in self.nested:
            found += self.blocks[at : inner.begin]
            at = inner.begin + sum(inner.counts)
            found.append(inner.filled(self.blocks[inner.begin : at]))
        return (*found, *self.blocks[at:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A table within a cell, apart from its paragraphs."""

    table: Table
    """With cells that have no blocks."""
    begin: int
    """Number of the first of its paragraphs among those of the cell."""
    counts: tuple[int, ...]
    """Number of paragraphs in each of its cells, row by row."""
    among: int
    """Number of all paragraphs of the cell."""

    def filled(self, blocks: Sequence[Paragraph]) -> Table:
        """Return the table with its paragraphs in its cells."""
        left, counts = iter(blocks), iter(self.counts)
        rows = (
            replace(row, cells=tuple(replace(c, blocks=tuple(islice(left, next(counts)))) for c in row.cells))
            for row in self.table.rows
        )
        return replace(self.table, rows=tuple(rows))


def nested(tables: Sequence[tuple[int, Table]], among: int) -> tuple[Nested, ...]:
    """Return tables as a cell holds them; each comes with the number of the first of its paragraphs."""
    found = []
    for begin, table in tables:
        counts = tuple(len(cell.blocks) for row in table.rows for cell in row.cells)
        rows = tuple(replace(row, cells=tuple(replace(c, blocks=()) for c in row.cells)) for row in table.rows)
        found.append(Nested(table=replace(table, rows=rows), begin=begin, counts=counts, among=among))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `header` rows lead the table and repeat on each page."""

    cells: tuple[Cell, ...]
    header: bool = False
    total: bool = False
    change: Change | None = None
    """Only in a marked document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(_Placed):
    """A table with its grid computed: every row fills all columns (rows that the source leaves short are padded)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    width: float | None = None
    """Points, or None; `width_share` if the source gives a share (0 to 1) of the full measure instead."""
    width_share: float | None = None
    size: float | None = None
    """Points of the type of its body, if the source gives one."""
    leading: float | None = None
    """Points from line to line of its body, if the source gives them; in cells `Paragraph.setting` has them too."""
    box: bool = False
    """True for a one-column table used as frame around text."""
    borders: Borders = field(default_factory=Borders)
    level: int = 0
    summary: str = ""
    """Plain words for assistive technology: the table's title, or its first heads."""
    stacks: bool = False
    """True for a list in columns: on a narrow screen the cells of a row are below each other."""


Block = Paragraph | Heading | Table
