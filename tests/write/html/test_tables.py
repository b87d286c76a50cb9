"""Tables: heads, captions, spans, boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Align, Borders, Cell, Column, Paragraph, Role, Row, Table, Text
from pipeline.write.html.style import _form_sheet


def cell(column, text, **more):
    blocks = (Paragraph(anchor=f"c{column}{text}", role=Role.TEXT, inlines=(Text(text),)),) if text else ()
    return Cell(column=column, blocks=blocks, **more)


def row(*cells, **more):
    return Row(cells=cells, **more)


HEAD = row(cell(0, "State", header=True, scope="col"), cell(1, "Amount", header=True, scope="col"), header=True)
BODY = row(cell(0, "Mali"), cell(1, "92 383", align=Align.DECIMAL))
TABLE = Table(anchor="tbl", columns=(Column(), Column()), rows=(HEAD, BODY), summary="Amounts")


@pytest.fixture
def written(page, resolution):
    """Return the main part made of some blocks."""
    main = resolution.parts[0]
    return lambda *blocks: page(replace(resolution, parts=(replace(main, blocks=blocks),))).xpath("//*[@id='main']")[0]


def test_a_table_stands_in_a_labelled_region_that_the_keyboard_reaches(written):
    region = written(TABLE).xpath("div[@id='tbl']")[0]
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Table 1: Amounts")


def test_leading_head_rows_form_the_head_with_their_scope(written):
    tree = written(TABLE)
    assert [th.text_content() for th in tree.xpath(".//thead//th[@scope='col']")] == ["State", "Amount"]
    assert tree.xpath(".//tbody//td[@class='figure']")


def test_titles_before_a_table_become_its_caption_in_their_order(written):
    titles = [
        Paragraph(anchor=f"t{n}", role=Role.TABLE_TITLE, inlines=(Text(t),)) for n, t in enumerate(("Table 1", "Sums"))
    ]
    tree = written(*titles, TABLE)
    assert [p.text_content() for p in tree.xpath(".//caption/p")] == ["Table 1", "Sums"]
    assert not tree.xpath("p")


def test_a_title_without_table_stays_a_paragraph(written):
    title = Paragraph(anchor="t", role=Role.TABLE_TITLE, inlines=(Text("Table 1"),))
    assert written(title).xpath("string(p)") == "Table 1"


def test_a_head_cell_without_words_is_not_a_head(written):
    empty = row(cell(0, "", header=True), cell(1, "Amount", header=True), header=True)
    tree = written(replace(TABLE, rows=(empty, BODY)))
    assert len(tree.xpath(".//th")) == 1
    assert len(tree.xpath(".//thead//td")) == 1


def test_columns_that_only_spans_make_are_folded(written):
    wide = Table(anchor="tbl", columns=(Column(),) * 4, rows=(row(cell(0, "a", column_span=3), cell(3, "b")),))
    tree = written(wide)
    assert [td.get("colspan") for td in tree.xpath(".//td")] == [None, None]


def test_rows_that_only_spans_make_are_folded(written):
    rows = (row(cell(0, "a", row_span=3), cell(1, "b", row_span=2)), row(), row(cell(1, "c")))
    tree = written(replace(TABLE, rows=rows))
    assert len(tree.xpath(".//tr")) == 2
    assert [td.get("rowspan") for td in tree.xpath(".//td")] == ["2", None, None]


def test_a_head_that_reaches_into_the_body_is_not_parted(written):
    reaching = row(cell(0, "State", header=True, row_span=2), cell(1, "Amount", header=True), header=True)
    tree = written(replace(TABLE, rows=(reaching, row(cell(1, "5")))))
    assert not tree.xpath(".//thead")
    assert tree.xpath(".//tbody//th[@rowspan='2']")


def test_rules_of_the_source_are_kept_and_replace_those_of_the_form(written):
    ruled = row(cell(0, "a", borders=Borders(top=0.5, bottom=0)), cell(1, "b"))
    tree = written(replace(TABLE, rows=(HEAD, ruled)))
    style = tree.xpath(".//td/@style")[0]
    assert style == "border-block-start:calc(0.5 * var(--rule)) solid"
    assert not tree.xpath(".//th/@style")


def test_a_table_without_rules_of_its_own_has_those_of_the_form(written):
    tree = written(
        replace(TABLE, rows=(HEAD, row(cell(0, "Mali"), cell(1, "5")), row(cell(0, "All"), cell(1, "5"), total=True)))
    )
    rule, thick = "calc(0.5 * var(--rule)) solid", "calc(1.5 * var(--rule)) solid"
    assert set(tree.xpath(".//th/@style")) == {f"border-block-start:{rule};border-block-end:{thick}"}
    assert tree.xpath(".//tbody/tr/td[1]/@style") == [f"border-block-start:{rule};border-block-end:{thick}"]


def test_widths_of_columns_are_those_of_the_print(written):
    given = replace(TABLE, columns=(Column(200.0), Column(100.0)))
    assert written(given).xpath(".//col/@style") == ["inline-size:66.7%", "inline-size:33.3%"]
    words, figures = (float(s[12:-1]) for s in written(TABLE).xpath(".//col/@style"))
    assert figures > words


def test_columns_of_text_have_space_for_words_on_a_narrow_screen(written):
    words = "Read at dawn and again at dusk"
    tree = written(replace(TABLE, rows=(HEAD, row(cell(0, words), cell(1, "1 234 567 890 123 456 789")))))
    assert [col.get("class") for col in tree.xpath(".//col")] == ["words", None]
    narrow = _form_sheet("new-york").partition("col.words { min-inline-size:")[0]
    assert narrow.rpartition("@media")[2].strip().startswith("screen and (max-width:")


def test_a_table_of_a_landscape_page_scrolls_and_is_turned_in_print(written):
    wide = tuple(cell(n, "Responsibilities") for n in range(13))
    tree = written(Table(anchor="tbl", columns=(Column(),) * 13, rows=(row(*wide),)))
    assert "turned" in tree.xpath("div[@id='tbl']/@class")[0].split()


def test_a_table_that_does_not_fit_in_the_type_of_the_form_is_smaller_in_print(written):
    wide = tuple(cell(n, "Responsibilities") for n in range(8))
    tree = written(Table(anchor="tbl", columns=(Column(),) * 8, rows=(row(*wide),)))
    region = tree.xpath("div[@id='tbl']")[0]
    assert region.get("style", "").startswith("--print-smaller:")
    assert "fits" not in region.get("class").split()
    assert "fits" in written(TABLE).xpath("div[@id='tbl']/@class")[0].split()


def test_a_frame_around_text_is_not_a_table(written):
    box = Table(anchor="box", columns=(Column(),), rows=(row(cell(0, "one")), row(cell(0, "two"))), box=True)
    tree = written(box)
    assert not tree.xpath(".//table")
    assert [part.text_content() for part in tree.xpath("div[@class='box']/div")] == ["one", "two"]


def test_a_cell_that_begins_a_row_beside_a_span_is_not_at_the_edge(written):
    long = row(replace(cell(0, "Region"), row_span=2), cell(1, "Station 1"))
    tree = written(replace(TABLE, rows=(long, row(cell(1, "Station 2")))))
    assert [td.get("class") for td in tree.xpath(".//td")] == [None, None, "inner"]
