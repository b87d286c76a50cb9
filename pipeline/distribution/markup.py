"""Content read back from HTML pages and EPUB.

Reads the bytes of a file. Gives `Content`. What the page adds stands in elements with `data-generated`; marks of notes
in elements of the class `mark` or `noteref`; the mark before a note is its first element of the class `label`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from pipeline.distribution.content import Content
from pipeline.prove.packages import pages_of_epub

_NO_TEXT = frozenset(("head", "script", "style", "template", "nav"))
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "del", "em", "i", "ins", "s", "small", "span", "strong", "sub", "sup", "time", "u",
))  # fmt: skip
_MARK = frozenset(("mark", "noteref"))
_NOTES = frozenset(("front-notes", "notes"))


def content_of_html(data: bytes) -> Content:
    """The content of a page."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    return _content([root])


def content_of_epub(data: bytes) -> Content:
    """The content of all pages in the order of the spine."""
    return _content(pages_of_epub(data))


def _content(pages: list[etree._Element]) -> Content:
    masthead: list[str] = []
    notes: list[str] = []
    for page in pages:
        notes += [_note(element) for element in list(page.iter()) if _is_note(element)]
        for home in [e for e in page.iter() if "masthead" in _classes(e)]:
            masthead += [_text(field) for field in home.iter() if _name(field) == "p"]
            _remove(home)
    return Content(tuple(masthead), "\n".join(map(_text, pages)), tuple(notes))


def _is_note(element: etree._Element) -> bool:
    """True for an item of a list of notes, and for a note that stands by itself."""
    if not isinstance(element.tag, str):
        return False
    if _name(element) == "li":
        home = element.getparent()
        above = home.getparent() if home is not None else None
        return above is not None and bool(_NOTES & _classes(above))
    return _name(element) in ("aside", "div") and "note" in _classes(element)


def _note(element: etree._Element) -> str:
    """The text of a note without its mark; the note is taken out of the page."""
    mark = next((e for e in element.iter() if "label" in _classes(e)), None)
    if mark is not None:
        _remove(mark)
    text = _text(element)
    _remove(element)
    return text


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The source's own characters; a line feed where a block or a note mark stands."""
    name = _name(element)
    if name in _NO_TEXT or "data-generated" in element.attrib or not name:
        return
    if _MARK & _classes(element):
        yield "\n"
        return
    gap = "" if name in _INLINE else "\n"
    yield gap + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield gap


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _classes(element: etree._Element) -> set[str]:
    return set(element.get("class", "").split()) if isinstance(element.tag, str) else set()


def _remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
