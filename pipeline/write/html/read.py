"""HTML read back: pages, and those inside an EPUB.

Reads the bytes of a file, by lxml. Gives a `Reading`. What the page adds is in elements with `data-generated`;
marks of notes in elements of the class `mark` or `noteref`; the mark before a note is its first element of the class
`label`. What is hidden from eyes or from screen readers does not count, nor does `nav`, which holds copies of headings.
A picture is read as its words in brackets, if the file has the picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from lxml import etree

from pipeline.write.html.counts import Counted, is_note
from pipeline.write.reading import Part, Piece, Reading

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
))  # fmt: skip
_JOINED = _INLINE - {"ins", "del"}
"""Elements whose words may be parts of those beside them; words that were inserted are not."""
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "nav"))
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MARKS = frozenset(("mark", "noteref"))
_CLASSES = _MARKS | {"label", "masthead", "note"}
_NOTES = frozenset(("aside", "div", "li"))
_HIDING = frozenset(("aria-hidden", "hidden", "style"))
"""Attributes that may keep an element from eyes or from screen readers."""
_SHORTEST = 64
"""An address with fewer characters holds no picture. Chosen: less than the head of any picture in base64."""


def in_page(address: str) -> bool:
    """Return True for a picture that the page itself holds."""
    return address.startswith("data:image/") and len(address) > _SHORTEST


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of a page; `language` plays no part. Raises ValueError for an empty page."""
    root: etree._Element | None = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    if root is None:
        raise ValueError("Document is empty")
    return Reading.of(pieces_of([root]), Counted([root], in_page).of)


def pieces_of(roots: Iterable[etree._Element], shows: Callable[[str], bool] = in_page) -> list[Piece]:
    """Return the pieces of pages of HTML or XHTML, in order; `shows`: whether the address of a picture has one."""
    walk = _Walk(shows)
    for root in roots:
        walk.element(root, Part.TEXT, 0)
    return walk.pieces


class _Walk:
    """One pass over the elements of all pages; fields of the masthead and notes are counted as they come."""

    def __init__(self, shows: Callable[[str], bool]) -> None:
        self.shows = shows
        self.pieces: list[Piece] = []
        self.fields = self.notes = 0
        self.in_masthead = False
        self.labelled = True
        """False from the beginning of a note until its own mark has come."""

    def element(self, element: etree._Element, part: Part, number: int) -> None:
        """Add the text of an element and of those inside it."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        tag = tag.rpartition("}")[2] if "}" in tag else tag
        attributes: dict[str, str] = dict(element.items())  # type: ignore[arg-type]
        if tag in _UNSEEN or not (_HIDING.isdisjoint(attributes) or not _is_unseen(attributes)):
            return
        if tag == "img" and self.shows(attributes.get("src", "")):
            self.pieces.append((part, number, f"[{attributes.get('alt', '')}]"))
        masthead = self.in_masthead
        if attributes or tag == "p":
            part, number = self._part(element, tag, attributes, part, number)
        gap = "" if tag in _JOINED and not (attributes and _ends_words(attributes)) else "\n"
        self.pieces.append((part, number, gap + (element.text or "")))
        for child in element:
            self.element(child, part, number)
            tail = child.tail
            if tail:
                self.pieces.append((part, number, tail))
        if gap:
            self.pieces.append((part, number, gap))
        self.in_masthead = masthead

    def _part(
        self, element: etree._Element, tag: str, attributes: Mapping[str, str], part: Part, number: int
    ) -> tuple[Part, int]:
        """Return what the text of an element belongs to, if its parent belongs to `part`."""
        if part is Part.ADDED and not self.in_masthead:
            return part, number
        if "data-generated" in attributes:
            return Part.ADDED, 0
        classes = _known(attributes.get("class", ""))
        if not (classes or tag in _NOTES or self.in_masthead):
            return part, number
        if tag in _NOTES and is_note(element, tag, classes):
            self.notes, self.labelled = self.notes + 1, False
            return Part.NOTE, self.notes
        if "label" in classes and not self.labelled:
            self.labelled = True
            return Part.ADDED, 0
        if not _MARKS.isdisjoint(classes):
            self.pieces.append((part, number, "\n"))
            return Part.ADDED, 0
        if "masthead" in classes:
            self.in_masthead = True
            return Part.ADDED, 0
        if self.in_masthead and tag == "p" and part is not Part.NOTE:
            self.fields += 1
            return Part.MASTHEAD, self.fields
        return part, number


@lru_cache(maxsize=1024)
def _known(classes: str) -> frozenset[str]:
    """Return the names of a class that say what a text belongs to."""
    return _CLASSES.intersection(classes.split())


def _ends_words(attributes: Mapping[str, str]) -> bool:
    """Return True for the mark of a note: the figure before it is a word of its own."""
    return attributes.get("role") == "doc-noteref" or "noteref" in attributes.get("class", "")


def _is_unseen(attributes: Mapping[str, str]) -> bool:
    """Return True for what CSS or ARIA hides."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style and _UNSEEN_STYLE.search(style))
