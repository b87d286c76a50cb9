"""A section of the programme budget: numbers in the margin, a wide column, heads that name part and section."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pypdfium2

from pipeline.document import PROGRAMME_BUDGET, Document, NoteMark, Rank, Role
from pipeline.write import Options, writer
from tests.makers import IDENTITY, document, heading, masthead, note, paragraph

SENTENCE = "The harbour keeps its lamps and counts the ships that pass. "
IDENTITY_OF_SECTION = replace(
    IDENTITY, symbol="A/81/6 (Sect. 13)", symbol_printed="A/81/6 (Sect. 13)", running_title="",
    date=datetime.date(2026, 2, 19), signs=frozenset({PROGRAMME_BUDGET}),
)  # fmt: skip
OPENING = tuple(
    heading(words, rank, anchor=f"h_{n}")
    for n, (words, rank) in enumerate([
        ("Part IV", Rank.FIRST), ("Cooperation for development", Rank.FIRST),
        ("Section 13", Rank.CHAPTER), ("Trade Centre", Rank.CHAPTER),
    ])
)  # fmt: skip


def section(*, divided: bool = True) -> Document:
    texts = [paragraph(SENTENCE * 12, Role.NUMBERED, f"13.{n}", f"p_{n}") for n in range(1, 17)]
    marked = paragraph(("Items of the list", NoteMark("a")), anchor="marked")
    opening = OPENING if divided else ()
    return document(*opening, marked, *texts, identity=IDENTITY_OF_SECTION, masthead=masthead(),
                    notes=(note("a", "**", "A/81/50."),))  # fmt: skip


class Word(NamedTuple):
    """A word on a page: its edges and baseline from the upper left corner, its size."""

    text: str
    left: float
    right: float
    y: float
    size: float


@cache
def words(*, divided: bool = True) -> list[list[Word]]:
    """Return the words of each page."""
    pdf = pypdfium2.PdfDocument(writer("pdf")(section(divided=divided), Options()).data)
    return [list(_words(page)) for page in pdf]


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    text = page.get_textpage()
    whole = text.get_text_range()
    for found in re.finditer(r"\S+", whole):
        left, low, _, _ = text.get_charbox(found.start(), loose=True)
        right = text.get_charbox(found.end() - 1, loose=True)[2]
        size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, found.end() - 1)
        yield Word(found[0], left, right, page.get_height() - low, size)


def test_numbers_are_in_the_margin_and_text_reaches_the_end_margin() -> None:
    number = next(w for page in words() for w in page if w.text == "13.1")
    line = [w for w in words()[0] if abs(w.y - number.y) < 1]
    assert number.right < 111.5
    assert abs(line[1].left - 123.1) < 0.5
    assert 545 < line[-1].right < 553


def test_heads_name_the_part_on_even_pages_and_the_section_on_odd_ones() -> None:
    heads = [" ".join(w.text for w in page if w.y < 64) for page in words()]
    assert heads[1] == "Part IV Cooperation for development"
    assert heads[2] == "Section 13 Trade Centre"


def test_without_part_and_section_heads_say_the_symbol() -> None:
    assert " ".join(w.text for w in words(divided=False)[1] if w.y < 64) == "A/81/6 (Sect. 13)"


def test_asterisks_at_text_are_as_large_as_the_text() -> None:
    found = [w for w in words()[0] if w.text.startswith("list")]
    assert [(w.text, round(w.size)) for w in found] == [("list**", 10)]
