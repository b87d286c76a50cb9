"""Tables: grid, spans, rules, heads, boxes, direction."""

import pytest

from pipeline.document import Align, Borders, Cell, Column, Direction, Role, Row, Table, Valign
from pipeline.write import parts


def cell(make, text, column, **more):
    return Cell(column=column, blocks=(make.paragraph(text, anchor=f"c_{text}_{column}"),), **more)


@pytest.fixture
def table(make):
    """Return a table with a head, a body row and a total."""

    def build(**more):
        rows = (
            Row(
                (cell(make, "Item", 0, header=True), cell(make, "Dollars", 1, header=True, align=Align.END)),
                header=True,
            ),
            Row((cell(make, "Posts", 0), cell(make, "28 063 300", 1, align=Align.DECIMAL))),
            Row((cell(make, "Total", 0), cell(make, "28 063 300", 1, align=Align.DECIMAL)), total=True),
        )
        values = {"columns": (Column(200.0), Column(100.0)), "rows": rows, "summary": "Budget", **more}
        return Table(anchor="table_1", **values)

    return build


@pytest.fixture
def tables_of(make):
    """Return the tables of a document below its masthead."""

    def build(*blocks, **identity):
        package = make.written(make.document(*blocks, masthead=False, **identity))
        return package, package.body("//w:body/w:tbl")

    return build


def found(element, path):
    return element.xpath(path, namespaces={"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"})


def test_widths_are_those_of_the_source(tables_of, table):
    _, (made,) = tables_of(table())
    assert found(made, "w:tblGrid/w:gridCol/@w:w") == ["4000", "2000"]
    assert found(made, "w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w") == ["4000", "2000"]


def test_a_table_wider_than_the_measure_is_scaled_to_it(tables_of, table):
    _, (made,) = tables_of(table(columns=(Column(800.0), Column(400.0))))
    assert sum(map(int, found(made, "w:tblGrid/w:gridCol/@w:w"))) == 9850
    assert found(made, "w:tblPr/w:tblInd/@w:w") == ["0"]


def test_a_share_is_one_of_the_full_measure(tables_of, table):
    _, (made,) = tables_of(table(columns=(Column(75.0), Column(25.0)), width_share=0.5))
    assert found(made, "w:tblGrid/w:gridCol/@w:w") == ["3694", "1231"]


def test_columns_without_width_get_room_for_their_words_and_figures(tables_of, table):
    _, (made,) = tables_of(table(columns=(Column(), Column())))
    words, figures = map(int, found(made, "w:tblGrid/w:gridCol/@w:w"))
    assert figures > words


def test_head_rows_are_repeated_and_rows_never_broken(tables_of, table):
    _, (made,) = tables_of(table())
    assert [bool(found(row, "w:trPr/w:tblHeader")) for row in found(made, "w:tr")] == [True, False, False]
    assert len(found(made, "w:tr/w:trPr/w:cantSplit")) == 3


def test_rules_are_horizontal_only(tables_of, table):
    _, (made,) = tables_of(table())
    assert not found(made, "//w:tcBorders/w:left | //w:tcBorders/w:right")
    assert found(made, "w:tr[1]/w:tc[1]//w:tcBorders/w:top/@w:sz") == ["4"]
    assert found(made, "w:tr[1]/w:tc[1]//w:tcBorders/w:bottom/@w:sz") == ["12"]
    assert found(made, "w:tr[3]/w:tc[1]//w:tcBorders/w:bottom/@w:sz") == ["12"]


def test_rules_of_the_source_take_the_place_of_the_forms(tables_of, table, make):
    rows = (Row((cell(make, "a", 0, borders=Borders(left=0.5)), cell(make, "b", 1))),)
    _, (made,) = tables_of(table(rows=rows))
    assert found(made, "//w:tcBorders/*/@w:sz") == ["4"]


def test_figures_stand_at_the_end_edge(tables_of, table):
    _, (made,) = tables_of(table())
    assert found(made, "w:tr[2]/w:tc[2]/w:p/w:pPr/w:jc/@w:val") == ["right"]


def test_figures_take_the_room_before_them(tables_of, table):
    _, (made,) = tables_of(table())
    assert found(made, "w:tr[2]/w:tc[2]/w:tcPr/w:tcMar/w:left/@w:w") == ["40"]
    assert found(made, "w:tr[1]/w:tc[2]/w:tcPr/w:tcMar/w:left/@w:w") == ["72"]


