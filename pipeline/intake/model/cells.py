"""Cells that hold tables.

Gives `HoldingCell`. Word files have tables within tables; a prepared document has not.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Cell, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingCell(Cell):
    """A cell with tables among its paragraphs."""

    tables: tuple[tuple[int, Table], ...] = ()
    """The tables, each with the number of paragraphs before it."""
