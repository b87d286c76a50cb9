"""Cells that hold tables.

Gives `HoldingCell`: what a Word file has and a prepared document has not, whose tables never are in one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Cell, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingCell(Cell):
    """A cell with tables among its paragraphs."""

    tables: tuple[tuple[int, Table], ...] = ()
    """Each with the number of paragraphs before it."""
