"""The stream of unfinished paragraphs that the walk over the XML writes.

Gives `Draft`s in document order: whatever text the walk meets ends up in one of them, so no word can be
lost between two handlers. A num is held back until the paragraph that it belongs to begins ([corpus body.torn]:
numbers torn from their text).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from lxml import etree

from pipeline.characters.whitespace import Raw, Run
from pipeline.document import CellSetting, Change, Letters, Link, Look, Newspaper, NoteMark, Picture, Rank, Role, Table

_INVISIBLE = " \t\r\n\u00a0\u202f\u2009\u200b\u200e\u200f\u202c\u00ad\ufeff\u2060"

_SHOWN = (NoteMark, Picture)


class Zone(Enum):
    """Which part of a document a block is in."""

    COVER = "cover"
    FRONT = "front"
    PREAMBLE = "preamble"
    MAIN = "main"
    CLOSING = "closing"
    AFTER = "after"
    """A body after the conclusions: there eleven resolutions have their recorded vote [corpus skeletons.4]."""


class BlockContext(NamedTuple):
    """Properties that a block or run inherits from the elements around it."""

    zone: Zone = Zone.MAIN
    role: Role | None = None
    """Role laid down by an element around the block; None if number and shape decide."""
    level: int = 0
    """Number of list and sublist elements around the block."""
    classes: str = ""
    """class of the nearest paragraph element: the Word style of the original."""
    eid: str = ""
    heading: bool = False
    section: bool = False
    """True inside section, part, title … (divisions with headings of their own)."""
    quoted: bool = False
    continued: bool = False
    """True for further paragraphs of an item or a numbered paragraph."""
    look: Look = Look.PLAIN
    link: Link | None = None
    language: str = ""
    date: str = ""
    change: Change | None = None
    """Inside `ins` or `del`: what the source marks as inserted or deleted."""
    letters: Letters | None = None
    """Setting of the letters of a run, inside a `span` that says it."""
    annexed: bool = False
    rank: Rank | None = None
    depth: int = 0
    """Number of divisions around the block."""
    frame: str = ""
    """Name of the frame around the block."""
    unit: int = 0
    """Running number of the paragraph, point or division around the block."""


@dataclass(slots=True)
class Draft:
    """A paragraph or heading in the making."""

    context: BlockContext
    runs: list[Raw] = field(default_factory=list)
    label: list[Raw] = field(default_factory=list)
    eid: str = ""
    page_break: bool = False
    landscape: bool = False
    newspaper: Newspaper | None = None
    above: float | None = None
    page: str = ""
    """Page that an entry of contents gives."""
    setting: CellSetting | None = None
    """How it is set, if it is in a cell."""
    letters: Letters | None = None
    """How its letters are set, if it is in a cell."""
    own_line: bool = False
    """True for the num of a division that has no heading text."""


Piece = Draft | Table


class Pending(NamedTuple):
    """A num waiting for its paragraph."""

    runs: list[Raw]
    context: BlockContext
    eid: str
    pictures: list[Raw]
    """Pictures in it, which go with the text: a label is words alone."""


class Flow:
    """Collects drafts; `open` begins a block, `add` writes to the open one (or begins one), `close` ends it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.current: Draft | None = None
        self.pending: Pending | None = None
        self.page_break = False
        """True if the next block begins a new page."""
        self.landscape = False
        """True if the next block is on a landscape page."""
        self.above: float | None = None
        """Points above the next block, if the source says it."""
        self.newspaper: Newspaper | None = None
        """The columns in which the next block is."""
        self._last: BlockContext | None = None
        """Context of the block opened last: text that follows an inner block goes on with it."""

    def open(self, context: BlockContext, eid: str = "") -> Draft:
        """End the open block and begin another."""
        self.close()
        self.current = Draft(context, eid=eid or context.eid)
        self._last = context
        return self.current

    def add(self, raw: Raw, context: BlockContext) -> None:
        """Write to the open block; text outside every block begins one."""
        if self.current is None:
            if isinstance(raw, Run) and not raw.text.strip():
                return
            self.open(context._replace(continued=True) if context is self._last else context)
        assert self.current is not None
        self.current.runs.append(raw)

    def close(self) -> None:
        """End the open block; one without content is dropped, and its num is kept for the next block."""
        draft = self.current
        if draft is None:
            return
        self.current = None
        if not (_has_content(draft.runs) or _has_content(draft.label)):
            return
        self._give_label(draft)
        draft.page_break, self.page_break = self.page_break, False
        draft.landscape, self.landscape = self.landscape, False
        draft.newspaper, self.newspaper = self.newspaper, None
        draft.above, self.above = self.above, None
        self.pieces.append(draft)

    def put(self, table: Table) -> None:
        """Add a finished table."""
        self.close()
        self.flush()
        self.pieces.append(
            replace(
                table, page_break=self.page_break, landscape=self.landscape, newspaper=self.newspaper, above=self.above
            )
        )
        self.page_break, self.landscape, self.newspaper, self.above = False, False, None, None

    def number(self, runs: list[Raw], context: BlockContext, eid: str = "") -> None:
        """Keep a num for the next paragraph; one that waits already becomes a paragraph of its own."""
        self.close()
        if not _has_content(runs):
            return
        self.flush()
        pictures: list[Raw] = [run for run in runs if isinstance(run, Picture)]
        words: list[Raw] = [run for run in runs if not isinstance(run, Picture)]
        self.pending = Pending(words, context, eid or context.eid, pictures)

    def flush(self) -> None:
        """Make the waiting num a paragraph of its own."""
        if self.pending is None:
            return
        runs, context, eid, pictures = self.pending
        self.pending = None
        self.pieces.append(Draft(context, pictures, runs, eid, own_line=context.section))

    def _give_label(self, draft: Draft) -> None:
        """Make the waiting num the label of this block, unless the two do not belong together."""
        if self.pending is None:
            return
        if draft.label:
            self.flush()
            return
        runs, context, eid, pictures = self.pending
        if not _belong(context, draft.context):
            self.flush()
            return
        self.pending = None
        draft.label = runs
        draft.runs = [*pictures, *draft.runs]
        draft.eid = eid
        if not draft.context.heading:
            role = draft.context.role or context.role
            draft.context = draft.context._replace(level=context.level, continued=False, role=role)


def _belong(num: BlockContext, block: BlockContext) -> bool:
    """Return True if a num and a block belong together: a division's num goes with a heading; a paragraph's num with
    its own text, or with the next text torn from it.
    """
    if num.section:
        return block.heading or (num.unit == block.unit and block.role is None)
    return num.unit == block.unit or not block.heading


def _has_content(runs: list[Raw]) -> bool:
    """Return True if there is something to print: a character that shows, a note mark, a picture."""
    for run in runs:
        if isinstance(run, Run):
            if run.text.strip(_INVISIBLE):
                return True
        elif isinstance(run, _SHOWN):
            return True
    return False


def placed(element: etree._Element, context: BlockContext) -> BlockContext:
    """Return the context inside an element that may have an eId of its own."""
    eid = element.get("eId")
    return context._replace(eid=eid) if eid else context


def eid_of(element: etree._Element, context: BlockContext) -> str:
    """Return the eId of the element, or of the nearest element around it that has one."""
    return element.get("eId") or context.eid
