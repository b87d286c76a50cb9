"""Tables in two versions: which rows belong together.

Reads two tables. Gives a `TableMatch`, or None if the grids are too different: then the table is replaced whole.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """Match the rows of two tables by what they say; return None if they have other columns.

    Rows that a cell spans come and go together: a group whose spans have changed goes as a whole and comes again, and
    the others stay.
    """
    if len(old.columns) != len(new.columns) or old.box != new.box:
        return None
    before, after = _groups(old), _groups(new)
    found = align(_units(old, before), _units(new, after))
    anchors = [p for p in sorted(found.in_place) if _same_grids(old, new, before[p[0]], after[p[1]])]
    rows: list[tuple[int | None, int | None]] = []
    i = j = 0
    for a, b in [*anchors, (len(before), len(after))]:
        rows += _between(old, new, before[i:a], after[j:b])
        if a < len(before):
            rows += zip(before[a], after[b], strict=True)
        i, j = a + 1, b + 1
    return TableMatch(tuple(rows))


def _between(
    old: Table, new: Table, before: Sequence[range], after: Sequence[range]
) -> list[tuple[int | None, int | None]]:
    """Match groups of which none says what another said: one by one where they are as many, with the same cells."""
    if len(before) == len(after) and all(_same_grids(old, new, a, b) for a, b in zip(before, after, strict=True)):
        return [pair for a, b in zip(before, after, strict=True) for pair in zip(a, b, strict=True)]
    gone = [(row, None) for group in before for row in group]
    return [*gone, *((None, row) for group in after for row in group)]


def _groups(table: Table) -> list[range]:
    """Return the rows in groups that no cell reaches out of."""
    found, begin, end = [], 0, 0
    for number, row in enumerate(table.rows):
        end = max([end, number + 1, *(number + cell.row_span for cell in row.cells)])
        if end <= number + 1:
            found.append(range(begin, number + 1))
            begin = number + 1
    return [*found, range(begin, len(table.rows))] if begin < len(table.rows) else found


def _same_grids(old: Table, new: Table, a: range, b: range) -> bool:
    return len(a) == len(b) and all(same_grid(old.rows[m], new.rows[n]) for m, n in zip(a, b, strict=True))


def same_grid(a: Row, b: Row) -> bool:
    """Return True if cells are at the same places with the same spans."""
    return [(c.column, c.column_span, c.row_span) for c in a.cells] == [
        (c.column, c.column_span, c.row_span) for c in b.cells
    ]


def row_text(row: Row) -> str:
    """Return what a row says, cell by cell."""
    return squeezed(" | ".join(p.text for cell in row.cells for p in cell.blocks))


def _units(table: Table, groups: Sequence[range]) -> list[Unit]:
    texts = [squeezed(" | ".join(row_text(table.rows[row]) for row in group)) for group in groups]
    return [Unit(n, 0, "row", str(n), "", "", "", text) for n, text in enumerate(texts)]
