"""PDF read back, by pdfium.

Reads the bytes of a file. Gives a `Reading`. What a person meets is the text of all pages in content order, running
heads and feet included. The document's own text is read through the structure tree and counts by its marked content:
artifacts (running heads, page numbers) have none; the first `Div` of the document is the masthead; `Note` elements are
notes, whose `Lbl` is their mark; a `Reference` is a mark in the text; a `Span` titled "generated" is what the form
adds; paragraphs after the last part are the foot of page 1. Parts of a paragraph on two pages follow each other, since
pages are read in order. The same way all text is read in the order of the structure, which is slower.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pypdfium2
from pypdfium2 import raw

from pipeline.write.pdf.counts import Structure
from pipeline.write.pdf.look import look
from pipeline.write.reading import PageLook, Parts, Reading, Sort

_DEEPEST = 60
"""Elements inside each other that are read. Chosen: deeper than any document, against cycles."""
_TEXTS = frozenset(("P", *(f"H{level}" for level in range(1, 7))))
"""Elements whose figures are pictures of the text."""
GENERATED = "generated"
_CHANGES = {Sort.INSERTION: "inserted", Sort.DELETION: "deleted"}
"""Titles of the elements of changes."""


_SOFT_BREAK = re.compile("[\ufffe\x02\u00ad]")
"""Signs of pdfium for a hyphen at the end of a line."""


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of a PDF; `language` plays no part. Its views raise ValueError for anything that is not a PDF.

    The document's own text is available of a tagged PDF only.
    """
    pages = _Pages(data)
    counts = _Counts(data, pages)
    views = (lambda: pages.text, lambda: _parts(data), lambda: _structured(data), lambda: pages.looks)
    return Reading(*views, count=lambda: _count(data), counts=counts.of)


def _count(data: bytes) -> int:
    with closing(_opened(data)) as document:
        return len(document)


