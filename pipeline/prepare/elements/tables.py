"""Tables [corpus tables]: the grid computed from rows, spans and ragged ends.

Reads `table`. Gives a `Table` in which every row fills all columns and no cell overlaps another; widths in points
(see `widths`), borders in points (source: 1/8 pt), figures that end a cell aligned as figures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from pipeline.akn.names import local
from pipeline.document import (
    Align,
    Borders,
    Cell,
    CellSetting,
    Column,
    Look,
    Paragraph,
    Row,
    Table,
    Text,
    Valign,
    plain_text,
)
from pipeline.prepare.blocks.resolve import held
from pipeline.prepare.elements.grid import MOST_COLUMNS, Free, Grid
from pipeline.prepare.elements.widths import Given, Measure, declared, measure, reconciled, type_size
from pipeline.prepare.walk.flow import BlockContext, eid_of
from pipeline.prepare.walk.settings import stays, table_leading
from pipeline.prepare.walk.traverse import Walker
from pipeline.read import AKN4UN

_MOST_ROWS = 65_534
"""Most rows that a cell may span: the limit of HTML (65,534)."""
_THICKEST = 800
"""Eighths of a point: no rule is thicker than 100 points. Chosen: against hostile files."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_ALIGN = {"left": Align.START, "start": Align.START, "right": Align.END, "end": Align.END, "center": Align.CENTRE,
          "centre": Align.CENTRE, "both": Align.JUSTIFY, "justify": Align.JUSTIFY}  # fmt: skip
_VALIGN = {"top": Valign.TOP, "center": Valign.MIDDLE, "middle": Valign.MIDDLE, "bottom": Valign.BOTTOM}
_DATA = {
    name: (f"{{{AKN4UN}}}data-{name}", f"data-{name}") for name in ("justification", "vertical-align", "borders-info")
}
_FIGURE = re.compile(r"[(−–\-]?\s?\$?\d{1,3}(?:[\s.,]?\d{3})*(?:[.,]\d+)?\)?(?:\s?%)?|[–—-]")
_REVERSED = re.compile(r"\(?(?:\d{3}\s)+\d{1,3}\)?")
"""A figure as Arabic sources may store it: "800 930 63" (`figures`)."""


