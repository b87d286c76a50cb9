"""The words of a page.

Reads HTML by lxml. Gives its text as a reader meets it, without what is hidden from eyes or from screen readers, and
without `nav`, which holds copies of headings.
"""

from __future__ import annotations

import re

from lxml import etree

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
))  # fmt: skip
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "nav"))
"""Elements whose words do not count; `nav` holds copies of headings."""
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def read_html(data: bytes) -> str:
    """The text of a page without what is hidden from eyes or from screen readers.

    Raises ValueError for an empty page.
    """
    root: etree._Element | None = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    if root is None:
        raise ValueError("Document is empty")
    return text_of(root)


def text_of(root: etree._Element) -> str:
    """The text of a tree of HTML or XHTML elements."""
    pieces: list[str] = []
    _html_text(root, pieces)
    return "".join(pieces)


def _html_text(element: etree._Element, pieces: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str):
        return
    tag = tag.rpartition("}")[2]
    if tag in _UNSEEN:
        return
    attributes = element.attrib
    if attributes and _unseen(attributes):
        return
    gap = "" if tag in _INLINE and attributes.get("role") != "doc-noteref" else "\n"
    pieces.append(gap + (element.text or ""))
    for child in element:
        _html_text(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    if gap:
        pieces.append(gap)


def _unseen(attributes: etree._Attrib) -> bool:
    """True for what CSS or ARIA hides."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style and _UNSEEN_STYLE.search(style))
