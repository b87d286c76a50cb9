"""Set cells, and the slices of the rows they are in: pieces of a row that are never divided between pages.

Gives `SetCell` and `Slice`, and where the lines of a cell are in its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.document import Cell
from pipeline.write.pdf.lines.paragraph import TextLine
from pipeline.write.pdf.pages.paginate import Stroke

ROUNDING = 0.01
"""Points. Chosen: below what print shows, above errors of floating point."""


@dataclass(slots=True)
class SetCell:
    """A set cell: its lines with their depth below the cell's top, its height with padding."""

    cell: Cell
    x: float
    width: float
    pad: float
    up: float
    leading: float
    lines: list[tuple[TextLine, float]] = field(default_factory=list)
    inner: list[tuple[Slice, float]] = field(default_factory=list)
    """Slices of the tables within it, each with the depth of its top below the cell's."""
    height: float = 0.0

    @property
    def pictured(self) -> bool:
        """True if it holds a picture, which no page parts."""
        return any(line.image for line, _ in self.lines)


@dataclass(slots=True)
class Slice:
    """A part of a row: lines with their text edge and depth below its top."""

    row: int
    height: float
    held: bool = False
    """No page may begin with it."""
    lines: list[tuple[TextLine, float, float]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    above: list[Stroke] = field(default_factory=list)
    """Rules along its upper edge."""
    torn_above: list[Stroke] = field(default_factory=list)
    """Rules that close cells with sides where they go on from the slice above over a page's end."""
    torn_below: list[Stroke] = field(default_factory=list)
    """The same at its lower edge, where they go on in the slice below."""
    heads: list[list[Slice]] = field(default_factory=list)
    """The head of each table within a cell that goes on in it from the slice above."""

    @property
    def head(self) -> list[Slice]:
        """The head to repeat where it begins a page: not of several tables side by side."""
        return self.heads[0] if len(self.heads) == 1 else []


def shift(item: SetCell, room: float) -> float:
    """Return how far the lines of a cell move down in their row."""
    valign = item.cell.valign.value if item.cell.valign else ("bottom" if item.cell.header else "top")
    return {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign] * max(0.0, room - item.height)


def put_inner(inner: Slice, part: Slice, depth: float, *, headed: bool) -> None:
    """Put what is in a slice of a table within a cell at this depth of a slice; `headed` below a head if it begins a
    page.
    """
    if headed and inner.head:
        part.heads.append(inner.head)
    part.lines += ((text, x, y + depth) for text, x, y in inner.lines)
    part.strokes += (stroke._replace(y=stroke.y + depth) for stroke in (*inner.above, *inner.strokes))
