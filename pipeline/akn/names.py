"""Names of the Akoma Ntoso vocabulary.

Reads nothing. Gives the namespaces and two helpers for element names.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
XML = "http://www.w3.org/XML/1998/namespace"


def akn(name: str) -> str:
    """`akn("p")` is the qualified name of the Akoma Ntoso element p."""
    return f"{{{AKN}}}{name}"


def local(element: etree._Element | None) -> str:
    """Local name of an element; "" for None, comments and processing instructions."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2]


def line_of(element: etree._Element) -> int:
    """Line of an element's start tag as libxml2 knows it (capped at 65,535); 0 where unknown."""
    return cast("int | None", element.sourceline) or 0
