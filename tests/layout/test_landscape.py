"""Landscape pages: which tables need one, what goes with them, and the measures of such a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Row,
    Table,
    Text,
)
from pipeline.forms import form_named
from pipeline.layout.landscape import heads, on_landscape, turned
from tests import makers

FORM = form_named("new-york-t3")


def table(anchor: str, count: int, word: str = "9876543210", **more) -> Table:
    """Return a table of so many columns, each with this word."""
    cells = tuple(
        Cell(column=n, blocks=(Paragraph(anchor=f"{anchor}-{n}", role=Role.TEXT, inlines=(Text(word),)),))
        for n in range(count)
    )
    return Table(anchor=anchor, columns=tuple(Column() for _ in range(count)), rows=(Row(cells),), **more)


def text(anchor: str, words: str = "Short.", role: Role = Role.TEXT, **more) -> Paragraph:
    return makers.paragraph(words, role, anchor=anchor, **more)


def document(*blocks: Block, new_page: bool = False, following: Part | None = None) -> Document:
    part = Part(anchor="part", kind=PartKind.ANNEX, blocks=blocks, new_page=new_page)
    parts = (part, following) if following else (part,)
    return replace(makers.resolution(language="en"), parts=parts)


LONG = text("long", "These words need a page of their own. " * 40)
WIDE = table("wide", 16)


def turned_blocks(*blocks: Block, **more) -> set[str]:
    return set(on_landscape(document(*blocks, **more), FORM))


def test_a_table_that_fits_in_the_smallest_type_of_an_upright_page_stays_there():
    assert turned_blocks(LONG, table("t", 11)) == set()


def test_a_table_whose_numbers_do_not_fit_goes_to_a_landscape_page():
    assert turned_blocks(LONG, WIDE, replace(LONG, anchor="more")) == {"wide"}


def test_a_table_goes_with_its_title_where_the_source_asks_for_a_landscape_page():
    title = text("title", "(Thousands)", Role.TABLE_TITLE, landscape=True)
    note = text("note", role=Role.TABLE_NOTE)
    assert turned_blocks(LONG, title, table("t", 2), note, replace(LONG, anchor="more")) == {"title", "t", "note"}


def test_a_box_is_never_turned():
    assert turned_blocks(LONG, table("box", 1, "9" * 300, box=True)) == set()


def test_headings_titles_and_notes_go_with_their_table():
    blocks = (
        LONG,
        Heading(anchor="heading", rank=Rank.FIRST, level=2, inlines=(Text("Posts"),)),
        text("units", "(Thousands)", keep_with_next=True),
        text("title", "Table 1", Role.TABLE_TITLE),
        WIDE,
        text("a", "Estimate.", Role.TABLE_NOTE),
        text("star", "Provisional.", Role.SMALL_NOTE),
        replace(LONG, anchor="more"),
    )
    assert turned_blocks(*blocks) == {"heading", "units", "title", "wide", "a", "star"}


def test_a_title_that_the_source_puts_on_a_landscape_page_takes_its_table_and_notes_along():
    blocks = (
        LONG,
        text("title", "Table 1", Role.TABLE_TITLE, landscape=True),
        text("units", "(Thousands)", Role.TABLE_TITLE),
        table("narrow", 2),
        text("a", "Estimate.", Role.TABLE_NOTE),
        replace(LONG, anchor="more"),
    )
    assert turned_blocks(*blocks) == {"title", "units", "narrow", "a"}


@pytest.mark.parametrize(("between", "goes"), [(text("x"), True), (replace(LONG, anchor="x"), False)])
def test_text_too_short_for_a_page_of_its_own_goes_with_the_tables_around_it(between: Block, goes: bool):
    found = turned_blocks(LONG, WIDE, between, table("other", 16), replace(LONG, anchor="more"))
    assert found == {"wide", "other"} | ({"x"} if goes else set())


def test_little_text_before_the_table_goes_along_where_the_part_opens_a_page():
    assert turned_blocks(text("x"), WIDE, LONG, new_page=True) == {"x", "wide"}
    assert turned_blocks(text("x"), WIDE, LONG) == {"wide"}


def test_little_text_after_the_table_goes_along_where_nothing_follows_on_its_page():
    assert turned_blocks(LONG, WIDE, text("x")) == {"wide", "x"}
    following = Part(anchor="next", kind=PartKind.ANNEX, blocks=(replace(LONG, anchor="more"),))
    assert turned_blocks(LONG, WIDE, text("x"), following=following) == {"wide"}
    assert turned_blocks(LONG, WIDE, text("x"), following=replace(following, new_page=True)) == {"wide", "x"}


def test_a_landscape_page_is_the_upright_one_turned_with_the_margins_of_the_form():
    page = turned(FORM).page
    assert (page.width, page.height) == (FORM.page.height, FORM.page.width)
    assert page.measure == pytest.approx(662.4)
    assert (page.left, page.right) == (57.6, 72.0)
    assert (turned(FORM, rtl=True).page.left, turned(FORM, rtl=True).page.right) == (72.0, 57.6)


def test_text_and_notes_of_a_landscape_page_end_as_far_above_its_margin_as_on_an_upright_one():
    flow, page = turned(FORM).flow, turned(FORM).page
    upright = FORM.page.height - FORM.page.bottom - FORM.flow.last_baseline
    assert page.height - page.bottom - flow.last_baseline == pytest.approx(upright)
    assert flow.last_baseline_first == flow.last_baseline
    assert flow.first_baseline == FORM.landscape.first_baseline


def test_heads_of_a_landscape_page_keep_to_the_sheet():
    assert heads(FORM).page == FORM.page
    assert heads(FORM).running.head_y == FORM.landscape.head_y


def test_a_document_without_parts_has_no_landscape_page():
    assert on_landscape(replace(makers.document(text("p")), parts=()), FORM) == frozenset()
