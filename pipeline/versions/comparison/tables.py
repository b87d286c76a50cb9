"""Tables in two versions: which rows belong together.

Reads two tables. Gives a `TableMatch`, or None if the grids are too different: then the table is replaced whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Row, Table
from pipeline.versions.comparison.align import align
from pipeline.versions.comparison.tokens import squeezed
from pipeline.versions.comparison.units import Unit


@dataclass(frozen=True, slots=True)
class TableMatch:
    """The rows in the order of a merged table: (old, new) numbers, None on the side where a row is missing."""

    rows: tuple[tuple[int | None, int | None], ...]


def match_tables(old: Table, new: Table) -> TableMatch | None:
    """Match the rows of two tables; return None if columns differ, or rows come and go that spanning cells cross."""
    if len(old.columns) != len(new.columns) or old.box != new.box:
        return None
    if len(old.rows) == len(new.rows) and all(same_grid(a, b) for a, b in zip(old.rows, new.rows, strict=True)):
        return TableMatch(tuple((n, n) for n in range(len(old.rows)))) if _alike(old, new) else _by_text(old, new)
    return _by_text(old, new)


def same_grid(a: Row, b: Row) -> bool:
    """Return True if cells are at the same places with the same spans."""
    return [(c.column, c.column_span, c.row_span) for c in a.cells] == [
        (c.column, c.column_span, c.row_span) for c in b.cells
    ]


def row_text(row: Row) -> str:
    """Return what a row says, cell by cell."""
    return squeezed(" | ".join(p.text for cell in row.cells for p in cell.blocks))


def _alike(old: Table, new: Table) -> bool:
    """Return True if most rows say in place what they said: no row has come or gone."""
    equal = sum(row_text(a) == row_text(b) for a, b in zip(old.rows, new.rows, strict=True))
    return _spans(old) or _spans(new) or 2 * equal >= len(old.rows) or len(old.rows) < 3


def _spans(table: Table) -> bool:
    return any(cell.row_span > 1 for row in table.rows for cell in row.cells)


def _by_text(old: Table, new: Table) -> TableMatch | None:
    if _spans(old) or _spans(new):
        return None
    found = align(_units(old), _units(new))
    pairs = sorted(p for p in found.in_place if same_grid(old.rows[p[0]], new.rows[p[1]]))
    rows: list[tuple[int | None, int | None]] = []
    i = j = 0
    for a, b in [*pairs, (len(old.rows), len(new.rows))]:
        rows += [(n, None) for n in range(i, a)]
        rows += [(None, n) for n in range(j, b)]
        if a < len(old.rows):
            rows.append((a, b))
        i, j = a + 1, b + 1
    return TableMatch(tuple(rows))


def _units(table: Table) -> list[Unit]:
    return [Unit(n, 0, "row", str(n), "", "", "", row_text(row)) for n, row in enumerate(table.rows)]
