"""Tables of an OpenDocument text as they look: widths, places, rules, padding, heights of rows.

Reads what the layout stage says of a table. Gives the table that pandoc wrote its styles, and puts in the cells that
spans cover.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from pipeline.document import Borders, Valign
from pipeline.write.pandoc.odt.elements import element, points, qname

_SIDES = ("top", "bottom", "left", "right")


class CellDress(NamedTuple):
    """The look of a cell. Lengths are points; left is where a line of text begins."""

    borders: Borders = Borders()
    top: float = 0.0
    bottom: float = 0.0
    start: float = 0.0
    end: float = 0.0
    valign: Valign = Valign.TOP


@dataclass(frozen=True, slots=True)
class TableDress:
    """The look of a table. Lengths are points."""

    name: str
    """`masthead`, `box` or `table`."""
    start: float
    """From the full measure to its first column."""
    columns: Sequence[float]
    cells: Sequence[CellDress]
    """In the order of the file, without those that are covered."""
    measure: float
    heights: Sequence[float] = ()
    """Of the rows; 0 for one as high as its text."""
    least: bool = False
    """Rows may be higher than `heights`."""
    before: float = 0.0
    after: float = 0.0
    rtl: bool = False
    master: str = ""
    """Name of the master page that begins with it."""


class Wardrobe:
    """The styles of the tables of one file; what looks alike shares one."""

    def __init__(self, automatic: etree._Element) -> None:
        """`automatic`: where styles go."""
        self._automatic = automatic
        self._names: dict[tuple[str, tuple[tuple[str, str | None], ...]], str] = {}

    def dress(self, table: etree._Element, dress: TableDress) -> None:
        """Give a table its look."""
        cover(table)
        table.set(qname("table:name"), f"{dress.name}-{table.get(qname('table:name'), '')}")
        table.set(qname("table:style-name"), self._table(dress))
        columns = table.iterchildren(qname("table:table-column"))
        for column, width in zip(columns, dress.columns, strict=True):
            column.set(qname("table:style-name"), self._style("column", style__column_width=points(width)))
        rows = rows_of(table)
        heights = dress.heights or [0.0] * len(rows)
        for row, height in zip(rows, heights, strict=True):
            row.set(qname("table:style-name"), self._row(height, dress.least))
        cells = (cell for row in rows for cell in row.iterfind(qname("table:table-cell")))
        for cell, look in zip(cells, dress.cells, strict=False):  # pandoc puts a cell into a row that has none
            cell.set(qname("table:style-name"), self._cell(look, dress.rtl))

    def _table(self, dress: TableDress) -> str:
        width = math.fsum(dress.columns)
        edges = (dress.start, max(0.0, dress.measure - dress.start - width))
        left, right = edges[::-1] if dress.rtl else edges
        return self._style(
            "table",
            dress.master,
            style__width=points(width),
            table__align="margins",
            fo__margin_left=points(left),
            fo__margin_right=points(right),
            fo__margin_top=points(dress.before),
            fo__margin_bottom=points(dress.after),
            style__writing_mode="rl-tb" if dress.rtl else "lr-tb",
            table__border_model="collapsing",
        )

    def _row(self, height: float, least: bool) -> str:
        name = "style__min_row_height" if least else "style__row_height"
        return self._style("row", fo__keep_together="always", **({name: points(height)} if height else {}))

    def _cell(self, look: CellDress, rtl: bool) -> str:
        sides = dict(zip(_SIDES, ("top", "bottom", "right", "left") if rtl else _SIDES, strict=True))
        rules = {f"fo__border_{sides[side]}": _rule(getattr(look.borders, side)) for side in _SIDES}
        pads = {"top": look.top, "bottom": look.bottom, "left": look.start, "right": look.end}
        return self._style(
            "cell",
            **rules,
            **{f"fo__padding_{sides[side]}": points(pads[side]) for side in _SIDES},
            style__vertical_align=look.valign.value,
        )

    def _style(self, kind: str, master: str = "", **attributes: str | None) -> str:
        """Return the name of the style with these properties, made when it is first asked for."""
        key = (kind + master, tuple(attributes.items()))
        if key not in self._names:
            name = self._names[key] = f"{kind}-{len(self._names) + 1}"
            family = "table" if kind == "table" else f"table-{kind}"
            properties = element(f"style:{family}-properties", **attributes)
            self._automatic.append(
                element(
                    "style:style",
                    properties,
                    style__name=name,
                    style__family=family,
                    style__master_page_name=master or None,
                )
            )
        return self._names[key]


def _rule(width: float | None) -> str:
    return f"{points(width)} solid #000000" if width else "none"


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, heads first; not those of tables within its cells."""
    row = qname("table:table-row")
    return [*table.iterfind(f"{qname('table:table-header-rows')}/{row}"), *table.iterchildren(row)]


def cover(table: etree._Element) -> None:
    """Put in the cells that a span covers, which pandoc leaves out and OpenDocument wants."""
    width = len(table.findall(qname("table:table-column")))
    covered: dict[tuple[int, int], bool] = {}
    for index, row in enumerate(rows_of(table)):
        column = 0
        for cell in list(row):
            column = _skip(row, cell, covered, index, column)
            across = int(cell.get(qname("table:number-columns-spanned"), "1"))
            down = int(cell.get(qname("table:number-rows-spanned"), "1"))
            covered |= {(index + d, column + a): True for d in range(down) for a in range(across) if d or a}
            column += 1
        while column < width and (index, column) in covered:
            row.append(element("table:covered-table-cell"))
            column += 1


def _skip(
    row: etree._Element, cell: etree._Element, covered: dict[tuple[int, int], bool], index: int, column: int
) -> int:
    """Cover the places before `cell`; the column in which it is."""
    while (index, column) in covered:
        row.insert(row.index(cell), element("table:covered-table-cell"))
        column += 1
    return column
