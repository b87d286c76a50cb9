"""Elements of OpenDocument XML.

Reads names and values. Gives lxml elements in the namespaces of OpenDocument 1.3.
"""

from __future__ import annotations

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_DRAWING = {"draw": f"{_OASIS}drawing:1.0"}
"""Declared where it is used: most documents have nothing of it but what pandoc writes."""
VERSION = "1.3"


def qname(name: str) -> str:
    """Return `text:p` with its namespace."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES.get(prefix) or _DRAWING[prefix]}}}{local}"


def element(name: str, *children: etree._Element, **attributes: str | None) -> etree._Element:
    """Return an element; `fo__text_align` stands for `fo:text-align`, None for an attribute that is left out."""
    made = etree.Element(qname(name), nsmap=NAMESPACES | _DRAWING if name.startswith("draw:") else NAMESPACES)
    for key, value in attributes.items():
        if value is not None:
            made.set(qname(key.replace("__", ":").replace("_", "-")), value)
    made.extend(children)
    return made


def document_root(kind: str) -> etree._Element:
    """Return the root of a part: `document-styles`, `document-meta`."""
    return element(f"office:{kind}", office__version=VERSION)


def points(value: float) -> str:
    """Return a length."""
    return f"{value:g}pt"
