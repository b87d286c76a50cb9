"""Sections of a Word file: which elements are on landscape pages, in columns, at the end of a page.

Reads the body with its `w:sectPr`, each of which is at the end of its section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from lxml import etree

from pipeline.document import Newspaper
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.word.markup import child, children, is_on_by_default, name, number, twips, value

THROUGH = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
"""Elements around others that are read as if they were not there."""
_SPACE = 720
"""Twips between columns if a section does not say it. Chosen: the value of Word itself."""


def turned_elements(body: etree._Element) -> frozenset[etree._Element]:
    """Return the elements of a body that are in sections of landscape pages."""
    turned = (inside for s, inside in _sections(body) if value(child(s, "pgSz"), "orient") == "landscape")
    return frozenset(element for inside in turned for element in inside)


def newspapers_in(body: etree._Element, doubts: Doubts) -> Mapping[etree._Element, Newspaper]:
    """Return the columns of the elements of a body that are in sections of several columns."""
    found = ((_newspaper(child(section, "cols"), doubts), inside) for section, inside in _sections(body))
    return {element: columns for columns, inside in found if columns is not None for element in inside}


def ending_pages(body: etree._Element) -> frozenset[etree._Element]:
    """Return the sections of a body that end a page: the next section says how it begins."""
    found = [e for e in body.iter("{*}sectPr") if not any(True for _ in e.iterancestors("{*}sectPrChange"))]
    return frozenset(
        e for e, n in zip_longest(found, found[1:]) if value(child(n, "type")) not in ("continuous", "nextColumn")
    )


def _newspaper(columns: etree._Element | None, doubts: Doubts) -> Newspaper | None:
    """Return the columns of a section; None for one column, and for more or farther apart than a page has room for.

    Widths and spaces of single columns count only where a section says that they are not equal (`w:equalWidth`).
    """
    own = list(children(columns, "col")) if not is_on_by_default(columns, "equalWidth") else []
    count = len(own) or number(columns, "num") or 1
    space = twips(own[0], "space") if own else twips(columns, "space")
    space = max(0, _SPACE if space is None else space)
    if count < 2:
        return None
    found = Newspaper(count, space / 20)
    if not found.has_room:
        doubts.add("sections", "columns for which a page has no room", "text without columns")
        return None
    if len({twips(column, "w") for column in own}) > 1:
        doubts.add("sections", "columns of several widths", "columns of the same width")
    return found


def _sections(body: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Yield the sections of a body, each with the elements in it."""
    inside: list[etree._Element] = []
    for element in _elements(body):
        inside.append(element)
        section = element if name(element) == "sectPr" else child(element, "pPr", "sectPr")
        if section is not None:
            yield section, inside
            inside = []


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs, tables and sections in an element, those within content controls too."""
    for element in parent:
        if name(element) in THROUGH:
            yield from _elements(element)
        elif name(element) == "AlternateContent":
            yield from _elements(element[0]) if len(element) else ()
        else:
            yield element