class _Pages:
    """The pages, each loaded once for its text and its look."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _read(self) -> list[tuple[str, PageLook, list[str]]]:
        with closing(_opened(self._data)) as document:
            return [_read_whole(page) for page in document]

    @property
    def text(self) -> str:
        """The text of all pages, a form feed between them."""
        return "\f".join(text for text, _, _ in self._read)

    @property
    def looks(self) -> tuple[PageLook, ...]:
        """Look of each page."""
        return tuple(look for _, look, _ in self._read)

    @property
    def pictures(self) -> list[str]:
        """The alternative texts of the pictures of all pages."""
        return [words for _, _, found in self._read for words in found]


class _Counts:
    """Contents of the file besides words."""

    def __init__(self, data: bytes, pages: _Pages) -> None:
        self._data, self._pages, self._structure = data, pages, Structure(data)

    def of(self, sort: Sort) -> Sequence[str]:
        """Return what there is of one kind."""
        if sort is Sort.PICTURE:
            return self._pages.pictures
        if sort in (Sort.INSERTION, Sort.DELETION):
            return self._changes.get(_CHANGES[sort], ())
        return self._structure.counted(sort)

    @cached_property
    def _changes(self) -> dict[str, list[str]]:
        """The words of insertions and deletions, by the title of their elements."""
        return _found(self._data, whole=True).changes


def _opened(data: bytes) -> Any:  # noqa: ANN401 - a document of pdfium
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def _read_whole(page: Any) -> tuple[str, PageLook, list[str]]:  # noqa: ANN401 - a page of pdfium
    """Return the text of one page, its look, and its pictures."""
    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    found = look(page, textpage)
    textpage.close()
    pictures = _pictures(page)
    page.close()
    words = "".join(f"\n[{words}]\n" for words in pictures)
    return _SOFT_BREAK.sub("-", text) + words, found, pictures


def _pictures(page: Any) -> list[str]:  # noqa: ANN401 - a page of pdfium
    """Return the alternative texts of the pictures of a page; none for a page without images."""
    handle, thing, kind = page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    images = [kind(thing(handle, i)) for i in range(raw.FPDFPage_CountObjects(handle))].count(raw.FPDF_PAGEOBJ_IMAGE)
    tree = raw.FPDF_StructTree_GetForPage(page) if images else None
    if not tree:
        return []
    try:
        tops = range(raw.FPDF_StructTree_CountChildren(tree))
        figures = [f for i in tops for f in _figures(raw.FPDF_StructTree_GetChildAtIndex(tree, i))]
    finally:
        raw.FPDF_StructTree_Close(tree)
    return figures[:images]


def _figures(element: Any, depth: int = 0, inside: str = "") -> Iterator[str]:  # noqa: ANN401 - an element of pdfium
    """Yield the alternative texts of the figures in the paragraphs of an element, in order; others are marks of the
    form.
    """
    if depth > _DEEPEST or not element:
        return
    kind = _kind(element)
    if kind == "Figure" and inside not in _TEXTS:
        return
    if kind == "Figure":
        yield _string(raw.FPDF_StructElement_GetAltText, element)
        return
    for child in _children(element):
        yield from _figures(child, depth + 1, kind)


def _parts(data: bytes) -> Parts:
    """Return the own text of a tagged PDF. Raises ValueError if it has no structure."""
    found = _found(data, whole=False)
    if not found.text:
        raise ValueError("the PDF has no structure, so its text cannot be distinguished from what the form adds")
    return Parts(tuple(found.masthead), "".join(found.text), tuple(map("".join, found.notes.values())))


def _structured(data: bytes) -> str:
    """Return all text in the order of the structure: masthead, text, notes; "" for a PDF without structure."""
    found = _found(data, whole=True)
    parts = ("\n".join(found.masthead), "".join(found.text), *map("".join, found.notes.values()))
    return _SOFT_BREAK.sub("-", "\n".join(parts)) if found.text else ""


def _found(data: bytes, *, whole: bool) -> _Found:
    """Return the text by its structure; `whole` with marks of notes, each apart, and with what the form adds."""
    found = _Found()
    with closing(_opened(data)) as document:
        for page in document:
            _read_page(page, found, whole)
    return found


@dataclass(slots=True)
class _Found:
    masthead: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    """By the identifier of the Note element, which its parts on two pages share."""
    changes: dict[str, list[str]] = field(default_factory=dict)
    """The words of insertions and of deletions that the source itself marks."""


def _read_page(page: Any, found: _Found, whole: bool) -> None:  # noqa: ANN401 - a page of pdfium
    marked = _marked_text(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            _Page(marked, found, whole).document(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marked_text(page: Any) -> dict[int, str]:  # noqa: ANN401 - a page of pdfium
    """Return the characters of a page by the number of their marked content."""
    textpage = page.get_textpage()
    placed = _by_place(textpage) if _runs_right_to_left(textpage.get_text_range()) else None
    texts: dict[int, list[str]] = {}
    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        if number >= 0 and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            if placed is None:
                text = _string(raw.FPDFTextObj_GetText, thing, textpage, wide=True)
            else:
                text = placed.get(ctypes.addressof(thing.contents), "")
            texts.setdefault(number, []).append(text)
    textpage.close()
    return {number: "".join(parts) for number, parts in texts.items()}


def _by_place(textpage: Any) -> dict[int, str]:  # noqa: ANN401 - a text page of pdfium
    """Return the characters of each text object in the order of reading, by its address.

    Where a page has Arabic, pdfium puts the characters of a line into an order of its own. Each object that our PDF
    shows runs in one direction, so the places of its characters give their order.
    """
    found: dict[int, list[tuple[float, int, str]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(textpage)):
        thing = raw.FPDFText_GetTextObject(textpage, index)
        if thing:
            raw.FPDFText_GetCharOrigin(textpage, index, x, y)
            char = chr(raw.FPDFText_GetUnicode(textpage, index))
            found.setdefault(ctypes.addressof(thing.contents), []).append((x.value, index, char))
    return {address: _in_order(chars) for address, chars in found.items()}


def _in_order(chars: list[tuple[float, int, str]]) -> str:
    """Return characters by their place; those of one glyph as they come."""
    side = -1 if _runs_right_to_left(char for _, _, char in chars) else 1
    return "".join(char for _, _, char in sorted(chars, key=lambda placed: (side * placed[0], placed[1])))


def _runs_right_to_left(chars: Iterable[str]) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in chars)


def _string(read: Callable[..., int], *things: Any, wide: bool = False) -> str:  # noqa: ANN401 - things of pdfium
    """Return a string that pdfium writes into a buffer; the length that it gives counts bytes and the closing zero."""
    length = read(*things, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))() if wide else ctypes.create_string_buffer(length)
    read(*things, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "surrogatepass")


class _Page:
    """One page on its way into what was found."""

    def __init__(self, marked: dict[int, str], found: _Found, whole: bool) -> None:
        self.marked, self.found, self.whole = marked, found, whole

    def document(self, document: Any) -> None:  # noqa: ANN401 - an element of pdfium
        """Read the children of the Document element: masthead, title, parts, foot of page 1."""
        in_parts = False
        for element in _children(document):
            kind = _kind(element)
            if kind == "Div" and not in_parts:
                self.masthead(element)
                continue
            in_parts |= kind in ("Sect", "Part", "Art", "Div")
            if kind == "Figure":  # a mark of the form: bar code, QR code
                continue
            if kind != "P" or not in_parts:
                self.element(element, self.found.text)
            elif self.whole:
                self.element(element, self.found.masthead)

    def masthead(self, home: Any) -> None:  # noqa: ANN401 - an element of pdfium
        """Read each paragraph as a field."""
        for element in _children(home):
            if _kind(element) == "Figure":  # the emblem
                continue
            field: list[str] = []
            self.element(element, field)
            self.found.masthead.append("".join(field))

    def element(self, element: Any, into: list[str], depth: int = 0, in_note: bool = False) -> None:  # noqa: ANN401
        """Read the text of an element in the order of its children."""
        kind = _kind(element)
        if kind == "Figure":
            into.append(f"[{_string(raw.FPDF_StructElement_GetAltText, element)}]")
            return
        mark = kind == "Reference" or (kind == "Lbl" and in_note)
        if mark or depth > _DEEPEST:
            into.append("\n")
            if not (mark and self.whole) or depth > _DEEPEST:
                return
        title = _string(raw.FPDF_StructElement_GetTitle, element) if kind == "Span" else ""
        if not self.whole and title == GENERATED:
            return
        begins = len(into)
        if kind == "Note":
            into = self.found.notes.setdefault(_string(raw.FPDF_StructElement_GetID, element), [])
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number >= 0:
                into.append(self.marked.get(number, ""))
                continue
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.element(child, into, depth + 1, in_note or kind == "Note")
        if kind not in ("Span", "Link"):
            into.append("\n")
        elif title in _CHANGES.values():
            self.found.changes.setdefault(title, []).append("".join(into[begins:]))
            into.append("\n")


def _children(element: Any) -> Iterator[Any]:  # noqa: ANN401 - an element of pdfium
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child


def _kind(element: Any) -> str:  # noqa: ANN401 - an element of pdfium
    return _string(raw.FPDF_StructElement_GetType, element)
