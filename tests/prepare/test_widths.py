"""Widths of the columns of a table, from all that its source says."""

from __future__ import annotations

import pytest

from pipeline.document import Table
from tests.prepare.samples import main


def widths(rows: str, attributes: str = "") -> tuple[list[float | None], float | None, float | None]:
    """Return the widths of the columns, then width and share of the table."""
    block = main(f"<p>x</p><container name='table'><table {attributes}>{rows}</table></container>")[1]
    assert isinstance(block, Table)
    return [column.width for column in block.columns], block.width, block.width_share


def row(*cells: tuple[str, str]) -> str:
    return "<tr>" + "".join(f"<td {attributes}><p>{text}</p></td>" for attributes, text in cells) + "</tr>"


def dxa(width: int, span: int = 1) -> str:
    return f"akn4un:data-width-type='{width}-dxa' colspan='{span}'"


def test_widths_of_cells_that_span_columns_are_reconciled_over_all_rows():
    rows = row((dxa(2000, 2), "a"), (dxa(1000), "b")) + row((dxa(500), "a"), (dxa(2500, 2), "b"))
    assert widths(rows)[0] == [25.0, 75.0, 50.0]


def test_columns_that_nothing_parts_share_what_is_between_their_edges():
    assert widths(row((dxa(2000, 4), "a"), (dxa(1000), "b")))[0] == [25.0, 25.0, 25.0, 25.0, 50.0]


def test_where_rows_contradict_each_other_most_of_them_count():
    rows = row((dxa(500), "a"), (dxa(1000), "b")) + 2 * row((dxa(700), "a"), (dxa(1100), "b"))
    assert widths(rows)[0] == [35.0, 55.0]


def test_edges_that_run_back_leave_no_column_without_width():
    rows = 2 * row((dxa(2000, 2), "a"), (dxa(1000), "b")) + row((dxa(3000), "a"), (dxa(1000), "b"), ("", "c"))
    found = widths(rows)[0]
    assert found == [50.0, 50.0, 50.0]


def test_percentages_are_shares_of_the_table():
    assert widths(row(("style='width: 50%'", "a"), ("style='width:20%'", "b"), ("style='width:30%'", "c"))) == (
        [50.0, 20.0, 30.0], None, 1.0,
    )  # fmt: skip
    assert widths(row(("style='width: 50%'", "a"), ("width='50%'", "b")), "style='width: 10cm'")[0] == pytest.approx(
        [141.73, 141.73]
    )


def test_lengths_of_css_and_html_are_points():
    found, width, share = widths(row(("style='color:red;width:2cm'", "a"), ("width='96'", "b")), "style='width:8cm'")
    assert found == pytest.approx([56.69, 72.0])
    assert width == pytest.approx(226.7717)
    assert share is None


def test_columns_of_html_say_widths_and_are_not_rows():
    columns = "<colgroup><col style='width:3cm' span='2'/><col width='30pt'/><col style='width:1in'/></colgroup>"
    made = main(
        f"<p>x</p><container name='table'><table>{columns}{row(*[('', t) for t in 'abcd'])}</table></container>"
    )
    table = made[1]
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert [column.width for column in table.columns] == pytest.approx([85.04, 85.04, None, 72.0])


@pytest.mark.parametrize("width", ["", "auto", "-3cm", "1e9cm", "0", "0%", "3xx", "width", "99999cm"])
def test_what_is_not_a_width_is_left_to_the_text(width: str):
    assert widths(row((f"style='width:{width}'", "a"), ("", "b")))[0] == [None, None]
