"""The walk over the XML: every node once, in document order.

Reads an element. Writes its text to the flow through the handler of its name (`programme.HANDLERS`); an element that no
handler knows is walked through plainly and reported once. The walk decides nothing about looks or roles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.document import Body, Direction, Kind, Note
from pipeline.prepare.anchors import Anchors
from pipeline.prepare.flow import Context, Flow
from pipeline.prepare.languages import direction
from pipeline.prepare.whitespace import GLUE, Run, is_layout

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_NAMES: dict[str, str] = {}
"""Local name of each qualified name met so far."""

Handler = Callable[["Walker", etree._Element, Context], None]


@dataclass
class Desk:
    """What is known about the document in hand, and what the walk gathers beside the text."""

    language: str
    direction: Direction
    kind: Kind = Kind.OTHER
    body: Body = Body.OTHER
    official: bool = True
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Web address for the eId of a reference (analysis/otherReferences)."""
    anchors: Anchors = field(default_factory=Anchors)
    notes: list[Note] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)

    def warn(self, message: str) -> None:
        """Report once."""
        self.warnings.setdefault(message)

    def direction_of(self, language: str) -> Direction | None:
        """Direction of a passage in another language, where it is not the document's."""
        found = direction(language) if language else self.direction
        return None if found is self.direction else found

    @property
    def arabic(self) -> bool:
        """True for an Arabic document: bracketed note marks."""
        return self.language == "ar"


class Walker:
    """Walks elements into a flow."""

    def __init__(self, desk: Desk, handlers: Mapping[str, Handler], default: Handler) -> None:
        self.desk = desk
        self.handlers = handlers
        self.default = default
        self.flow = Flow()
        self.units = 0

    def fresh(self) -> Walker:
        """A walker of the same document with a flow of its own: for notes, cells, masthead fields."""
        return Walker(self.desk, self.handlers, self.default)

    def unit(self, context: Context) -> Context:
        """The context of a new numbered or numberable unit."""
        self.units += 1
        return context._replace(unit=self.units, continued=False)

    def visit(self, element: etree._Element, context: Context) -> None:
        """Hand the element to the handler of its name."""
        language = element.get(_XML_LANG)
        if language is not None:
            context = context._replace(language="" if language == self.desk.language else language)
        self.handlers.get(local(element), self.default)(self, element, context)

    def children(self, element: etree._Element, context: Context) -> None:
        """Text and children of the element in order; layout white space is left out (section 12, rules 1 and 2)."""
        text = element.text
        if text and not (is_layout(text) and (len(element) or local(element) in GLUE)):
            self.text(text, context)
        for child in element:
            if isinstance(child.tag, str):
                self.visit(child, context)
            tail = child.tail
            if tail and not (is_layout(tail) and _between_glue(child)):
                self.text(tail, context)

    def text(self, text: str, context: Context) -> None:
        """Characters of the source."""
        self.flow.add(Run(text, context.look, context.link, context.language, context.date), context)


def local(element: etree._Element) -> str:
    """Local name; quicker than `read.local`, for elements only."""
    tag: str = element.tag
    name = _NAMES.get(tag)
    if name is None:
        name = _NAMES[tag] = tag[tag.rfind("}") + 1 :]
    return name


def text_of(element: etree._Element) -> str:
    """All characters inside an element."""
    return "".join(str(piece) for piece in element.itertext())


def _between_glue(child: etree._Element) -> bool:
    """True where the white space after `child` stands between two inline elements, or ends the block after one."""
    if isinstance(child.tag, str) and local(child) not in GLUE:
        return False
    after = child.getnext()
    while after is not None and not isinstance(after.tag, str):
        after = after.getnext()
    return after is None or local(after) in GLUE
