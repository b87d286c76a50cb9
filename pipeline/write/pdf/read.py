"""PDF read back, by pdfium.

Reads the bytes of a file. Gives a `Reading`. What a person meets is the text of all pages in content order, running
heads and feet included. The document's own text is read through the structure tree and counts by its marked content:
artifacts (running heads, page numbers) have none; the first `Div` of the document is the masthead; `Note` elements are
notes, whose `Lbl` is their mark; a `Reference` is a mark in the text; a `Span` titled "generated" is what the form
adds; paragraphs after the last part are the foot of page 1. Parts of an element on two pages follow each other, since
the contents of all pages are put into the order of the tree. The same way all text is read in the order of the
structure, which is slower.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pypdfium2 import raw

from pipeline.write.pdf.counts import Structure
from pipeline.write.pdf.halves import in_characters, joined, runs_right_to_left
from pipeline.write.pdf.look import look
from pipeline.write.pdf.objects import RawObjects
from pipeline.write.pdf.order import Places, places
from pipeline.write.pdf.pdfium import opened, pages, text_of, texts, things
from pipeline.write.reading import PageLook, Parts, Reading, Sort

_DEEPEST = 60
"""Elements inside each other that are read. Chosen: deeper than any document, against cycles."""
_TEXTS = frozenset(("P", *(f"H{level}" for level in range(1, 7))))
"""Elements whose figures are pictures of the text."""
GENERATED = "generated"
_CHANGES = {Sort.INSERTION: "inserted", Sort.DELETION: "deleted"}
"""Titles of the elements of changes."""
_LINE = 5.0
"""Points between two baselines that are those of two lines. Chosen: more than letters are raised, less than the leading
of notes."""
_SOFT_BREAKS = "\ufffe\x02\u00ad"
"""Signs of pdfium for a hyphen at the end of a line."""
_IMAGE = b"/Image"
"""In a file with pictures: their dictionaries are not in compressed streams."""


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of a PDF; `language` plays no part. Its views raise ValueError for anything that is not a PDF.

    The document's own text is available of a tagged PDF only.
    """
    paper, tagged = _Pages(data), _Tagged(data)
    counts = _Counts(tagged, paper)
    views = (lambda: paper.text, tagged.parts, tagged.whole, lambda: paper.looks)
    return Reading(*views, count=lambda: _count(data), counts=counts.of)


def _count(data: bytes) -> int:
    with closing(opened(data)) as document:
        return len(document)


class _Pages:
    """The pages, each loaded once for its text and its look."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _read(self) -> list[tuple[str, PageLook, list[str]]]:
        pictured = _IMAGE in self._data
        with closing(opened(self._data)) as document:
            return [_read_whole(page, pictured) for page in pages(document)]

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

    def __init__(self, tagged: _Tagged, paper: _Pages) -> None:
        self._tagged, self._paper, self._structure = tagged, paper, Structure(tagged.objects)

    def of(self, sort: Sort) -> Sequence[str]:
        """Return what there is of one kind."""
        if sort is Sort.PICTURE:
            return self._paper.pictures
        if sort in (Sort.INSERTION, Sort.DELETION):
            return self._changes.get(_CHANGES[sort], ())
        return self._structure.counted(sort)

    @cached_property
    def _changes(self) -> dict[str, list[str]]:
        """The words of insertions and deletions, by the title of their elements."""
        return self._tagged.found(whole=True).changes


def _read_whole(page: Any, pictured: bool) -> tuple[str, PageLook, list[str]]:  # noqa: ANN401 - a page of pdfium
    """Return the text of one page, its look, and its pictures, if the file is `pictured`."""
    with texts(page) as textpage:
        text = text_of(textpage)
        found = look(page, textpage, text)
    pictures = _pictures(page) if pictured else []
    words = "".join(f"\n[{words}]\n" for words in pictures)
    return _with_hyphens(text) + words, found, pictures


def _with_hyphens(text: str) -> str:
    """Return text with the hyphens for which pdfium has signs of its own; a search for each is faster than for all."""
    for sign in _SOFT_BREAKS:
        text = text.replace(sign, "-")
    return text


def _pictures(page: Any) -> list[str]:  # noqa: ANN401 - a page of pdfium
    """Return the alternative texts of the pictures of a page; none for a page without images."""
    images = [*map(raw.FPDFPageObj_GetType, things(page))].count(raw.FPDF_PAGEOBJ_IMAGE)
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


class _Tagged:
    """The text of a file by its structure."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.objects = RawObjects(data)

    def parts(self) -> Parts:
        """Return the own text of a tagged PDF. Raises ValueError if it has no structure."""
        found = self.found(whole=False)
        if not found.text:
            raise ValueError("the PDF has no structure, so its text cannot be distinguished from what the form adds")
        return Parts(tuple(found.masthead), _joined(found.text), tuple(map(_joined, found.notes.values())))

    def whole(self) -> str:
        """Return all text in the order of the structure: masthead, text, notes; "" for a PDF without structure."""
        found = self.found(whole=True)
        parts = ("\n".join(found.masthead), _joined(found.text), *map(_joined, found.notes.values()))
        return _with_hyphens("\n".join(parts)) if found.text else ""

    def found(self, *, whole: bool) -> _Found:
        """Return the text by its structure; `whole` with marks of notes, each apart, and with what the form adds."""
        found = _Found()
        with closing(opened(self._data)) as document:
            order = places(self.objects) if len(document) > 1 else {}
            for number, page in enumerate(pages(document)):
                _read_page(page, number, order, found, whole)
        return found


