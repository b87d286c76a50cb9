"""Handlers of blocks [corpus body]: paragraphs, lists, headings, divisions, quotations.

Reads block elements. Opens drafts in the flow with what the elements around say about them; what number and shape say
is decided later (`resolve`).
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.names import local
from pipeline.characters.headings import rank_of
from pipeline.characters.whitespace import Run
from pipeline.document import Rank, Role
from pipeline.prepare.elements import inlines
from pipeline.prepare.walk.flow import BlockContext, Zone, eid_of, placed
from pipeline.prepare.walk.settings import cell_letters, cell_setting
from pipeline.prepare.walk.traverse import Handler, Walker

_OWN_UNITS = frozenset(("num", "heading", "subheading", "list", "sublist", "blockList", "point", "indent"))


def block(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `p` and whatever holds words directly: one block. What follows it in the same unit continues the unit."""
    here = placed(element, context)
    if not here.classes and element.get("class"):
        here = here._replace(classes=element.get("class") or "")
    if here.zone is Zone.MAIN and not here.heading and _titled(element):
        here = here._replace(heading=True, rank=Rank.TITLE)
    draft = walker.flow.open(here)
    if element.get("style"):
        draft.setting, draft.letters = cell_setting(element), cell_letters(element)
    walker.children(element, here)
    walker.flow.close()


def _titled(element: etree._Element) -> bool:
    """Return True for a `p` that is the title of a statement: `mainBody/p/docTitle` [corpus title.4]."""
    return len(element) > 0 and isinstance(element[0].tag, str) and local(element[0]) == "docTitle"


