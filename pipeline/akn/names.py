"""Names of the Akoma Ntoso vocabulary.

Gives the namespaces and two helpers for element names.
"""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
XML = "http://www.w3.org/XML/1998/namespace"

_LOCAL: dict[Any, str] = {}
"""Local name of each qualified name met so far."""


def akn(name: str) -> str:
    """Return the qualified name of an Akoma Ntoso element: `akn("p")`."""
    return f"{{{AKN}}}{name}"


def local(element: etree._Element | None) -> str:
    """Return the local name of an element; "" for None, comments and processing instructions."""
    if element is None:
        return ""
    tag = element.tag
    name = _LOCAL.get(tag)
    if name is None:
        name = _LOCAL[tag] = tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""
    return name


def text_of(element: etree._Element) -> str:
    """Return all characters inside an element."""
    return "".join(str(piece) for piece in element.itertext())


def line_of(element: etree._Element) -> int:
    """Return the line of an element's start tag as libxml2 knows it (capped at 65,535); 0 if unknown."""
    return cast("int | None", element.sourceline) or 0
