"""Lists of contents: which words of an entry are the page that it leads to.

Reads `tocItem` elements. An entry that leads to a place of its document has the page of that place as
`inline[@name="akn4un:page"]`; it is made again in formats with pages and left out in the others, and so is the word
above the pages. One that leads nowhere (`href="#"`) has its page, if any, as words.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.names import local, text_of

PAGE = "akn4un:page"
NOWHERE = "#"


def is_page(element: etree._Element) -> bool:
    """Return True for an `inline` that holds a page number, which is not a word of the text."""
    return element.get("name") == PAGE and local(element) == "inline"


def page_of(entry: etree._Element) -> str:
    """Return the page that an entry gives, without spaces around; "" if it gives none."""
    return next((text_of(inner).strip() for inner in entry.iterchildren("{*}inline") if is_page(inner)), "")


def leads(entry: etree._Element) -> bool:
    """Return True for an entry that leads to a place."""
    return (entry.get("href") or NOWHERE) != NOWHERE
