"""Tables for pandoc: the columns written."""

from __future__ import annotations

import json

from pipeline.document import Cell, Column, Row, Table
from pipeline.write.pandoc.grid import given_shares, table_node


def _table(make, *rows):
    """Return the rows of (text, column, columns spanned)."""
    made = (
        Row(tuple(Cell(column=c, column_span=s, blocks=(make.paragraph(f"c.{t}", t),)) for t, c, s in row))
        for row in rows
    )
    width = max(c + s for row in rows for _, c, s in row)
    return Table(anchor="t", columns=(Column(10.0),) * width, rows=tuple(made))


RAGGED = (
    (("a", 0, 1), ("b", 1, 4), ("c", 5, 1)),
    (("d", 0, 3), ("e", 3, 2), ("f", 5, 1)),
    (("g", 0, 6),),
)
"""No row shows all of its four columns."""


def _spans(node):
    return [[cell[3] for cell in row[1]] for row in node["c"][4][0][3]]


def test_edges_that_no_cell_lies_between_become_one_where_no_row_shows_all_columns(make):
    table = _table(make, *RAGGED)
    node = table_node(table, given_shares(table), lambda number, cell: [])
    assert (len(node["c"][2]), _spans(node)) == (3, [[1, 1, 1], [1, 1, 1], [3]])


def test_columns_that_a_row_shows_stay_apart(make):
    rows = (*RAGGED, (("h", 0, 1), ("i", 1, 2), ("j", 3, 2), ("k", 5, 1)))
    table = _table(make, *rows)
    node = table_node(table, given_shares(table), lambda number, cell: [])
    assert (len(node["c"][2]), _spans(node)[:2]) == (4, [[1, 2, 1], [2, 1, 1]])


def test_a_reader_of_opendocument_finds_every_cell_of_such_a_table(make, written, reread):
    read = json.dumps(reread(written(make.document(_table(make, *RAGGED)), "odt"), "odt"))
    assert [t for t in "abcdefg" if f'"Str", "c": "{t}"' not in read] == []
