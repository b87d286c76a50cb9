"""Widths of the columns of a table: what the source gives, and never less than what the cells need.

Reads a `Table` and what its cells need. Gives widths in the unit of the needs (points, or characters of a terminal);
the writers of pages share the rule. The model is that of CSS: a column needs space for the longest word of each of its
cells, columns that a cell spans make up its need together, and what is left is shared by what the source or the text
asks for. Time grows with the number of cells, and with the columns that different spans cover.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.document import Cell, Row, Table

_TOLERANCE = 0.01
"""Points. Chosen: below what print shows, above errors of floating point."""
_LEAST_AUTO = 12.0
"""Points that a column without width asks for at least. Chosen: a digit with its padding."""
_PULL = 0.3
"""Share of what a text could use beyond its longest word that its column asks for.
Chosen: more starves columns of figures, less crowds text."""


_LITTLE = 0.06
"""Share of the width of a table that a column may lack to get it, so that no line of its text is broken.
Chosen: a reader does not see it."""


class Need(NamedTuple):
    """Space that a cell needs."""

    longest: float
    """Width of the longest part of its text that no line parts."""
    whole: float
    """Width of its longest paragraph on one line."""
    pads: float = 0.0
    """Its padding at both sides."""
    fixed: float = 0.0
    """Least width of its text if words are divided: that of its longest number."""


Natural = Callable[[Row, Cell], Need]


class Columns:
    """The columns of one table, whose cells have been measured once."""

    def __init__(self, table: Table, inset: float, natural: Natural) -> None:
        """Begin with no cells. `inset` is the padding that columns without a width get."""
        self._given = [c.width or 0.0 for c in table.columns]
        cells = [(cell, natural(row, cell), _lines(row, cell)) for row in table.rows for cell in row.cells]
        self._needed = [_LEAST_AUTO] * len(table.columns)
        self._whole = [_LEAST_AUTO] * len(table.columns)
        """Of each column its longest paragraph on one line."""
        self._parted = [0.0] * len(table.columns)
        self._least = [0.0] * len(table.columns)
        self._wide: dict[tuple[int, int], tuple[float, float]] = {}
        self._gather(cells, inset)

    def _gather(self, cells: Sequence[tuple[Cell, Need, int]], inset: float) -> None:
        least = [_LEAST_AUTO] * len(self._given)
        most = [_LEAST_AUTO] * len(self._given)
        for cell, need, lines in cells:
            begin, end = cell.column, cell.column + cell.column_span
            longest, parted = need.longest + need.pads, min(need.longest, need.fixed) + need.pads
            if cell.column_span > 1:
                known = self._wide.get((begin, end), (0.0, 0.0))
                self._wide[begin, end] = max(known[0], longest), max(known[1], parted)
                continue
            self._least[begin] = max(self._least[begin], 0.0 if cell.empty else longest)
            self._parted[begin] = max(self._parted[begin], 0.0 if cell.empty else parted)
            least[begin] = max(least[begin], need.longest + inset)
            most[begin] = max(most[begin], need.whole / lines + inset)
            self._whole[begin] = max(self._whole[begin], need.whole + inset)
        self._needed = [max(low, min(high, low + (high - low) * _PULL)) for low, high in zip(least, most, strict=True)]

    def widths(self, width: float) -> list[float]:
        """Return widths that add up to `width`; no word is divided if there is space for all.

        Widths of the source are kept in proportion; columns without one share what is left by what their text needs.
        """
        preferred = self._preferred_widths(width)
        for least in (self._leasts(preferred, 0), self._leasts(preferred, 1)):
            if math.fsum(least) <= width + _TOLERANCE:
                return _raised(preferred, least, width)
        return _narrowed(least, width)

    def keeps(self, width: float) -> bool:
        """Return True if every column has the width that the source gives it, and no word has to be divided."""
        preferred = self._preferred_widths(width)
        least = self._leasts(preferred, 0)
        return all(self._given) and all(w >= n - _TOLERANCE for w, n in zip(preferred, least, strict=True))

    def fit(self, width: float) -> bool:
        """Return True if no word has to be divided in a table of this width."""
        return math.fsum(self._leasts(self._preferred_widths(width), 0)) <= width + _TOLERANCE

    def need(self) -> Need:
        """Return what the whole table needs, as content of a cell."""
        longest, parted = (math.fsum(self._leasts(self._needed, which)) for which in (0, 1))
        return Need(longest, max(longest, math.fsum(self._whole)), fixed=parted)

    def _preferred_widths(self, width: float) -> list[float]:
        given = self._given
        if all(given):
            return _scaled(given, width)
        left = max(width - math.fsum(given), width * 0.2)
        share = left / (math.fsum(n for n, g in zip(self._needed, given, strict=True) if not g) or 1e-9)
        return self._eased(_scaled([g or n * share for g, n in zip(given, self._needed, strict=True)], width), width)

    def _eased(self, preferred: Sequence[float], width: float) -> list[float]:
        """Return the widths with what columns lack whose text nearly fits on one line; it comes from the longer texts.

        Columns with a width of the source neither get nor give.
        """
        free = [not given for given in self._given]
        gaps = [whole - size for whole, size in zip(self._whole, preferred, strict=True)]
        lacks = [g if f and 0 < g <= width * _LITTLE else 0.0 for g, f in zip(gaps, free, strict=True)]
        rest = [f and not lack for f, lack in zip(free, lacks, strict=True)]
        slack = [max(0.0, w - n) if r else 0.0 for w, n, r in zip(preferred, self._least, rest, strict=True)]
        lacking, total = math.fsum(lacks), math.fsum(slack)
        if 2 * lacking > total:
            return list(preferred)
        share = lacking / (total or 1.0)
        return [w + lack - s * share for w, lack, s in zip(preferred, lacks, slack, strict=True)]

    def _leasts(self, preferred: Sequence[float], which: int) -> list[float]:
        """Return the least widths of columns; what a span needs beyond its columns goes where these want to be
        wider.
        """
        least = list((self._least, self._parted)[which])
        for (begin, end), needs in sorted(self._wide.items(), key=lambda item: item[0][1] - item[0][0]):
            lacking = needs[which] - math.fsum(least[begin:end])
            if lacking > _TOLERANCE:
                least[begin:end] = _stretched(least[begin:end], preferred[begin:end], lacking)
        return least


def _lines(row: Row, cell: Cell) -> int:
    """Return on how many lines a text lies without making the table longer: a cell has those of all rows it reaches
    over.
    """
    return 1 if row.header else cell.row_span


def _stretched(least: Sequence[float], preferred: Sequence[float], lacking: float) -> list[float]:
    """Return the least widths with `lacking` more, taken first from what columns want beyond them."""
    slack = [max(0.0, w - n) for w, n in zip(preferred, least, strict=True)]
    total = math.fsum(slack)
    if total >= lacking:
        return [n + s * lacking / total for n, s in zip(least, slack, strict=True)]
    left, whole = lacking - total, math.fsum(preferred) or 1.0
    return [n + s + w * left / whole for n, s, w in zip(least, slack, preferred, strict=True)]


def _raised(preferred: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Return the widths wanted, none under its least; the others give what that takes, in proportion to what they
    can.
    """
    if all(w >= n - _TOLERANCE for w, n in zip(preferred, least, strict=True)):
        return list(preferred)
    slack = [max(0.0, w - n) for w, n in zip(preferred, least, strict=True)]
    share = max(0.0, width - math.fsum(least)) / (math.fsum(slack) or 1.0)
    return [n + s * share for n, s in zip(least, slack, strict=True)]


def _narrowed(least: Sequence[float], width: float) -> list[float]:
    """Return less than the least widths, for a table that fits in no way: the column that needs least gets it, the
    others lose of what they need beyond that.
    """
    floor = min((n for n in least if n > 0), default=0.0)
    floors = _scaled([min(n, floor) for n in least], min(width, floor * sum(n > 0 for n in least)))
    beyond = [n - f for n, f in zip(least, floors, strict=True)]
    share = (width - math.fsum(floors)) / (math.fsum(beyond) or 1.0)
    return [f + b * share for f, b in zip(floors, beyond, strict=True)]


def _scaled(widths: Sequence[float], width: float) -> list[float]:
    total = math.fsum(widths) or 1.0
    return [w * width / total for w in widths]