def _joined(text: Sequence[Placed]) -> str:
    """Return stretches of text in the order of their places; those of one place as they come."""
    return "".join(words for _, words in sorted(text, key=lambda placed: placed[0]))


Placed = tuple[int, str]
"""A place in the structure, and text there; what has none of its own is at the place before it."""


@dataclass(slots=True)
class _Found:
    masthead: list[str] = field(default_factory=list)
    text: list[Placed] = field(default_factory=list)
    notes: dict[str, list[Placed]] = field(default_factory=dict)
    """By the identifier of the Note element, which its parts on two pages share."""
    changes: dict[str, list[str]] = field(default_factory=dict)
    """The words of insertions and of deletions that the source itself marks."""


def _read_page(page: Any, number: int, order: Places, found: _Found, whole: bool) -> None:  # noqa: ANN401 - of pdfium
    marked = _marked_text(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            _Page(number, marked, order, found, whole).document(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Run(NamedTuple):
    """Characters that are shown together."""

    text: str
    line: float
    """Where the baseline is on the page."""


def _marked_text(page: Any) -> dict[int, list[_Run]]:  # noqa: ANN401 - a page of pdfium
    """Return the characters of a page by the number of their marked content."""
    found: dict[int, list[_Run]] = {}
    with texts(page) as textpage:
        placed = _by_place(textpage) if runs_right_to_left(text_of(textpage)) else None
        for thing in things(page):
            number = raw.FPDFPageObj_GetMarkedContentID(thing)
            if number >= 0 and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
                if placed is None:
                    text = _string(raw.FPDFTextObj_GetText, thing, textpage, wide=True)
                else:
                    text = placed.get(ctypes.addressof(thing.contents), "")
                found.setdefault(number, []).append(_Run(in_characters(text), _baseline(thing)))
    return found


def _baseline(thing: Any) -> float:  # noqa: ANN401 - a text object of pdfium
    """Return where the baseline of a text is: its height on the page, across it where the text is turned."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return float(matrix.f if matrix.a else matrix.e)


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
            chars = found.setdefault(ctypes.addressof(thing.contents), [])
            if chars and (whole := joined(chars[-1][2], char)):
                chars[-1] = (x.value, index, whole)
            else:
                chars.append((x.value, index, char))
    return {address: _in_order(chars) for address, chars in found.items()}


def _in_order(chars: list[tuple[float, int, str]]) -> str:
    """Return characters by their place; those of one glyph as they come."""
    side = -1 if runs_right_to_left(char for _, _, char in chars) else 1
    return "".join(char for _, _, char in sorted(chars, key=lambda placed: (side * placed[0], placed[1])))


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

    def __init__(self, number: int, marked: dict[int, list[_Run]], order: Places, found: _Found, whole: bool) -> None:
        self.number, self.marked, self.order, self.found, self.whole = number, marked, order, found, whole
        self.place, self.line = 0, 0.0

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
                foot: list[Placed] = []
                self.element(element, foot)
                self.found.masthead += (words for _, words in foot)

    def masthead(self, home: Any) -> None:  # noqa: ANN401 - an element of pdfium
        """Read each paragraph as a field."""
        for element in _children(home):
            if _kind(element) == "Figure":  # the emblem
                continue
            field: list[Placed] = []
            self.element(element, field)
            self.found.masthead.append("".join(words for _, words in field))

    def element(self, element: Any, into: list[Placed], depth: int = 0, in_note: bool = False) -> None:  # noqa: ANN401
        """Read the text of an element in the order of its children."""
        kind = _kind(element)
        if kind == "Figure":
            self.go_to(raw.FPDF_StructElement_GetChildMarkedContentID(element, 0))
            into.append((self.place, f"[{_string(raw.FPDF_StructElement_GetAltText, element)}]"))
            return
        mark = kind == "Reference" or (kind == "Lbl" and in_note)
        if mark or depth > _DEEPEST:
            into.append((self.place, "\n"))
            if not (mark and self.whole) or depth > _DEEPEST:
                return
        title = _string(raw.FPDF_StructElement_GetTitle, element) if kind == "Span" else ""
        if not self.whole and title == GENERATED:
            return
        if title in _CHANGES.values():
            into.append((self.place, "\n"))
        begins = len(into)
        if kind == "Note":
            into = self.found.notes.setdefault(_string(raw.FPDF_StructElement_GetID, element), [])
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number >= 0:
                self.go_to(number)
                self.show(number, into)
                continue
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.element(child, into, depth + 1, in_note or kind == "Note")
        if kind not in ("Span", "Link"):
            into.append((self.place, "\n"))
        elif title in _CHANGES.values():
            self.found.changes.setdefault(title, []).append("".join(words for _, words in into[begins:]))
            into.append((self.place, "\n"))

    def show(self, number: int, into: list[Placed]) -> None:
        """Add the text of a marked content, its lines apart; a word that a hyphen divides is whole."""
        before = self.marked.get(number - 1)
        divided = before is not None and before[-1].text in {*_SOFT_BREAKS}
        for text, line in self.marked.get(number, ()):
            parted = "\n" if abs(line - self.line) > _LINE and not divided else ""
            into.append((self.place, parted + text))
            self.line, divided = line, False

    def go_to(self, number: int) -> None:
        """Be at the place of the marked content of this number, if it has one."""
        self.place = self.order.get((self.number, number), self.place)


def _children(element: Any) -> Iterator[Any]:  # noqa: ANN401 - an element of pdfium
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child


def _kind(element: Any) -> str:  # noqa: ANN401 - an element of pdfium
    return _string(raw.FPDF_StructElement_GetType, element)
