"""What a benchmark gives: tables of figures, plots, and a few sentences.

Gives plain values and their Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures as they are printed; the first column names the row, the others are figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """What a reader must know to read the figures: sizes, what is counted."""

    def markdown(self) -> str:
        """Return the title, table and note."""
        lines = [
            f"## {self.title}",
            "",
            _line(self.heads),
            _line(["---", *["---:"] * (len(self.heads) - 1)]),
            *(_line(row) for row in self.rows),
        ]
        return "\n".join([*lines, *(["", self.note] if self.note else []), ""])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plot: points of x and y, both above zero."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over two logarithmic axes."""

    name: str
    """Of its file, without folder and ending."""
    title: str
    x: str
    y: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that one benchmark has found."""

    tables: tuple[Table, ...]
    plots: tuple[Plot, ...] = field(default=())


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def figure(value: float, unit: str = "") -> str:
    """Return a figure with three digits that mean something: 0.0123, 1.23, 12.3, 1,234."""
    if value >= 100:
        text = f"{value:,.0f}"
    elif value >= 10:
        text = f"{value:.1f}"
    elif value >= 1:
        text = f"{value:.2f}"
    else:
        text = f"{value:.3g}"
    return f"{text} {unit}" if unit else text


def ratio(value: float, reference: float) -> str:
    """Return a value as a multiple of `reference`; "-" if there is no reference."""
    return f"{figure(value / reference)} ×" if reference else "-"