def test_spans_over_columns_and_rows(tables_of, table, make):
    rows = (
        Row((cell(make, "wide", 0, column_span=2),)),
        Row((cell(make, "high", 0, row_span=2), cell(make, "b", 1))),
        Row((cell(make, "c", 1),)),
    )
    _, (made,) = tables_of(table(rows=rows))
    assert found(made, "w:tr[1]/w:tc/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert found(made, "//w:vMerge/@w:val") == ["restart", "continue"]
    assert [len(found(row, "w:tc")) for row in found(made, "w:tr")] == [1, 2, 2]


def test_a_span_over_rows_and_columns_keeps_the_grid(tables_of, table, make):
    rows = (
        Row((cell(make, "block", 0, row_span=2, column_span=2), cell(make, "b", 2))),
        Row((cell(make, "c", 2),)),
    )
    _, (made,) = tables_of(table(rows=rows, columns=(Column(50.0),) * 3))
    assert found(made, "w:tr[2]/w:tc[1]/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert [len(found(row, "w:tc")) for row in found(made, "w:tr")] == [2, 2]


def test_a_gap_in_a_row_is_an_empty_cell(tables_of, table, make):
    _, (made,) = tables_of(table(rows=(Row((cell(make, "b", 1),)),)))
    assert len(found(made, "w:tr/w:tc")) == 2
    assert len(found(made, "w:tr/w:tc/w:p")) == 2


def test_an_empty_row_is_a_spacer(tables_of, table, make):
    rows = (Row((Cell(column=0), Cell(column=1))), Row((cell(make, "a", 0), cell(make, "b", 1))))
    _, (made,) = tables_of(table(rows=rows))
    assert found(made, "w:tr[1]/w:trPr/w:trHeight/@w:val") == ["115"]
    assert not found(made, "w:tr[2]/w:trPr/w:trHeight")


def test_a_box_has_a_frame_and_no_page_indents(tables_of, table, make):
    box = table(box=True, columns=(Column(366.0),), rows=(Row((cell(make, "Summary", 0),)),))
    _, (made,) = tables_of(box)
    assert set(found(made, "w:tblPr/w:tblBorders/*/@w:sz")) == {"4"}
    assert found(made, "w:tr/w:tc/w:p/w:pPr/w:ind/@w:left") == ["0"]


def test_two_tables_do_not_run_into_one(tables_of, table):
    package, tables = tables_of(table(), table())
    assert len(tables) == 2
    assert package.body("//w:tbl[1]/following-sibling::*[1][self::w:p]")


def test_a_table_in_arabic_begins_at_the_right(tables_of, table):
    _, (made,) = tables_of(table(), language="ar", direction=Direction.RTL)
    assert found(made, "w:tblPr/w:bidiVisual")
    assert not found(made, "//w:tc/w:p[not(w:pPr/w:bidi)]")


def test_a_table_has_words_for_assistive_technology(tables_of, table):
    _, (made,) = tables_of(table())
    assert found(made, "w:tblPr/w:tblDescription/@w:val") == ["Budget"]


def test_vertical_alignment(tables_of, table, make):
    _, (made,) = tables_of(table(rows=(Row((cell(make, "a", 0, valign=Valign.MIDDLE), cell(make, "b", 1))),)))
    assert found(made, "//w:vAlign/@w:val") == ["center"]


def test_words_that_fit_in_no_way_have_soft_hyphens_and_stay_one_word(make, tables_of):
    cells = tuple(cell(make, "intergovernmental", n) for n in range(24))
    package, (made,) = tables_of(Table(anchor="t", columns=(Column(),) * 24, rows=(Row(cells),)))
    assert found(made, "count(w:tr/w:tc[1]/w:p/w:r/w:softHyphen)") == 5
    assert parts(package.data, "docx", "en").text.count("intergovernmental") == 24


def test_arabic_in_smaller_type_keeps_its_proportion_to_latin(make, tables_of):
    cells = tuple(Cell(column=n, blocks=(make.paragraph("Responsibilities", anchor=f"p{n}"),)) for n in range(9))
    given = Table(anchor="t", columns=(Column(),) * 9, rows=(Row(cells),))
    document = make.document(given, language="ar", language_code="ara", direction=Direction.RTL)
    sizes = make.written(document).body("(//w:tbl)[last()]//w:rPr[w:sz]")
    assert sizes
    for size in sizes:
        latin, arabic = (int(size.find(f"{make.W}{tag}").get(f"{make.W}val")) for tag in ("sz", "szCs"))
        assert arabic == round(latin * 1.2)


def test_a_total_stays_with_the_row_above_it_and_a_note_with_its_table(tables_of, table, make):
    note = make.paragraph("Rounded.", anchor="note", role=Role.TABLE_NOTE)
    _, (made,) = tables_of(table(), note)
    rows = made.findall(f"{make.W}tr")
    kept = [[p.find(f"{make.W}pPr/{make.W}keepNext") is not None for p in row.iter(f"{make.W}p")] for row in rows]
    assert all(all(row) for row in kept)
    _, (alone,) = tables_of(table())
    last = alone.findall(f"{make.W}tr")[-1]
    assert all(p.find(f"{make.W}pPr/{make.W}keepNext") is None for p in last.iter(f"{make.W}p"))
