"""The short rule at the end of a document keeps clear of what is below it [form end-rule.1]."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from pipeline.document import Document, NoteMark
from pipeline.write import Options
from pipeline.write.pdf.writer import write
from tests.makers import document, note, paragraph

LONGER_THAN_A_PAGE = range(28, 50)
"""Paragraphs of one line each: the last line is everywhere between the head and the foot of page 2 or page 1."""


def text(count: int, *, noted: bool) -> Document:
    """Return a text of so many short paragraphs; the last of them calls a note."""
    blocks = [paragraph("The tide was measured.", anchor=f"p{n}") for n in range(count)]
    last = paragraph(("The tide was measured.", NoteMark("n1")) if noted else "The tide ends.", anchor="last")
    return document(*blocks, last, notes=(note("n1", "1", "A note."),) if noted else ())


def drawn(data: bytes) -> tuple[list[float], list[float]]:
    """Return the heights of the rules across the middle of the last page, and of the words, above its lower edge."""
    file = pdfium.PdfDocument(data)
    page = file[len(file) - 1]
    middle = page.get_width() / 2
    bounds = [o.get_bounds() for o in page.get_objects() if o.type == raw.FPDF_PAGEOBJ_PATH]
    rules = [b for left, b, right, t in bounds if t - b < 2 and 60 < right - left < 80 and left < middle < right]
    words = page.get_textpage()
    return rules, [words.get_rect(n)[1] for n in range(words.count_rects())]


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize("count", LONGER_THAN_A_PAGE)
def test_it_is_apart_from_the_text_the_notes_and_the_foot(count: int, noted: bool) -> None:
    (rule,), words = drawn(write(text(count, noted=noted), Options()).data)
    assert all(abs(rule - low) > 4 for low in words)
    assert rule > 40