def table(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `table`: its caption as an ordinary block before it, then the grid."""
    walker.flow.close()
    for child in element:
        if isinstance(child.tag, str) and local(child) == "caption":
            walker.visit(child, context)
    walker.stray(element, element.text, context)
    rows = _row_elements(element)
    if _is_frame(walker, element, rows):
        _framed(walker, element, rows, context)
        return
    leading = table_leading(element) if walker.state.presentation.widths else None
    grid, heads, given = _gridded(walker, rows, context, leading)
    grid.indent()
    if heads:
        titled = walker.state.presentation.below_titles.get(eid_of(element, context))
        walker.flow.above = walker.flow.above if titled is None else titled
        walker.flow.put(_table(walker, element, context, grid, heads, [*declared(element), *given]))
    for text in _stray_texts(element):
        walker.stray(element, text, context)


def _is_frame(walker: Walker, element: etree._Element, rows: list[etree._Element]) -> bool:
    """Return True if one column holds tables, or is said to be a frame: its content is set as text, not as a table."""
    if any(len(_cell_elements(row)) != 1 for row in rows):
        return False
    declared = element.get("eId") in walker.state.presentation.frames
    return declared or any(True for row in rows for cell in _cell_elements(row) for _ in cell.iter("{*}table"))


def _framed(walker: Walker, element: etree._Element, rows: list[etree._Element], context: BlockContext) -> None:
    """Walk the content of a frame, block after block."""
    name = context.frame or walker.state.anchors.claim(eid_of(element, context), "frame")
    for row in rows:
        before, *after = _strays(row)
        for cell, text in zip(_cell_elements(row), after, strict=False):
            inside = context._replace(frame=name, eid=eid_of(cell, context))
            walker.stray(cell, before, inside)
            walker.flow.close()
            _walk_cell(walker, cell, inside)
            walker.stray(cell, text, inside)
            walker.flow.close()


def _stray_texts(element: etree._Element) -> Iterator[str | None]:
    """Yield the text beside groups of rows, where only elements belong: printed below the table."""
    for child in element:
        group = isinstance(child.tag, str) and local(child) in _GROUPS
        if group:
            yield child.text
            yield from _stray_texts(child)
        if group or not isinstance(child.tag, str) or local(child) in _NO_ROWS:
            yield child.tail


def _strays(row: etree._Element) -> list[str]:
    """Return the text beside the cells of a row, where only cells belong: before the first, then after each; it goes
    with them.
    """
    if local(row) != "tr" or not any(isinstance(child.tag, str) for child in row):
        return ["", row.tail or ""]
    found = [row.text or ""]
    for child in row:
        if isinstance(child.tag, str):
            found.append("")
        found[-1] += child.tail or ""
    found[-1] += row.tail or ""
    return found


_CELLS = ("td", "th", "tr")
_GROUPS = ("thead", "tbody", "tfoot")
_NO_ROWS = ("caption", "col", "colgroup")


def _row_elements(element: etree._Element) -> list[etree._Element]:
    """Return the rows, those in thead, tbody and tfoot included; anything else with words counts as a row of one
    cell.
    """
    found: list[etree._Element] = []
    for child in element:
        if not isinstance(child.tag, str) or local(child) in _NO_ROWS:
            continue
        if local(child) in _GROUPS:
            found.extend(_row_elements(child))
        else:
            found.append(child)
    return found


def _cell_elements(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row; a child that is not a row, and a row without cells, is its own only cell."""
    cells = [child for child in row if isinstance(child.tag, str)] if local(row) == "tr" else []
    return cells or ([row] if local(row) != "tr" or (row.text or "").strip() else [])


def _gridded(
    walker: Walker, rows: list[etree._Element], context: BlockContext, leading: float | None
) -> tuple[Grid, list[bool], list[Given]]:
    """Return the cells at their places, which rows are heads (only `th`, from the first row on), and widths of
    cells.
    """
    grid = Grid(len(rows))
    heads: list[bool] = []
    given: list[Given] = []
    for row in rows:
        grid.row()
        cells = _cell_elements(row)
        before, *after = _strays(row)
        kept = walker.state.presentation.widths and stays(row)
        for element, text in zip(cells, after, strict=False):
            free = grid.free(_span(element, "colspan", MOST_COLUMNS), _span(element, "rowspan", _MOST_ROWS))
            made = _led(_cell(walker, element, context, free, (before, text)), leading)
            cell = _kept(made) if kept else made
            grid.put(cell)
            before = ""
            given.append(Given(cell.column, cell.column + cell.column_span, measure(element)))
        heads.append(all(heads) and bool(cells) and all(local(element) == "th" for element in cells))
    return grid, heads, given


def _span(element: etree._Element, name: str, most: int) -> int:
    value = element.get(name)
    return min(max(1, int(value)), most) if value and _WHOLE.fullmatch(value) else 1


def _cell(walker: Walker, element: etree._Element, context: BlockContext, free: Free, beside: tuple[str, str]) -> Cell:
    """Return a cell for a free place; `beside`: stray text before and after it."""
    aside = walker.fresh()
    eid = eid_of(element, context)
    inside = BlockContext(zone=context.zone, eid=eid, language=context.language, change=context.change)
    aside.stray(element, beside[0], inside)
    _walk_cell(aside, element, inside)
    aside.stray(element, beside[1], inside)
    aside.flow.close()
    aside.flow.flush()
    blocks, inner = held(walker.state, aside.flow.pieces)
    align = _ALIGN.get((_data(element, "justification") or "").lower())
    align = align if inner else _aligned(align, blocks, walker.state.arabic)
    header = local(element) == "th"
    return Cell(
        column=free.column,
        blocks=blocks,
        nested=inner,
        column_span=free.column_span,
        row_span=free.row_span,
        header=header,
        scope="col" if header else "",
        align=align,
        valign=_VALIGN.get((_data(element, "vertical-align") or "").lower()),
        borders=_borders(_data(element, "borders-info")),
        anchor=walker.state.anchors.claim(element.get("eId") or "") if element.get("eId") else "",
    )


def _walk_cell(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Walk the content of a cell; what is a cell without being one of their elements, a table in a table, is itself."""
    (walker.children if local(element) in _CELLS else walker.visit)(element, context)


def _led(cell: Cell, leading: float | None) -> Cell:
    """Return the cell with the leading of its table in the paragraphs that say nothing of it."""
    if leading is None or cell.header or cell.nested:
        return cell
    blocks = ((block, block.setting or CellSetting()) for block in cell.blocks)
    return replace(cell, blocks=tuple(replace(b, setting=s._replace(leading=s.leading or leading)) for b, s in blocks))


def _aligned(given: Align | None, blocks: Sequence[Paragraph], arabic: bool) -> Align | None:
    """Return the alignment given; for figures without one that of figures (in Arabic they begin at the right)."""
    if given not in ((None, Align.START) if arabic else (None, Align.END)):
        return given
    texts = [plain_text(b.inlines).strip() for b in blocks]
    figures = all(_FIGURE.fullmatch(t) or (arabic and _REVERSED.fullmatch(t)) for t in texts)
    return Align.DECIMAL if texts and figures else given


def _data(element: etree._Element, name: str) -> str | None:
    qualified, plain = _DATA[name]
    value: str | None = element.get(qualified)
    return value if value is not None else element.get(plain)


_SIDES = {"top": "Top", "bottom": "Bottom", "left": "Left", "right": "Right",
          "inside_horizontal": "InsideHorizontal", "inside_vertical": "InsideVertical"}  # fmt: skip


@lru_cache(4096)
def _borders(value: str | None) -> Borders:
    """Return borders from the JSON of the source; a fault in it leaves them to the form."""
    try:
        sides = json.loads(value) if value else None
    except (ValueError, RecursionError):
        return Borders()
    if not isinstance(sides, dict):
        return Borders()
    return Borders(**{ours: _rule(sides.get(theirs)) for ours, theirs in _SIDES.items()})


def _rule(side: object) -> float | None:
    """Return the width of a rule in points; 0 for none; None if the source says nothing."""
    if not isinstance(side, dict):
        return None
    if side.get("Style") in ("nil", "none"):
        return 0.0
    size = side.get("Size")
    return size / 8 if isinstance(size, int | float) and 0 <= size <= _THICKEST else None


def _table(
    walker: Walker, element: etree._Element, context: BlockContext, grid: Grid, heads: list[bool], given: list[Given]
) -> Table:
    count = max(1, grid.columns)
    kept = walker.state.presentation.widths
    own = measure(element) if kept else Measure()
    widths, shares = reconciled(given if kept else [], count, own)
    share = 1.0 if shares and own == (None, None) else own.share
    if all(heads) and len(heads) > 1:
        heads = [True] + [False] * (len(heads) - 1)
    rows = tuple(
        Row(tuple(cells), header=head, total=not head and _is_total(cells))
        for cells, head in zip(_introducing([_level(cells) for cells in grid.filled()]), heads, strict=True)
    )
    eid = eid_of(element, context)
    return Table(
        anchor=walker.state.anchors.claim(eid, "table"),
        eid=element.get("eId") or "",
        language=context.language,
        columns=tuple(Column(widths.get(n)) for n in range(count)),
        rows=rows,
        width=own.points,
        width_share=share,
        size=type_size(element) if kept else None,
        leading=table_leading(element) if kept else None,
        box=count == 1,
        borders=_borders(_data(element, "borders-info")),
        level=context.level,
        frame=context.frame,
        summary=_summary(rows),
    )


def _is_total(cells: Sequence[Cell]) -> bool:
    """Return True for a row of totals: all words bold, and a figure among them."""
    filled = [cell for cell in cells if cell.blocks]
    runs = [i for cell in filled for p in cell.blocks for i in p.inlines if isinstance(i, Text) and i.text.strip()]
    return (
        len(filled) > 1
        and any(cell.align is Align.DECIMAL for cell in filled)
        and all(run.look & Look.BOLD for run in runs)
    )


def _level(cells: list[Cell]) -> list[Cell]:
    """Return the cells of a row; where figures follow its words they are beside the last line of these, as in
    print.
    """
    others = [cell for cell in cells if cell.column and cell.blocks]
    if not others or any(cell.align is not Align.DECIMAL or cell.row_span > 1 for cell in others):
        return cells
    return [replace(c, valign=Valign.BOTTOM) if c in others and c.valign is None else c for c in cells]


def _introducing(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows, those that introduce the next one ("Of which:", a heading over rows of figures) held together
    with it.

    Such a row has words in its first column alone, or in the second one beside an empty cell, as over rows that have a
    number first; the row after it says more.
    """
    for number in range(len(rows) - 1):
        filled = [cell for cell in rows[number] if cell.blocks]
        more = sum(bool(cell.blocks) for cell in rows[number + 1]) > 1
        if more and len(filled) == 1 and filled[0].row_span == 1 and _begins(rows[number], filled[0]):
            rows[number] = [_kept(cell) if cell.blocks else cell for cell in rows[number]]
    return rows


def _begins(cells: Sequence[Cell], cell: Cell) -> bool:
    """Return True for a cell of words in the first column, or in the second one beside an empty cell of its row."""
    if not cell.column:
        return True
    first = cells[0]
    beside = len(cells) > 1 and cells[1] is cell and (first.column, first.row_span, first.column_span) == (0, 1, 1)
    return beside and cell.align is not Align.DECIMAL


def _kept(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(replace(p, keep_with_next=True) for p in cell.blocks))


def _summary(rows: tuple[Row, ...]) -> str:
    """Return the first heads in plain words, for assistive technology."""
    heads = [
        p.text for row in rows if row.header for cell in row.cells for p in cell.blocks if isinstance(p, Paragraph)
    ]
    return "; ".join(filter(None, heads))[:200]
