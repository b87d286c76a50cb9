"""Pages of a PDF as pdfium gives them: each opened once, its text, and the boxes of what is printed on it.

Reads the bytes of a file. Gives pages, texts and boxes. A page has some hundred runs of text, and some thousand letters
that may have to be asked for one by one. So functions that are called for each of these take arguments that were
converted for ctypes before, and write into one place: .34 in place of .59 ms for the runs of a document.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pypdfium2
from pypdfium2 import raw

from pipeline.write.pdf.halves import in_characters
from pipeline.write.reading import Box


def opened(data: bytes) -> Any:  # noqa: ANN401 - a document of pdfium
    """Return a document, to be closed. Raises ValueError for anything that is not a PDF."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def pages(document: Any) -> Iterator[Any]:  # noqa: ANN401 - of pdfium
    """Yield the pages of a document, each closed before the next is opened. Raises ValueError for one that is not."""
    for number in range(len(document)):
        page = raw.FPDF_LoadPage(document, number)
        if not page:
            raise ValueError(f"page {number + 1} cannot be read")
        try:
            yield page
        finally:
            raw.FPDF_ClosePage(page)


@contextmanager
def texts(page: Any) -> Iterator[Any]:  # noqa: ANN401 - of pdfium
    """Give the text page of a page while it is needed."""
    textpage = raw.FPDFText_LoadPage(page)
    if not textpage:
        raise ValueError("the text of a page cannot be read")
    try:
        yield textpage
    finally:
        raw.FPDFText_ClosePage(textpage)


def text_of(textpage: Any) -> str:  # noqa: ANN401 - of pdfium
    """Return the text of a page, as pdfium puts it in order."""
    count = raw.FPDFText_CountChars(textpage)
    buffer = _units(count.bit_length())()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    data = memoryview(buffer).cast("B")[: 2 * max(0, written - 1)]
    try:
        return str(data, "utf-16-le")
    except UnicodeDecodeError:
        return in_characters(str(data, "utf-16-le", "surrogatepass"))


@cache
def _units(bits: int) -> type[ctypes.Array[ctypes.c_ushort]]:
    """Return the type of an array of `1 << bits` units of text. Each type that ctypes makes is a cycle of objects."""
    return ctypes.c_ushort * (1 << bits)


def boxes(textpage: Any) -> list[Box]:  # noqa: ANN401 - of pdfium
    """Return the boxes of the runs of text on a page."""
    text, place = _pointer(textpage), _Place()
    left, bottom, right, top = place.parts
    found = []
    for index in range(raw.FPDFText_CountRects(textpage, 0, -1)):
        _GET_RECT(text, index, left, top, right, bottom)
        found.append(place.read())
    return list(map(Box._make, found))


def letters(textpage: Any) -> Iterator[tuple[int, int, Callable[[], list[float]]]]:  # noqa: ANN401 - of pdfium
    """Yield each character of a page: its place in the text, its code, and a function that gives its box."""
    text, place = _pointer(textpage), _Place()
    left, bottom, right, top = place.parts

    def box() -> list[float]:
        _GET_CHAR_BOX(text, index, left, right, bottom, top)
        return place.read()

    for index in range(raw.FPDFText_CountChars(textpage)):
        yield index, _GET_UNICODE(text, index), box


def kinds(page: Any) -> Iterator[int]:  # noqa: ANN401 - of pdfium
    """Yield the kinds of what is drawn on a page, of forms what is drawn by them too."""
    for thing in things(page):
        kind = raw.FPDFPageObj_GetType(thing)
        yield kind
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inside = (raw.FPDFFormObj_GetObject(thing, i) for i in range(raw.FPDFFormObj_CountObjects(thing)))
            yield from map(raw.FPDFPageObj_GetType, inside)


def things(page: Any) -> Iterator[Any]:  # noqa: ANN401 - of pdfium
    """Yield what is drawn on a page, in order."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield raw.FPDFPage_GetObject(page, index)


class _Place:
    """Four numbers in memory, into which pdfium writes the sides of a box."""

    def __init__(self) -> None:
        numbers = (ctypes.c_double * 4)()
        self.parts = [ctypes.byref(numbers, at * ctypes.sizeof(ctypes.c_double)) for at in range(4)]
        """Left, bottom, right and top, as arguments."""
        self._view = memoryview(numbers).cast("B").cast("d")
        self.read: Callable[[], list[float]] = self._view.tolist  # type: ignore[assignment] # its numbers are floats
        """Returns them as they are now."""


def _quick(function: Any) -> Any:  # noqa: ANN401 - of ctypes
    """Return a function of pdfium whose arguments are not converted: small whole numbers, and what `_pointer` and
    `byref` give.
    """
    return ctypes.PYFUNCTYPE(ctypes.c_int)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _pointer(thing: Any) -> Any:  # noqa: ANN401 - of pdfium
    """Return a handle of pdfium as an argument."""
    return ctypes.c_void_p.from_param(ctypes.addressof(thing.contents))


_GET_RECT = _quick(raw.FPDFText_GetRect)
_GET_CHAR_BOX = _quick(raw.FPDFText_GetCharBox)
_GET_UNICODE = _quick(raw.FPDFText_GetUnicode)
