"""Handlers of lists of contents: `toc` and its entries [corpus contents].

Reads `tocItem` elements. Opens a draft for each entry: its words are one link to the place that it leads to, its level
is the source's, its page is kept apart.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.contents import is_page, leads, page_of
from pipeline.document import Link, Role
from pipeline.prepare.walk.flow import BlockContext, placed
from pipeline.prepare.walk.traverse import Handler, Walker


def entry(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `tocItem`."""
    level = element.get("level") or ""
    here = placed(element, context)._replace(
        role=Role.CONTENTS, level=int(level) if level.isdecimal() else 1, link=_link(walker, element), continued=False
    )
    draft = walker.flow.open(here)
    draft.page = page_of(element)
    walker.children(element, here)
    walker.flow.close()


def _link(walker: Walker, element: etree._Element) -> Link | None:
    href = element.get("href") or ""
    if not leads(element) or not href.startswith("#"):
        return None
    walker.state.linked_inside = True
    return Link(href)


def without_pages(handler: Handler) -> Handler:
    """Return the handler of `inline`, which leaves out the pages of contents."""

    def handle(walker: Walker, element: etree._Element, context: BlockContext) -> None:
        if not is_page(element):
            handler(walker, element, context)

    return handle
