"""Whether an OpenDocument text is inert: nothing in it runs, and nothing in it is fetched.

Reads the bytes of a file as a zip of parts. Gives what is not inert, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.packing import xml_part
from pipeline.unpacking import unzipped
from pipeline.write.parts import instructions, may_have_changes, pictures

_HREF = "{http://www.w3.org/1999/xlink}href"
_PARTS = re.compile(
    r"mimetype|META-INF/manifest\.xml|(?:content|styles|meta|settings)\.xml|manifest\.rdf"
    r"|(?:Pictures|media)/[\w.-]+\.(?:png|jpe?g|svg)"
)
_TYPE = b"application/vnd.oasis.opendocument.text"
_NAMESPACES = ("script", "form", "xforms", "presentation", "animation", "database", "ooo-config", "smil")
"""Vocabularies of what moves, asks or runs."""
_ACTIVE = frozenset((
    "scripts", "event-listeners", "event-listener", "object", "object-ole", "plugin", "applet", "floating-frame",
    "section-source", "dde-source", "dde-connection", "dde-connection-decls", "dde-connection-decl", "execute-macro",
    "script", "database-display", "database-next", "database-row-select", "database-name", "hidden-text",
    "hidden-paragraph", "conditional-text", "user-field-get", "user-field-input", "user-field-decl", "variable-get",
    "variable-set", "variable-input", "text-input", "expression", "file-name", "template-name", "sender-firstname",
    "measure", "template", "auto-reload", "hyperlink-behaviour", "cell-range-source", "table-source", "image-map",
    "area-rectangle", "area-circle", "area-polygon", "forms", "control", "font-face-src", "font-face-uri",
    "font-face-format", "definition-src", "background-image", "alphabetical-index-auto-mark-file", "page-variable-get",
))  # fmt: skip
"""Elements, by local name, that run, fetch, hide words, or show what they fetch."""
_CHANGES = frozenset(("tracked-changes", "changed-region", "change", "change-start", "change-end"))
"""Tracked changes: in a file of a text in whose XML nothing is inserted or deleted, they strike out what is valid."""
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WEB = re.compile(r"(?:https?://|mailto:)\S")


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in an OpenDocument text is not inert. Raises ValueError if it is damaged.

    `source`: the XML; if it has no insertion and no deletion, the file has no tracked changes.
    """
    changes = frozenset() if may_have_changes(source) else _CHANGES
    parts = unzipped(data)
    for name, content in parts.items():
        if not _PARTS.fullmatch(name):
            yield f"the part {name!r:.80}"
        elif name.endswith(".xml"):
            root = xml_part(content)
            yield from instructions(name, root)
            yield from _elements(name, root, frozenset(parts), _ACTIVE | changes)
        elif name == "mimetype" and content != _TYPE:
            yield f"the type {content[:60]!r}"
        elif name.startswith(("Pictures/", "media/")):
            yield from pictures(name, content)


def _elements(name: str, root: etree._Element, parts: frozenset[str], refused: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the elements of a part; `refused`: those that it may not have, by local name."""
    if len(list(root.iter(f"{_OFFICE}text"))) > 1:
        yield f"{name}: more than one text"
    for element in root.iter("*"):
        tag = etree.QName(element)
        space = (tag.namespace or "").split(":")
        if tag.localname in refused or set(space) & set(_NAMESPACES):
            yield f"{name}: the element {tag.localname}"
        address = element.get(_HREF)
        if address is not None and not _is_harmless(tag.localname, address, parts):
            yield f"{name}: {tag.localname} leads to {address!r:.80}"
        if element.get("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}display") == "none":
            yield f"{name}: hidden text"


def _is_harmless(element: str, address: str, parts: frozenset[str]) -> bool:
    """Return True for a link that a reader may follow, and for a picture of the file."""
    if element == "a":
        return address.startswith("#") or bool(_WEB.match(address))
    return element == "image" and address in parts
