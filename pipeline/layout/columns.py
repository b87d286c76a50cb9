"""Widths of the columns of a table.

Reads a `Table` and what its cells need. Gives widths in points; the writers of pages share the rule.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document import Cell, Table

Natural = Callable[[Cell], tuple[float, float]]
"""Width of the longest unit of a cell's text and of all of it on one line."""


def column_widths(table: Table, width: float, inset: float, natural: Natural) -> list[float]:
    """Widths of the columns that add up to `width`.

    Widths of the source are kept in proportion; columns without one share what is left by what their text needs.
    """
    given = [c.width or 0.0 for c in table.columns]
    if all(given):
        total = sum(given)
        return [w * width / total for w in given]
    needed = _needs(table, inset, natural)
    known = sum(given)
    left = max(width - known, width * 0.2)
    share = left / sum((n for n, g in zip(needed, given, strict=True) if not g), start=1e-9)
    wide = [g or n * share for g, n in zip(given, needed, strict=True)]
    total = sum(wide)
    return [w * width / total for w in wide]


def _needs(table: Table, inset: float, natural: Natural) -> list[float]:
    """What each column asks for: the root of its widest text, but never less than its longest unit."""
    least = [12.0] * len(table.columns)
    most = [12.0] * len(table.columns)
    for row in table.rows:
        for cell in row.cells:
            if cell.column_span == 1:
                longest, whole = natural(cell)
                least[cell.column] = max(least[cell.column], longest + inset)
                most[cell.column] = max(most[cell.column], whole + inset)
    return [max(low, min(high, low + (high - low) * 0.3)) for low, high in zip(least, most, strict=True)]
