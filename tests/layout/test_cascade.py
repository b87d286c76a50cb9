"""Which style a block takes, the same in every format; where italics are upright; where a table is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from msgspec import structs

from pipeline.document import Document, Kind, Look, Paragraph, Rank, Role, Text
from pipeline.forms import Form, form_named
from pipeline.layout.cascade import Cascade, cell_key, is_slanted, shown
from pipeline.layout.lists import is_counted
from pipeline.layout.places import placed
from pipeline.write import Options, writer
from tests import makers

FORM = form_named("new-york-t2")
BLOCKS = (
    makers.paragraph((Text("Targets:", look=Look.BOLD),), anchor="bold"),
    makers.paragraph("Text", anchor="text"),
    makers.paragraph("one", Role.ITEM, "(i)", "roman", level=1),
    makers.paragraph("more", Role.ITEM_TEXT, anchor="roman-text", level=1),
    makers.heading("A heading", anchor="heading"),
    makers.paragraph("two", Role.ITEM, "(v)", "after", level=1),
    makers.paragraph("dash", Role.ITEM, "–", "dash", level=2),
    makers.heading("II", Rank.SECOND, anchor="kind"),
)
WANTED = {
    "bold": "bold-text", "text": "text", "roman": "item-roman", "roman-text": "item-text-roman", "heading": "h1",
    "after": "item-roman", "dash": "item-dash", "kind": "resolution-h23",
}  # fmt: skip


def given() -> Document:
    return makers.document(*BLOCKS, identity=replace(makers.IDENTITY, kind=Kind("resolution")))


def test_the_cascade_takes_the_most_specific_style_of_the_form():
    cascade = Cascade(given(), FORM)
    assert {block.anchor: cascade.style(block) for block in BLOCKS} == WANTED


def test_a_heading_ends_a_list():
    letters = [makers.paragraph("x", Role.ITEM, label, level=1) for label in ("(a)", "(i)")]
    cascade = Cascade(given(), FORM)
    assert [cascade.style(b) for b in (letters[0], makers.heading("between"), letters[1])][-1] == "item-roman"


def test_html_names_the_styles_of_the_cascade():
    page = html.document_fromstring(writer("html")(given(), Options()).data.decode())
    found = {anchor: page.xpath(f"string(//*[@id='{anchor}']/@class)") for anchor in WANTED}
    assert found == WANTED


def test_the_text_of_a_frame_of_a_head_and_of_a_row_have_styles_of_their_own():
    table = makers.table(("Head",), ("Body",))
    side = makers.cell(0, "Side", header=True, scope="row")
    assert [cell_key(table, row.cells[0]) for row in table.rows] == ["table-head", "table-body"]
    assert cell_key(table, side) == "table-body"
    assert cell_key(replace(table, box=True), side) == "box"


def test_numbers_and_letters_count_a_list_and_dashes_do_not():
    labels = [(Text("–"),), (), (Text("(أ)"),)]
    assert [is_counted([label]) for label in labels] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "language", "look"),
    [
        ("also", "en", Look.ITALIC),
        ("也", "zh-Hans", Look.BOLD),
        ("also", "zh-Hans", Look.ITALIC),
        ("أيضا", "ar", Look.PLAIN),
    ],
)
def test_italics_in_a_script_without_slant_are_what_the_fonts_say(text, language, look):
    assert shown(Text(text, look=Look.ITALIC), language) is look


def test_a_style_is_upright_in_a_script_without_slant():
    closing = FORM.style("closing")
    assert [is_slanted(closing, tag) for tag in ("fr", "ar", "zh-Hans")] == [True, False, False]


def test_columns_that_a_format_folds_are_as_wide_as_those_of_the_print():
    table = makers.table(("State", "Amount", "Share"), ("Mali", "92 383", "5"))
    place = placed(table, FORM, makers.IDENTITY)
    assert sum(place.widths) == pytest.approx(place.frame.width)
    assert place.of([0, 2]) == pytest.approx([place.widths[0] + place.widths[1], place.widths[2]])


def test_a_paragraph_of_no_known_role_is_text():
    cascade = Cascade(given(), replace_styles("text"))
    assert cascade.style(Paragraph(anchor="q", role=Role.QUOTATION, inlines=())) == "text"


def replace_styles(*keys: str) -> Form:

    return structs.replace(FORM, styles={key: FORM.styles[key] for key in keys})