def walked(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Walk a container that says nothing about its blocks."""
    walker.flow.close()
    walker.children(element, placed(element, context))
    walker.flow.close()


def flowing(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `mod`, `foreign`: inside a line a part of it, else a container."""
    (inlines.through if walker.flow.current is not None else walked)(walker, element, context)


def transparent(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `content`, `componentRef` …: its blocks are named after the paragraph or item around it."""
    walker.flow.close()
    walker.children(element, context)
    walker.flow.close()


def unit(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `paragraph`, `alinea`: num and content, num and list, or a heading alone."""
    walker.flow.close()
    here = context._replace(
        unit=walker.unit(),
        eid=eid_of(element, context),
        classes=element.get("class") or context.classes,
        continued=context.continued and context.level > 0,
        section=False,
        heading=False,
    )
    _in_turn(walker, element, here)


def division(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `section`, `part`, `title`, `division` …: num and heading of its own, then blocks."""
    walker.flow.close()
    here = context._replace(
        unit=walker.unit(), continued=False, eid=eid_of(element, context), section=True, depth=context.depth + 1
    )
    _in_turn(walker, element, here)


def listed(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `list`, `sublist`, `blockList`, `ul`, `ol`: one level deeper."""
    walker.flow.close()
    walker.children(element, context._replace(level=context.level + 1, section=False))
    walker.flow.close()


def point(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `point`, `item`, `indent`, `li`: an item of the list around it."""
    walker.flow.close()
    eid, level = eid_of(element, context), max(1, context.level)
    here = context._replace(unit=walker.unit(), continued=False, eid=eid, level=level)
    _in_turn(walker, element, here)


def marked_point(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `li` of `ul` or `ol`, whose mark the source leaves to be made: a bullet, or the item's number."""
    parent = element.getparent()
    if parent is not None and not any(isinstance(c.tag, str) and local(c) == "num" for c in element):
        here = context._replace(unit=walker.units + 1, eid=eid_of(element, context), level=max(1, context.level))
        walker.flow.number([Run(_made_mark(parent, element), generated=True)], here)
    point(walker, element, context)


def _made_mark(listing: etree._Element, item: etree._Element) -> str:
    if local(listing) != "ol":
        return "•"
    value = item.get("value") or ""
    items = [child for child in listing if isinstance(child.tag, str) and local(child) == "li"]
    return f"{value if value.isdigit() else items.index(item) + 1}."


def introduction(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `intro`, `listIntroduction`: still the paragraph or item that the list belongs to."""
    _outside(walker, element, context, continued=context.level > 1)


def wrap_up(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `wrapUp`: return to the indent of the paragraph or item that the list belongs to."""
    _outside(walker, element, context._replace(role=Role.ITEM_TEXT), continued=True)


def _outside(walker: Walker, element: etree._Element, context: BlockContext, continued: bool) -> None:
    walker.flow.close()
    here = context._replace(level=max(0, context.level - 1), continued=continued)
    if any(isinstance(child.tag, str) and local(child) in ("p", "blockContainer", "block") for child in element):
        walker.children(element, here)
        walker.flow.close()
    else:
        block(walker, element, here)


def _in_turn(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Walk the children of a unit; after its first text the rest continues it."""
    first = len(walker.flow.pieces)
    if element.text and element.text.strip():
        walker.text(element.text, context)
    for child in element:
        if isinstance(child.tag, str):
            begun = len(walker.flow.pieces) > first and local(child) not in _OWN_UNITS
            begun = (begun or context.continued) and not context.section
            walker.visit(child, context if begun is context.continued else context._replace(continued=begun))
        if child.tail and child.tail.strip():
            walker.text(child.tail, context)
    walker.flow.close()


def number(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `num`: the printed number, which waits for its text."""
    walker.flow.number(walker.gathered(element, context), context, element.get("eId") or context.eid)


def heading(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `heading`, `subheading`, wherever they are."""
    eid = context.eid if context.section and context.eid else eid_of(element, context)
    classes = element.get("class") or ""
    classes = classes if rank_of(classes) else context.classes
    here = context._replace(heading=True, role=None, eid=eid, classes=classes)
    if _heads_item(walker, context):
        here = here._replace(heading=False)
    walker.flow.open(here)
    walker.children(element, here)
    walker.flow.close()


def _heads_item(walker: Walker, context: BlockContext) -> bool:
    """Return True for the heading of a numbered item ("iii) Title"): it is printed as the item's first line."""
    pending = walker.flow.pending
    return context.level > 0 and pending is not None and pending.context.unit == context.unit


def forced(role: Role) -> Handler:
    """Return the handler of an element whose blocks all have one role."""

    def handle(walker: Walker, element: etree._Element, context: BlockContext) -> None:
        walked(walker, element, context._replace(role=role))

    return handle


def recital(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `crossHeading`, `recital`: a preambular paragraph in spite of its name [corpus body.cross-heading]."""
    here = context._replace(role=Role.PREAMBULAR, eid=eid_of(element, context), heading=False, section=False)
    block(walker, element, here)


def formula(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `formula`: "The General Assembly,"."""
    here = context._replace(role=Role.FORMULA, eid=eid_of(element, context))
    walker.flow.close()
    walker.children(element, here)
    walker.flow.close()


def container(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `container`: a preambular paragraph, a table, a signature block; @name is metadata and never printed."""
    here = context._replace(unit=walker.unit(), continued=False)
    name = (element.get("name") or "").lower()
    if "signature" in name:
        here = here._replace(role=Role.SIGNATURE)
    elif "date" in name and context.zone is Zone.CLOSING:
        here = here._replace(role=Role.PLACE_DATE)
    walked(walker, element, here)


def named_block(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `block`: with name="subheading" a heading in the preamble, with any other name a block."""
    (heading if "heading" in (element.get("name") or "").lower() else block)(walker, element, context)


def decoration(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `decoration`: "* * *" on a line of its own."""
    block(walker, element, context._replace(role=Role.DECORATION))


def quotation(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `quotedStructure`, `embeddedStructure`: the text of another instrument, set off."""
    walked(walker, element, context._replace(quoted=True, continued=False))
