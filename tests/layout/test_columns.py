"""Widths of columns: those of the source where words fit, what words need where they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.document import Cell, Column, Paragraph, Role, Row, Table, Text
from pipeline.layout.columns import Columns, Need

LETTER = 5.0


def cell(column: int, text: str, span: int = 1) -> Cell:
    block = Paragraph(anchor=f"c{column}", role=Role.TEXT, inlines=(Text(text),))
    return Cell(column=column, column_span=span, blocks=(block,))


def table(widths: list[float | None], *rows: tuple[Cell, ...]) -> Table:
    return Table(anchor="t", columns=tuple(Column(w) for w in widths), rows=tuple(Row(cells) for cells in rows))


def need(row: Row, cell: Cell) -> Need:
    """Return the need of a cell if every letter is as wide as the others; numbers are never divided."""
    words = [word for block in cell.blocks for word in block.text.split()]
    numbers = [word for word in words if word.isdecimal()]
    longest = max(map(len, words), default=0)
    return Need(LETTER * longest, LETTER * len(" ".join(words)), 4.0, LETTER * max(map(len, numbers), default=1))


def solved(made: Table, width: float) -> list[float]:
    return Columns(made, 4.0, need).widths(width)


def test_widths_of_the_source_stay_as_they_are_where_words_fit():
    made = table([50.0, 100.0], (cell(0, "a b"), cell(1, "c d")), (cell(0, "both columns", 2),))
    assert solved(made, 300.0) == pytest.approx([100.0, 200.0])


def test_a_column_too_narrow_for_its_word_takes_what_the_others_can_give():
    made = table([20.0, 200.0, 100.0], (cell(0, "Continuation"), cell(1, "of a"), cell(2, "post")))
    first, second, third = solved(made, 320.0)
    assert first == pytest.approx(64.0)
    assert second + third == pytest.approx(256.0)
    assert second - 14.0 == pytest.approx((200.0 - 14.0) / (100.0 - 24.0) * (third - 24.0), rel=0.2)


def test_a_column_beside_one_that_fits_in_no_way_keeps_what_it_cannot_do_without():
    first, second, third = solved(table([None, None, None], (cell(0, "lamp oil"), cell(1, "1" * 60))), 200.0)
    assert first == pytest.approx(9.0)
    assert (second, third) == pytest.approx((191.0, 0.0))
    narrow = solved(table([None, None], (cell(0, "1" * 60), cell(1, "1" * 60))), 200.0)
    assert narrow == pytest.approx([100.0, 100.0])


def test_text_that_reaches_over_three_rows_asks_for_a_third_of_the_width_it_would_ask_for_in_one():
    long, short = "a b c d e f g h i j k l m n o p q r s t", "a b c d e f g"
    reaching = replace(cell(0, long), row_span=3)
    first, second = solved(table([None, None], (reaching, cell(1, short)), (cell(1, "x"),), (cell(1, "y"),)), 300.0)
    assert first == pytest.approx(second, rel=0.1)
    alone, other = solved(table([None, None], (cell(0, long), cell(1, short))), 300.0)
    assert alone > 2 * other


def test_columns_under_a_long_word_that_spans_them_make_room_together():
    made = table([30.0, 30.0, 240.0], (cell(0, "Responsibilities", 2), cell(2, "x")), (cell(0, "a"), cell(1, "b")))
    first, second, third = solved(made, 300.0)
    assert first + second == pytest.approx(84.0)
    assert third == pytest.approx(216.0)


def test_a_word_is_parted_before_a_number():
    made = table([None, None], (cell(0, "Unconstitutionality"), cell(1, "1234567890")))
    columns = Columns(made, 4.0, need)
    assert not columns.fit(100.0)
    assert columns.widths(100.0)[1] >= 54.0


def test_columns_without_width_get_more_room_for_more_text():
    narrow, wide = solved(table([None, None], (cell(0, "short"), cell(1, "a much longer text than the other"))), 300.0)
    assert wide > narrow


def test_a_short_text_that_nearly_fits_is_on_one_line_beside_long_ones():
    long = "coast between the two capes with all stations that report by wire"
    made = table([None, None, None], (cell(0, long), cell(1, "Station 12"), cell(2, long)))
    first, second, third = solved(made, 290.0)
    assert second == pytest.approx(LETTER * 10 + 4.0)
    assert first == pytest.approx(third)


def test_a_column_with_a_width_of_the_source_gives_nothing_to_short_texts():
    long = "coast between the two capes with all stations that report by wire"
    made = table([120.0, None, None], (cell(0, long), cell(1, "Station 12"), cell(2, long)))
    assert solved(made, 290.0)[0] == pytest.approx(120.0)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    widths = draw(st.lists(st.one_of(st.none(), st.floats(1, 200)), min_size=count, max_size=count))
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        cells, at = [], 0
        while at < count:
            span = draw(st.integers(1, count - at))
            cells.append(cell(at, draw(st.text("ab1 ", max_size=30)), span))
            at += span
        rows.append(tuple(cells))
    return table(widths, *rows)


@given(tables(), st.floats(50, 900))
def test_columns_add_up_to_the_width_of_the_table_whatever_is_in_them(made: Table, width: float):
    found = solved(made, width)
    assert sum(found) == pytest.approx(width)
    assert min(found) >= 0


@given(tables(), st.floats(50, 900))
def test_where_words_fit_every_cell_has_room_for_its_longest(made: Table, width: float):
    columns = Columns(made, 4.0, need)
    assume(columns.fit(width))
    found = columns.widths(width)
    for row in made.rows:
        for one in row.cells:
            room = sum(found[one.column : one.column + one.column_span])
            assert room >= need(row, one).longest - 0.1
