"""What a page of HTML holds besides words, counted.

Reads the trees of pages, or of the pages of an EPUB. Gives its pictures, tables, notes, marks, links and changes, as
`Reading.counted` has them. What the page adds (contents, permalinks, ways back) does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from lxml import etree

from pipeline.write.reading import FRAME, Sort, cells_of

_NOTES = frozenset(("front-notes", "notes"))
_ADDED = frozenset(("permalink", "back", "skip"))
_X = "{http://www.w3.org/1999/xhtml}"
_CHANGES = {Sort.INSERTION: "ins", Sort.DELETION: "del"}


class Counted:
    """The pages of one file, which are searched for one kind of content at a time."""

    def __init__(self, roots: Sequence[etree._Element], shows: Callable[[str], bool]) -> None:
        """Take the pages; `shows` says whether the address of a picture has one."""
        self._roots, self._shows = roots, shows

    def of(self, sort: Sort) -> list[str]:
        """Return what the pages hold of one kind."""
        if sort is Sort.PICTURE:
            return [e.get("alt", "") for e in self._all("img") if self._shows(e.get("src", ""))]
        if sort is Sort.TABLE:
            return [_table(e) for e in self._all("table", "div") if _is_table(e)]
        if sort is Sort.NOTE:
            found = self._all("li", "aside", "div")
            return ["" for e in found if is_note(e, _name(e), e.get("class", "").split())]
        if sort in (Sort.MARK, Sort.LINK):
            return list(_links(self._anchors, marks=sort is Sort.MARK))
        return [" ".join(_own_words(e).split()) for e in self._all(_CHANGES[sort])] if sort in _CHANGES else []

    @cached_property
    def _anchors(self) -> list[etree._Element]:
        return list(self._all("a"))

    def _all(self, *names: str) -> Iterator[etree._Element]:
        """Yield the elements of these names, of HTML or of XHTML."""
        for root in self._roots:
            space = _X if _X in str(root.tag) else ""
            yield from root.iter(*(space + name for name in names))


def _is_table(element: etree._Element) -> bool:
    return _name(element) == "table" or "box" in element.get("class", "").split()


def _table(element: etree._Element) -> str:
    """Return the cells of each row; a box is a frame."""
    if _name(element) != "table":
        return FRAME
    rows = [row for part in element if _name(part) in ("thead", "tbody", "tfoot") for row in part]
    rows += [row for row in element if _name(row) == "tr"]
    return cells_of(sum(_name(cell) in ("td", "th") for cell in row) for row in rows)


def is_note(element: etree._Element, tag: str, classes: Collection[str]) -> bool:
    """Return True for an item of a list of notes, and for a note that stands by itself."""
    if tag == "li":
        parent = element.getparent()
        above = parent.getparent() if parent is not None else None
        return above is not None and bool(_NOTES & set(above.get("class", "").split()))
    return tag in ("aside", "div") and "note" in classes


def _links(anchors: Iterable[etree._Element], *, marks: bool) -> Iterable[str]:
    """Yield marks of notes as printed, or the addresses of other links."""
    for element in anchors:
        classes = element.get("class", "").split()
        if _is_mark(element, classes):
            if marks:
                yield "".join(map(str, element.itertext()))
        elif not marks and not _ADDED & set(classes) and not _in_navigation(element):
            yield element.get("href", "")


def _is_mark(element: etree._Element, classes: Sequence[str]) -> bool:
    return element.get("role") == "doc-noteref" or "noteref" in classes


def _in_navigation(element: etree._Element) -> bool:
    return next(element.iterancestors("nav", f"{_X}nav"), None) is not None


def _own_words(element: etree._Element) -> str:
    """Return the words of an element without those that the page adds."""
    own = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and "data-generated" not in child.attrib:
            own += _own_words(child)
        own += child.tail or ""
    return own


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
