"""Tables [corpus tables]: the grid, and what is around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Align, Cell, Table, Valign
from pipeline.prepare import prepare
from pipeline.prepare.elements.grid import Grid
from pipeline.prove import prove
from pipeline.write import Options, writer
from tests.prepare.samples import lines, main
from tests.prove.samples import body


def table(rows: str, attributes: str = "", language: str = "eng") -> Table:
    inside = f"<p>x</p><container name='table'><table {attributes}>{rows}</table></container>"
    block = main(inside, language=language)[1]
    assert isinstance(block, Table)
    return block


def test_short_rows_are_filled_and_spans_leave_their_places():
    made = table(
        "<tr><th><p>A</p></th><th colspan='2'><p>B</p></th></tr><tr><td rowspan='9'><p>1</p></td><td><p>2</p></td></tr>"
        "<tr><td><p>3</p></td></tr>"
    )
    places = [[(c.column, c.column_span, c.row_span, len(c.blocks)) for c in row.cells] for row in made.rows]
    assert places == [
        [(0, 1, 1, 1), (1, 2, 1, 1)],
        [(0, 1, 2, 1), (1, 1, 1, 1), (2, 1, 1, 0)],
        [(1, 1, 1, 1), (2, 1, 1, 0)],
    ]
    assert [row.header for row in made.rows] == [True, False, False]
    assert made.summary == "A; B"


@pytest.mark.parametrize(
    "inside",
    [
        "<ins><table><tr><td><p>A</p></td><td><p>B</p></td></tr></table></ins>",
        "<ins><table><tr><td><p>A</p></td><td><table><tr><td><p>B</p></td></tr></table></td></tr></table></ins>",
        "<section><heading>H <ins><table><tr><td><p>A</p></td><td><p>B</p></td></tr></table></ins></heading></section>",
        "<paragraph><num>1. <table><tr><td><p><ins>A</ins></p></td><td><p>B</p></td></tr></table></num><content>"
        "<p>x</p></content></paragraph>",
    ],
)
def test_words_of_a_table_keep_that_they_were_inserted(inside):
    source = body(inside)
    for format in ("html", "docx", "flow.txt"):
        written = writer(format)(prepare(source), Options()).data
        assert prove(source, written, format).error() is None


@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), max_size=4), max_size=5))
def test_every_place_of_the_grid_belongs_to_one_cell(rows: list[list[tuple[int, int]]]):
    grid = Grid(len(rows))
    for row in rows:
        grid.row()
        for columns, height in row:
            grid.place(Cell(column=0, column_span=columns, row_span=height))
    covered = [
        (number + r, cell.column + c)
        for number, cells in enumerate(grid.filled())
        for cell in cells
        for r in range(cell.row_span)
        for c in range(cell.column_span)
    ]
    assert sorted(covered) == [(r, c) for r in range(len(rows)) for c in range(grid.columns)]


def test_widths_and_borders_are_in_points():
    made = table(
        '<tr><td akn4un:data-width-type=\'1699-dxa\' akn4un:data-borders-info=\'{"Top":{"Style":"single","Size":12},'
        '"Left":{"Style":"nil","Size":null},"Right":null}\'><p>a</p></td></tr>',
        "akn4un:data-width-type='2500-pct'",
    )
    assert (made.columns[0].width, made.width, made.width_share, made.box) == (84.95, None, 0.5, True)
    borders = made.rows[0].cells[0].borders
    assert (borders.top, borders.left, borders.right) == (1.5, 0.0, None)


def test_faulty_measures_are_left_to_the_form():
    made = table(
        "<tr><td akn4un:data-width-type='wide' akn4un:data-borders-info='{' colspan='x' rowspan='-1'><p>a</p></td></tr>"
    )
    assert made.columns[0].width is None and made.rows[0].cells[0].borders.top is None


def test_figures_are_aligned_as_figures_and_stripped():
    cells = table(
        "<tr><td><p>Total</p></td><td><p>\u00a092\u00a0383\u00a0700</p></td><td><p>(1 200)</p></td></tr>"
    ).rows[0]
    assert [c.align for c in cells.cells] == [None, Align.DECIMAL, Align.DECIMAL]
    assert cells.cells[1].blocks[0].text == "92\u00a0383\u00a0700"


def test_a_bold_row_with_a_figure_is_a_total():
    made = table(
        "<tr><td><p><b>Total</b></p></td><td><p><b>8</b></p></td></tr><tr><td><p>a</p></td><td><p>8</p></td></tr>"
    )
    assert [row.total for row in made.rows] == [True, False]


def test_lines_before_and_notes_after_a_table_have_their_roles():
    blocks = main(
        "<p>x</p><p>Table 1</p><p>Staff</p><p>(Thousands of dollars)</p><table><tr><td><p>a</p></td></tr></table>"
        "<paragraph class='FootnoteText'><content><p>\t<sup>a</sup>\tSee A/1.</p></content></paragraph>"
    )
    assert lines(blocks)[1:] == [
        "table-title 0 | Table 1",
        "table-title 0 | Staff",
        "table-title 0 | (Thousands of dollars)",
        "table 1x1",
        "table-note 0 <r:a> | See A/1.",
    ]


@pytest.mark.parametrize(
    ("called", "note", "shown"),
    [
        ("<sup>a</sup>", "<sup>a</sup>\tVéase A/1.", "table-note 0 <r:a> | Véase A/1."),
        ("<sup>(أ)</sup>", "\t(أ)\tانظر", "table-note 0 (أ) | انظر"),
        ("", "<sup>a</sup>\tVéase A/1.", "text 0 | <r:a> Véase A/1."),
        ("<sup>b</sup>", "(a)\tSee A/1.", "item 1 (a) | See A/1."),
        ("<sup>a</sup>", "<sup>a</sup>", "text 0 | <r:a>"),
    ],
)
def test_a_line_under_a_table_that_explains_a_raised_letter_in_it_is_its_note(called: str, note: str, shown: str):
    blocks = main(f"<p>x</p><table><tr><td><p>2026{called}</p></td></tr></table><p>{note}</p>")
    assert lines(blocks)[2:] == [shown]


def test_each_letter_of_a_table_has_one_note_and_the_first_other_line_ends_them():
    row = "<tr><td><p>1<sup>a</sup></p></td><td><p>2<sup>b</sup></p></td></tr>"
    notes = "".join(f"<p>{text}</p>" for text in ("<sup>a</sup> A.", "(a)\tItem.", "<sup>b</sup> B."))
    assert [line.split()[0] for line in lines(main(f"<p>x</p><table>{row}</table>{notes}"))[2:]] == [
        "table-note",
        "item",
        "text",
    ]


def test_rows_that_begin_with_tabs_are_set_in_under_the_others_of_their_column():
    cells = [["\tA", "\t2"], ["\t\tB", "\t3"], ["C", "\t4"]]
    rows = "".join("<tr>" + "".join(f"<td><p>{c}</p></td>" for c in row) + "</tr>" for row in cells)
    made = table("<tr><th><p>\tHead</p></th><th/></tr><tr><td><p>Of which:</p></td><td/></tr>" + rows)
    indents = [[p.indent for cell in row.cells for p in cell.blocks] for row in made.rows]
    assert indents == [[0], [0], [1, 0], [2, 0], [0, 0]]


def test_a_caption_stands_before_its_table():
    assert lines(main("<p>x</p><table><caption>Staff</caption><tr><td><p>a</p></td></tr></table>"))[1:] == [
        "table-title 0 | Staff",
        "table 1x1",
    ]


def test_spans_that_a_hostile_source_claims_cost_nothing():
    made = table("<tr><td rowspan='65534' colspan='999999999'><p>a</p></td></tr>" + "<tr/>" * 5000)
    assert (len(made.rows), len(made.columns), made.rows[0].cells[0].row_span) == (5001, 1000, 5001)
    assert all(row.cells == () for row in made.rows[1:])


@pytest.mark.parametrize("value", ["²", "9" * 5000, "-1", "", "1e3", "nan", "٣"])
def test_invalid_numbers_count_as_one(value: str):
    made = table(f"<tr><td colspan='{value}' rowspan='{value}' akn4un:data-width-type='{value}-dxa'><p>a</p></td></tr>")
    assert (len(made.rows), len(made.columns), made.columns[0].width) == (1, 1, None)


@pytest.mark.parametrize("size", ["1e999", "NaN", "true", "[]", "-4", "1" * 400])
def test_rules_without_a_thickness_are_left_to_the_form(size: str):
    info = f'{{"Top":{{"Style":"single","Size":{size}}}}}'
    made = table(f"<tr><td akn4un:data-borders-info='{info}'><p>a</p></td></tr>")
    assert made.rows[0].cells[0].borders.top in (None, 0.125)


def test_borders_nested_without_end_are_left_to_the_form():
    made = table(f"<tr><td akn4un:data-borders-info='{'[' * 100_000}'><p>a</p></td></tr>")
    assert made.rows[0].cells[0].borders.top is None


def test_a_row_that_introduces_the_next_one_stays_with_it():
    rows = ("Total", "8"), ("Of which:", ""), ("Regular budget", "4"), ("Peacekeeping", "4"), ("Remark", "")
    made = table("".join(f"<tr><td><p>{a}</p></td><td><p>{b}</p></td></tr>" for a, b in rows))
    kept = [any(p.keep_with_next for cell in row.cells for p in cell.blocks) for row in made.rows]
    assert kept == [False, True, False, False, False]


def test_a_row_that_introduces_rows_with_numbers_stays_with_them():
    rows = (
        ("1", "Travel", "8"),
        ("", "Title II. Rooms", ""),
        ("2", "Rent", "4"),
        ("3", "Heat", "4"),
        ("", "", "5"),
        ("4", "x", "1"),
    )
    made = table("".join(f"<tr><td><p>{a}</p></td><td><p>{b}</p></td><td><p>{c}</p></td></tr>" for a, b, c in rows))
    kept = [any(p.keep_with_next for cell in row.cells for p in cell.blocks) for row in made.rows]
    assert kept == [False, True, False, False, False, False]


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ("<td><p>8</p></td><td akn4un:data-vertical-align='top'><p>8</p></td>", [None, Valign.BOTTOM, Valign.TOP]),
        ("<td><p>8</p></td><td/>", [None, Valign.BOTTOM, None]),
        ("<td><p>8</p></td><td><p>more words</p></td>", [None, None, None]),
    ],
)
def test_figures_after_words_stand_beside_the_last_line_of_these(cells, places):
    assert [c.valign for c in table(f"<tr><td><p>words</p></td>{cells}</tr>").rows[0].cells] == places


def test_shares_of_the_columns_are_kept():
    cell = "<td akn4un:data-width-type='{}-pct'><p>a</p></td>"
    made = table(f"<tr>{cell.format(3500)}{cell.format(1500)}</tr>")
    assert ([c.width for c in made.columns], made.width, made.width_share) == ([70.0, 30.0], None, 1.0)


@pytest.mark.parametrize("figure", ["63 930 800", "800 930 63", "(107 700)", "–"])
@pytest.mark.parametrize("given", ["", "akn4un:data-justification='Left'"])
def test_figures_in_arabic_are_figures_in_either_order(figure, given):
    cells = table(f"<tr><td {given}><p>{figure}</p></td><td><p>مجموع</p></td></tr>", language="ara").rows[0].cells
    assert [c.align for c in cells] == [Align.DECIMAL, None]
