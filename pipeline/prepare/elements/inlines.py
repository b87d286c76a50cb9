"""Handlers of inline elements [corpus inlines]: looks, links, dates, line breaks.

Reads inline elements. Writes runs to the flow with the look, link, language and date of all elements around them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from pipeline.akn.names import local, text_of
from pipeline.characters.whitespace import Run
from pipeline.document import Change, LineBreak, Link, Look
from pipeline.prepare.walk.flow import BlockContext
from pipeline.prepare.walk.links import target
from pipeline.prepare.walk.settings import cell_letters
from pipeline.prepare.walk.traverse import Handler, Walker

_WORDS = {
    "bold": Look.BOLD,
    "italic": Look.ITALIC,
    "underline": Look.UNDERLINE,
    "strike": Look.STRIKE,
    "strikethrough": Look.STRIKE,
    "smallcaps": Look.SMALL_CAPS,
    "superscript": Look.RAISED,
    "subscript": Look.LOWERED,
}
_CHANGES = {"ins": Change.INSERTED, "del": Change.DELETED}
_DATE = re.compile(r"(?!0001|1900-01-01)\d{4}-\d\d-\d\d")


def look_of(element: etree._Element) -> Look:
    """Return the looks named in class and style: a set of words, duplicates mean nothing."""
    return _look(element.get("class") or "", element.get("style") or "", element.get("name") or "")


@lru_cache(4096)
def _look(classes: str, style: str, name: str) -> Look:
    look = Look.PLAIN
    for word in classes.lower().split():
        look |= _WORDS.get(word, Look.PLAIN)
    if "small-caps" in style or name.removeprefix("akn4un:") == "smallCaps":
        look |= Look.SMALL_CAPS
    if "italic" in style:
        look |= Look.ITALIC
    return look | Look.BOLD if "font-weight:bold" in style.replace(" ", "") else look


def through(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle span, inline and all elements that only name what a passage is: the text with the look that they give."""
    look = look_of(element)
    letters = cell_letters(element) if element.get("style") and walker.state.presentation.widths else None
    changed = look or letters is not None
    walker.children(
        element,
        context._replace(look=context.look | look, letters=letters or context.letters) if changed else context,
    )


def looked(look: Look) -> Handler:
    """Return the handler of an element that is a look: sup, sub, b, i, u."""

    def handle(walker: Walker, element: etree._Element, context: BlockContext) -> None:
        walker.children(element, context._replace(look=context.look | look))

    return handle


def amended(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `ins` and `del`: words that the source marks as inserted or deleted."""
    walker.children(element, changed(walker, element, context))


def changed(walker: Walker, element: etree._Element, context: BlockContext) -> BlockContext:
    """Return the context within an element: with the change, if it is one."""
    change = _CHANGES.get(local(element))
    if change is None:
        return context
    walker.state.amended = True
    return context._replace(change=change, look=context.look | look_of(element))


def anchor(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `a`: a link if the address can be followed; else its text alone."""
    href = element.get("href") or ""
    address = target(href)
    if not address and href.strip():
        walker.state.warn(f"no link made of the address {href.strip()[:120]!r}")
    if not (element.text or "").strip() and not text_of(element).strip():
        address = ""
    walker.children(element, context._replace(link=_link(walker, address)))


def reference(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `ref`, `rref`: a link to the web address that the metadata give, or to the place in this document."""
    iri = element.get("href") or element.get("from") or ""
    address = walker.state.addresses.get(element.get("eId") or "") or target(iri)
    link = _link(walker, address, "" if iri == address else iri) or context.link
    walker.children(element, context._replace(link=link))


def _link(walker: Walker, address: str, iri: str = "") -> Link | None:
    """Return a link to an address; one to a place in the document is led to its anchor at the end (`inside`)."""
    if address.startswith("#"):
        walker.state.linked_inside = True
    return Link(address, iri) if address else None


def dated(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `date`, `docDate`: the words with their ISO date; dummy dates do not count [corpus metadata.dates]."""
    value = element.get("date") or ""
    date = value if _DATE.fullmatch(value) else ""
    walker.children(element, context._replace(date=date, look=context.look | look_of(element)))


def line_break(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `eol`, `br`: a line break that belongs to the text; words in it, where none belong, are a line."""
    if walker.flow.current is not None:
        walker.flow.add(LineBreak(context.change), context)
    walker.children(element, context)
    if walker.flow.current is not None and text_of(element).strip():
        walker.flow.add(LineBreak(context.change), context)


def note_reference(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `noteRef`: the mark of a note that is elsewhere, as it is printed."""
    mark = element.get("marker") or ""
    href = element.get("href") or ""
    link = _link(walker, href) if href.startswith("#") else None
    walker.flow.add(Run(mark, context.look | Look.RAISED, link, change=context.change), context)
    walker.children(element, context)
