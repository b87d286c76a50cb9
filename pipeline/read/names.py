"""Names of the Akoma Ntoso vocabulary.

Reads nothing. Gives the namespaces and two helpers for element names.
"""

from __future__ import annotations

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
