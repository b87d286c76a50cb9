"""What an OpenDocument text holds besides words, counted.

Reads the content as a tree and the names in the package. Gives pictures, tables, notes, marks, links and tracked
changes, as `Reading.counted` has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.write.pandoc.odt.elements import qname
from pipeline.write.pandoc.odt.tables import rows_of
from pipeline.write.reading import Sort, cells_of

_STYLE = qname("text:style-name")
_HREF = qname("xlink:href")
_BLOCKS = (qname("text:p"), qname("text:h"))


def counted(root: etree._Element, names: frozenset[str], sort: Sort) -> Sequence[str]:
    """Return what the file holds of one kind."""
    if sort is Sort.PICTURE:
        return [title for frame in root.iter(qname("draw:frame")) if (title := picture(frame, names)) is not None]
    if sort is Sort.TABLE:
        return [_table(table) for table in root.iter(qname("table:table"))]
    if sort is Sort.NOTE:
        return [""] * sum(1 for _ in _notes(root))
    if sort is Sort.MARK:
        return ["" for mark in root.iter(qname("text:note-citation"), qname("text:span")) if _is_mark(mark)]
    if sort is Sort.LINK:
        return [link.get(_HREF, "") for link in root.iter(qname("text:a"))]
    if sort is Sort.INSERTION:
        return [*map(_inserted, root.iter(qname("text:change-start"))), *_styled(root, "inserted")]
    if sort is Sort.DELETION:
        deleted = (p for deletion in root.iter(qname("text:deletion")) for p in deletion.iterchildren(*_BLOCKS))
        return [*map(_words, deleted), *_styled(root, "deleted")]
    return ()


def _styled(root: etree._Element, style: str) -> list[str]:
    """Return the words of changes that are shown but not tracked: in a note that is inserted or deleted itself."""
    return [_words(span) for span in root.iter(qname("text:span")) if span.get(_STYLE) == style]


def picture(frame: etree._Element, names: frozenset[str]) -> str | None:
    """Return the alternative text of a picture that is in the package; None for any other frame."""
    image, title = frame.find(qname("draw:image")), frame.findtext(qname("svg:title"), "")
    return title if image is not None and image.get(_HREF) in names else None


def _table(table: etree._Element) -> str:
    """Return the cells of each row; those that a span covers do not count."""
    return cells_of(len(row.findall(qname("table:table-cell"))) for row in rows_of(table))


def _notes(root: etree._Element) -> Iterator[etree._Element]:
    """Yield native notes, and paragraphs that begin a typed one."""
    yield from root.iter(qname("text:note"))
    yield from (p for p in root.iter(qname("text:p")) if _is_note(p) and any(map(_is_typed, p)))


def _is_mark(element: etree._Element) -> bool:
    """Return True for a mark in the text; that before a typed note does not count."""
    if element.tag == qname("text:note-citation"):
        return True
    return _is_typed(element) and not any(map(_is_note, element.iterancestors(qname("text:p"))))


def _is_typed(element: etree._Element) -> bool:
    return element.get(_STYLE) == "noteref"


def _is_note(paragraph: etree._Element) -> bool:
    return str(paragraph.get(_STYLE, "")).split("_")[0] == "note"


def _inserted(start: etree._Element) -> str:
    """Return the words between the two marks of an insertion."""
    words = start.tail or ""
    for element in start.itersiblings():
        if element.tag == qname("text:change-end"):
            return words
        words += _words(element) + (element.tail or "")
    return ""


def _words(element: etree._Element) -> str:
    """Return the characters of an element; notes have their own."""
    if element.tag == qname("text:note"):
        return ""
    return (element.text or "") + "".join(_words(child) + (child.tail or "") for child in element)
