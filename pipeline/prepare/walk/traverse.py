"""The walk over the XML: every node once, in document order.

Reads an element. Writes its text to the flow through the handler of its name (`elements.handlers.HANDLERS`); an
element that no handler knows is walked through plainly and reported once. The walk decides nothing about looks or
roles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from pipeline.akn.classes import OTHER, DocumentClass, document_class
from pipeline.akn.names import local
from pipeline.characters.whitespace import GLUE, Raw, Run, is_layout
from pipeline.document import Body, Direction, Kind, LineBreak, Note, PictureFile, Table, Text
from pipeline.languages.codes import direction
from pipeline.prepare.walk.anchors import Anchors
from pipeline.prepare.walk.flow import BlockContext, Flow, Piece
from pipeline.prepare.walk.presentation import Presentation

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_UNKNOWN = Kind(OTHER)

Handler = Callable[["Walker", etree._Element, BlockContext], None]


@dataclass
class DocumentState:
    """State of the document being prepared, and what the walk gathers beside the text."""

    language: str
    direction: Direction
    kind: Kind = _UNKNOWN
    body: Body = Body.OTHER
    official: bool = True
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Web address for the eId of a reference (analysis/otherReferences)."""
    anchors: Anchors = field(default_factory=Anchors)
    notes: list[Note] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    source: Path = Path()
    """Path of the source, beside which its pictures are."""
    pictures: dict[str, PictureFile] = field(default_factory=dict)
    presentation: Presentation = field(default_factory=Presentation)
    """Page breaks, frames, landscape pages and columns that the metadata ask for."""
    multilingual: bool = False
    """True if the source marks passages with xml:lang."""
    linked_inside: bool = False
    """True once a link to a place in the document was met."""
    called: Mapping[str, str] = field(default_factory=dict)
    """Marker by the eId of each note that a `noteRef` calls."""
    waiting: dict[str, Note] = field(default_factory=dict)
    """Notes of `meta/notes` that are called, by eId, until the place of their mark is met."""
    placed: dict[str, str] = field(default_factory=dict)
    """Id of each note that has a place, by eId."""
    marks: set[str] = field(default_factory=set)
    """Marks of notes that the source uses, and those made for notes without one."""

    noted: set[etree._Element] = field(default_factory=set)
    """Metadata whose notes were read."""

    amended: bool = False
    """True once words were met that the source marks as inserted or deleted."""

    unknown: set[str] = field(default_factory=set)
    """Names of the elements that no handler knows and that were reported."""

    def warn(self, message: str) -> None:
        """Report something once."""
        self.warnings.setdefault(message)

    def direction_of(self, language: str) -> Direction | None:
        """Return the direction of a passage in another language, if it is not the document's."""
        found = direction(language) if language else self.direction
        return None if found is self.direction else found

    @cached_property
    def document_class(self) -> DocumentClass:
        """Traits in which documents of this kind differ from others."""
        return document_class(self.kind)

    @property
    def arabic(self) -> bool:
        """True for an Arabic document: bracketed note marks."""
        return self.language == "ar"


