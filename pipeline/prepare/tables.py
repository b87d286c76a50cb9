"""Tables (profile section 9): the grid computed from rows, spans and ragged ends.

Reads `table`. Gives a `Table` in which every row fills all columns and no cell overlaps another; widths in points
(dxa = 1/20 pt, pct = 1/50 %), borders in points (source: 1/8 pt), figures that end a cell aligned as figures.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from lxml import etree

from pipeline.document import Align, Borders, Cell, Column, Paragraph, Row, Table, Valign, plain_text
from pipeline.prepare.flow import Context, eid_of
from pipeline.prepare.resolve import plainly
from pipeline.prepare.walk import Walker, local
from pipeline.read import AKN4UN

_ALIGN = {"left": Align.START, "start": Align.START, "right": Align.END, "end": Align.END, "center": Align.CENTRE,
          "centre": Align.CENTRE, "both": Align.JUSTIFY, "justify": Align.JUSTIFY}  # fmt: skip
_VALIGN = {"top": Valign.TOP, "center": Valign.MIDDLE, "middle": Valign.MIDDLE, "bottom": Valign.BOTTOM}
_FIGURE = re.compile(r"[(−–\-]?\s?\$?\d{1,3}(?:[\s.,]?\d{3})*(?:[.,]\d+)?\)?(?:\s?%)?|[–—-]")
_MOST_COLUMNS = 1000


def table(walker: Walker, element: etree._Element, context: Context) -> None:
    """`table`: its caption as an ordinary block before it, then the grid."""
    walker.flow.close()
    for child in element:
        if isinstance(child.tag, str) and local(child) == "caption":
            walker.visit(child, context)
    rows = list(_row_elements(element))
    placed, heads = _placed(walker, rows, context)
    if placed:
        walker.flow.put(_table(walker, element, context, placed, heads))
    if element.text and element.text.strip():
        walker.text(element.text, context)


def _row_elements(element: etree._Element) -> list[etree._Element]:
    """The rows, those in thead, tbody and tfoot included."""
    found = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = local(child)
        if name == "tr":
            found.append(child)
        elif name in ("thead", "tbody", "tfoot"):
            found.extend(_row_elements(child))
    return found


def _placed(walker: Walker, rows: list[etree._Element], context: Context) -> tuple[list[list[Cell]], list[bool]]:
    """The cells at their places, and which rows are heads (only `th`, from the first row on)."""
    grid: list[list[Cell]] = []
    heads: list[bool] = []
    hanging: dict[int, int] = {}
    for element in rows:
        cells: list[Cell] = []
        names = set()
        column = 0
        for child in element:
            if not isinstance(child.tag, str):
                continue
            names.add(local(child))
            column = _free(column, hanging)
            cell = _cell(walker, child, context, column)
            cells.append(cell)
            column += cell.column_span
        below = {c: left - 1 for c, left in hanging.items() if left > 1}
        for cell in cells:
            if cell.row_span > 1:
                below.update({cell.column + n: cell.row_span - 1 for n in range(cell.column_span)})
        hanging = below
        heads.append(bool(names) and names == {"th"} and all(heads))
        grid.append(cells)
    return grid, heads


def _free(column: int, hanging: dict[int, int]) -> int:
    while hanging.get(column, 0) > 0:
        column += 1
    return column


def _span(element: etree._Element, name: str, most: int) -> int:
    value = element.get(name) or "1"
    return min(max(1, int(value)), most) if value.isdigit() else 1


def _cell(walker: Walker, element: etree._Element, context: Context, column: int) -> Cell:
    aside = walker.fresh()
    inside = Context(zone=context.zone, eid=eid_of(element, context), language=context.language)
    aside.children(element, inside)
    aside.flow.close()
    aside.flow.flush()
    blocks = plainly(walker.desk, aside.flow.pieces)
    align = _ALIGN.get((_data(element, "justification") or "").lower())
    if align in (None, Align.END) and blocks and all(_FIGURE.fullmatch(plain_text(b.inlines).strip()) for b in blocks):
        align = Align.DECIMAL
    header = local(element) == "th"
    return Cell(
        column=column,
        blocks=blocks,
        column_span=_span(element, "colspan", _MOST_COLUMNS),
        row_span=_span(element, "rowspan", 65_534),
        header=header,
        scope="col" if header else "",
        align=align,
        valign=_VALIGN.get((_data(element, "vertical-align") or "").lower()),
        borders=_borders(_data(element, "borders-info")),
        anchor=walker.desk.anchors.claim(element.get("eId") or "") if element.get("eId") else "",
    )


def _data(element: etree._Element, name: str) -> str | None:
    value: str | None = element.get(f"{{{AKN4UN}}}data-{name}")
    return value if value is not None else element.get(f"data-{name}")


_SIDES = {"top": "Top", "bottom": "Bottom", "left": "Left", "right": "Right",
          "inside_horizontal": "InsideHorizontal", "inside_vertical": "InsideVertical"}  # fmt: skip


def _borders(value: str | None) -> Borders:
    """Borders from the JSON of the source; a fault in it leaves them to the form."""
    try:
        sides = json.loads(value) if value else None
    except ValueError:
        return Borders()
    if not isinstance(sides, dict):
        return Borders()
    return Borders(**{ours: _rule(sides.get(theirs)) for ours, theirs in _SIDES.items()})


def _rule(side: object) -> float | None:
    """Width of a rule in points; 0 for none; None where the source says nothing."""
    if not isinstance(side, dict):
        return None
    if side.get("Style") in ("nil", "none"):
        return 0.0
    size = side.get("Size")
    return size / 8 if isinstance(size, int | float) and not isinstance(size, bool) else None


def _table(
    walker: Walker, element: etree._Element, context: Context, grid: list[list[Cell]], heads: list[bool]
) -> Table:
    count = max((c.column + c.column_span for row in grid for c in row), default=1)
    widths = _widths(element, count)
    width, share = _measure(_data(element, "width-type"))
    if all(heads) and len(heads) > 1:
        heads = [True] + [False] * (len(heads) - 1)
    rows = tuple(Row(tuple(cells), header=head) for cells, head in zip(_filled(grid, count), heads, strict=True))
    eid = eid_of(element, context)
    return Table(
        anchor=walker.desk.anchors.claim(eid, "table"),
        eid=element.get("eId") or "",
        language=context.language,
        columns=tuple(Column(w) for w in widths),
        rows=rows,
        width=width,
        width_share=share,
        box=count == 1,
        borders=_borders(_data(element, "borders-info")),
        level=context.level,
        summary=_summary(rows),
    )


def _filled(grid: list[list[Cell]], count: int) -> list[list[Cell]]:
    """Row spans cut at the last row, gaps and short rows filled with empty cells."""
    taken: dict[tuple[int, int], bool] = {}
    filled: list[list[Cell]] = []
    for number, cells in enumerate(grid):
        cells = [replace(c, row_span=min(c.row_span, len(grid) - number)) for c in cells]
        for cell in cells:
            taken.update(
                {(number + r, cell.column + c): True for r in range(cell.row_span) for c in range(cell.column_span)}
            )
        empty = [Cell(column=c) for c in range(count) if (number, c) not in taken]
        filled.append(sorted(cells + empty, key=lambda c: c.column))
    return filled


def _measure(value: str | None) -> tuple[float | None, float | None]:
    """(points, share) of a width such as "8610-dxa" or "5000-pct"."""
    number, _, unit = (value or "").partition("-")
    try:
        size = float(number)
    except ValueError:
        return None, None
    if size <= 0:
        return None, None
    if unit == "dxa":
        return size / 20, None
    return (None, min(1.0, size / 5000)) if unit == "pct" else (None, None)


def _widths(element: etree._Element, count: int) -> list[float | None]:
    """Width of each column in points, from the cells that span one column only."""
    widths: list[float | None] = [None] * count
    for row in _row_elements(element):
        column = 0
        if any(isinstance(c.tag, str) and c.get("rowspan") for c in row):
            break
        for child in row:
            if not isinstance(child.tag, str):
                continue
            span = _span(child, "colspan", _MOST_COLUMNS)
            points, _ = _measure(_data(child, "width-type"))
            if span == 1 and points and column < count and widths[column] is None:
                widths[column] = points
            column += span
    return widths


def _summary(rows: tuple[Row, ...]) -> str:
    """The first heads in plain words, for assistive technology."""
    heads = [
        p.text for row in rows if row.header for cell in row.cells for p in cell.blocks if isinstance(p, Paragraph)
    ]
    return "; ".join(filter(None, heads))[:200]
