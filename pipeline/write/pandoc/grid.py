"""Tables for pandoc.

Reads a `Table` and how its cells are written. Gives a Pandoc table: head, body, spans, alignments, shares of the width.
Columns in which no cell begins are folded away, as the table models of HTML and of pandoc's own readers demand. Where
no row shows all columns, edges that no cell lies between become one: pandoc's reader of OpenDocument takes the most
cells of a row for the number of columns and drops whatever lies beyond.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from pipeline.document import Align, Cell, Table
from pipeline.layout.tables import columns_used, head_length
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node

_ALIGN = {
    Align.START: "AlignDefault",
    Align.CENTRE: "AlignCenter",
    Align.END: "AlignRight",
    Align.DECIMAL: "AlignRight",
}


Write = Callable[[int, Cell], list[Node]]
"""Writes the blocks of a cell of the row with a number."""
Attributes = Callable[[int, Cell], ast.Attr]
"""Gives the attributes of a cell that says its look itself."""


def table_node(
    table: Table, shares: Sequence[float | None], write: Write, attributes_of: Attributes | None = None
) -> Node:
    """Return the table with its anchor; `shares` of the width for the columns that are written, None for open ones."""
    used = first_columns(table)
    rows = [
        ast.row(
            [
                _cell(cell, used, write(number, cell), attributes_of and attributes_of(number, cell))
                for cell in row.cells
            ]
        )
        for number, row in enumerate(table.rows)
    ]
    head = head_length(table)
    direction = table.direction.value if table.direction else ""
    attributes = ast.attr(table.anchor, "box" if table.box else "", lang=table.language, dir=direction)
    return ast.table(attributes, shares, rows[:head], rows[head:])


def first_columns(table: Table) -> list[int]:
    """Return the columns of the source with which the columns written begin."""
    used = columns_used(table) or [0]
    most = max((len(row.cells) for row in table.rows), default=0)
    for column in used[1:]:
        without = [c for c in used if c != column]
        if most < len(used) and _keeps_all(table, without):
            used = without
    return used


def _keeps_all(table: Table, used: list[int]) -> bool:
    """Return True if every cell still has a column of its own."""
    return all(_across(cell, used) for row in table.rows for cell in row.cells)


def _across(cell: Cell, used: list[int]) -> int:
    """Return the number of columns written that a cell covers."""
    return bisect_left(used, cell.column + cell.column_span) - bisect_left(used, cell.column)


def _cell(cell: Cell, used: list[int], blocks: list[Node], own: ast.Attr | None) -> list[Any]:
    across = max(1, _across(cell, used))
    if own is not None:
        return ast.cell(blocks, "AlignDefault", cell.row_span, across, own)
    return ast.cell(blocks, _alignment(cell), cell.row_span, across, ast.attr(cell.anchor))


def _alignment(cell: Cell) -> str:
    return _ALIGN.get(cell.align, "AlignDefault") if cell.align else "AlignDefault"


def given_shares(table: Table) -> list[float | None]:
    """Return shares of the table's width, where the source gives the widths of all columns."""
    used = first_columns(table)
    given = [column.width for column in table.columns]
    total = math.fsum(width for width in given if width)
    if not given or not all(given):
        return [None] * len(used)
    ends = [*used[1:], len(given)]
    return [round(math.fsum(w for w in given[a:b] if w) / total, 4) for a, b in zip(used, ends, strict=True)]