class Walker:
    """Walks elements into a flow."""

    def __init__(self, state: DocumentState, handlers: Mapping[str, Handler], default: Handler) -> None:
        self.state = state
        self.handlers = handlers
        self.default = default
        self.by_tag: dict[str, Handler] = {}
        """The handler of each qualified name met so far."""
        self.flow = Flow()
        self.units = 0
        self._placed = state.presentation.named

    def fresh(self) -> Walker:
        """Return a walker of the same document with a flow of its own: for notes, cells, masthead fields."""
        walker = Walker(self.state, self.handlers, self.default)
        walker.by_tag = self.by_tag
        return walker

    def unit(self) -> int:
        """Return the number of a new numbered or numberable unit."""
        self.units += 1
        return self.units

    def visit(self, element: etree._Element, context: BlockContext) -> None:
        """Hand the element to the handler of its name."""
        if self.state.multilingual:
            context = self.spoken(element, context)
        if self._placed:
            self._presented(element)
        handler = self.by_tag.get(element.tag)
        if handler is None:
            handler = self.by_tag[element.tag] = self.handlers.get(local(element), self.default)
        handler(self, element, context)

    def _presented(self, element: etree._Element) -> None:
        """Note what the metadata say of the next block, the first of this element."""
        looks, eid = self.state.presentation, element.get("eId")
        if eid in self._placed:
            self.flow.close()
            self.flow.page_break = self.flow.page_break or eid in looks.page_breaks
            self.flow.landscape = self.flow.landscape or eid in looks.landscapes
            self.flow.above = looks.spaces.get(eid, self.flow.above)
            self.flow.newspaper = looks.newspapers.get(eid) or self.flow.newspaper

    def children(self, element: etree._Element, context: BlockContext) -> None:
        """Walk the text and children of the element in order; layout white space is left out.

        See [corpus white-space.1, white-space.2].
        """
        flow, visit = self.flow, self.visit
        text = element.text
        if text and (not text.isspace() or (flow.current and not (is_layout(text) and _opens_glue(element)))):
            self.text(_without_layout_end(text, element), context)
        for child in element:
            if isinstance(child.tag, str):
                visit(child, context)
            tail = child.tail
            if tail and (not tail.isspace() or (flow.current and not (is_layout(tail) and _between_glue(child)))):
                self.text(tail, context)

    def gathered(self, element: etree._Element, context: BlockContext) -> list[Raw]:
        """Return all runs inside the element, walked apart; what would be blocks of their own is after line
        breaks.
        """
        context = self.spoken(element, context)
        if len(element) == 0:
            return [_run(element.text, context)] if element.text else []
        aside = self.fresh()
        aside.flow.open(context)
        aside.children(element, context)
        aside.flow.close()
        aside.flow.flush()
        runs: list[Raw] = []
        for piece in aside.flow.pieces:
            runs += [LineBreak()] if runs else []
            runs += _runs(piece)
        return runs

    def spoken(self, element: etree._Element, context: BlockContext) -> BlockContext:
        """Return the context with the language of the element, if it names one."""
        language = element.get(_XML_LANG)
        if language is None:
            return context
        return context._replace(language="" if language == self.state.language else language)

    def stray(self, element: etree._Element, text: str | None, context: BlockContext) -> None:
        """Put text directly inside an element that should hold only elements into its own block, reported once."""
        if text and text.strip():
            where = f"line {element.sourceline}: " if element.sourceline else ""
            self.state.warn(f"{where}text right inside {local(element)!r}, where only elements belong")
            self.flow.open(context._replace(heading=False))
            self.text(text, context)
            self.flow.close()

    def text(self, text: str, context: BlockContext) -> None:
        """Add characters of the source."""
        self.flow.add(_run(text, context), context)


def _run(text: str, context: BlockContext) -> Run:
    return Run(text, context.look, context.link, context.language, context.date, False, context.change, context.letters)


def _runs(piece: Piece) -> list[Raw]:
    """Return the runs of a finished piece, label first; a table as its words."""
    if not isinstance(piece, Table):
        return [*piece.label, Run(" "), *piece.runs] if piece.label else piece.runs
    runs: list[Raw] = []
    for paragraph in (p for row in piece.rows for cell in row.cells for p in cell.blocks):
        runs += [Run(" ")] if runs else []
        runs += (_rerun(i) if isinstance(i, Text) else i for i in (*paragraph.label, *paragraph.inlines))
    return runs


def _rerun(text: Text) -> Run:
    """Return finished text as a run, with all that the source says of it."""
    return Run(text.text, text.look, text.link, text.language, text.date, text.generated, text.change, text.letters)


def _without_layout_end(text: str, element: etree._Element) -> str:
    """Return the text without a line break of layout at its end, if a mark of punctuation follows the element."""
    tail = element.tail
    if text[-1] not in "\n\t " or "\n" not in text or len(element) or not tail or tail[0] not in ",.;:)]":
        return text
    words = text.rstrip(" \t\r\n")
    return words if "\n" in text[len(words) :] else text


def _opens_glue(element: etree._Element) -> bool:
    """Return True if white space at the beginning of an element is pretty-printing, if it holds a line break."""
    return len(element) > 0 or local(element) in GLUE


def _between_glue(child: etree._Element) -> bool:
    """Return True if the white space after `child` is between two inline elements, or ends the block after one."""
    if isinstance(child.tag, str) and local(child) not in GLUE:
        return False
    after = child.getnext()
    while after is not None and not isinstance(after.tag, str):
        after = after.getnext()
    return after is None or local(after) in GLUE
