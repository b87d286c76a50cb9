"""Tables as HTML.

Reads a `Table`, its place and the looks of its cells from the layout stage. Gives a table in a labelled region that can
be scrolled and reached by keyboard, or, for a table that only frames text, a framed division. Widths are hints.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache

from pipeline.document import Align, Borders, Cell, Paragraph, Table
from pipeline.layout.cell_looks import CellLooks, side
from pipeline.layout.cells import is_figure
from pipeline.layout.frames import Frame
from pipeline.layout.landscape import sheet_of
from pipeline.layout.places import Placement, placed
from pipeline.layout.tables import columns_used, head_length
from pipeline.write.html.context import Context
from pipeline.write.html.grid import Placed, PlacedRow, placed_rows
from pipeline.write.html.markup import attributes, element

_EDGES = (
    ("top", "border-block-start"),
    ("bottom", "border-block-end"),
    ("left", "border-inline-start"),
    ("right", "border-inline-end"),
)
_TOLERANCE = 8.0
"""Points by which widths of one kind differ in the sources. [form tables.2]."""
_WORDY = 20
"""Characters of a text that takes several lines on a narrow screen. Chosen: two or three words."""
WriteParagraph = Callable[[Context, Paragraph, str], str]
"""Writes a paragraph in the style of a key; "" for that of what it is in."""


def write_table(context: Context, table: Table, caption: str, title: str, write_paragraph: WriteParagraph) -> str:
    """Return the table with its caption (markup; `title` is its plain text), or the box that it stands for."""
    if table.box:
        return _write_box(context, table, write_paragraph)
    context.tables += 1
    name = context.words.html.table.format(number=context.tables)
    summary = table.summary or title
    label = f"{name}: {summary}" if summary else name
    on_side = table.anchor in context.landscape
    place = placed(table, sheet_of(table, context.form, context.landscape), context.document.identity)
    body = _write_rows(context, table, write_paragraph)
    head = f"<caption>{caption}</caption>\n" if caption else ""
    inner = f"<table{_table_attributes(context, table, place.frame)}>\n{head}{_columns(table, place)}{body}\n</table>"
    return element(
        "div",
        inner,
        class_=" ".join(filter(None, ("scroll", *_reach(context, place.frame), *_ways(table, on_side=on_side)))),
        id=table.anchor,
        style=f"--print-smaller:{place.frame.type.smaller:g}" if place.frame.type.smaller else "",
        role="region",
        tabindex=0,
        aria_label=label,
    )


def _reach(context: Context, frame: Frame) -> tuple[str, ...]:
    """Return how far the print lets a table run [form tables.2]: text column, "wide" to the margin, "full" the measure.

    "fits" where its words have space in the type of the form.
    """
    page, width = context.form.page, frame.width
    wide = "wide" if width <= page.column + page.indent_right + _TOLERANCE else "full"
    reach = "" if width <= page.column + _TOLERANCE else wide
    return reach, "fits" if frame.fits and not frame.type.smaller else ""


def _ways(table: Table, *, on_side: bool) -> Iterator[str]:
    """Yield what a table does that most do not."""
    yield from ["turned"] if on_side else []
    yield from ["stacks"] if table.stacks else []


def _table_attributes(context: Context, table: Table, frame: Frame) -> str:
    """Return the language, direction, and the width if it is not that of the column; the page is never exceeded."""
    own = abs(frame.width - context.form.page.column) > _TOLERANCE
    style = f"inline-size:calc({frame.width:.4g} * var(--pt))" if own else ""
    edged = table.borders.left or any(cell.borders.left for row in table.rows for cell in row.cells if not cell.column)
    direction = table.direction.value if table.direction else ""
    return attributes(class_=f"table-body{' edged' if edged else ''}", lang=table.language, dir=direction, style=style)


def _columns(table: Table, place: Placement) -> str:
    """Return columns with their share of the width; what spans fold away is counted in."""
    used = columns_used(table)
    if len(used) < 2:
        return ""
    widths, wordy = place.of(used), _wordy(table)
    total = math.fsum(widths)
    cols = "".join(
        f"<col{attributes(class_='words' if column in wordy else '', style=f'inline-size:{width / total:.1%}')}>"
        for column, width in zip(used, widths, strict=True)
    )
    return f"<colgroup>{cols}</colgroup>\n"


def _wordy(table: Table) -> set[int]:
    """Return the columns with text that a narrow screen breaks into lines; figures and short words are left out."""
    cells = (cell for row in table.rows for cell in row.cells if cell.column_span == 1)
    return {cell.column for cell in cells if any(len(p.text) > _WORDY and not is_figure(p) for p in cell.blocks)}


def _write_rows(context: Context, table: Table, write_paragraph: WriteParagraph) -> str:
    rows = placed_rows(table)
    looks = CellLooks(table, context.form.table, context.rtl)
    length = head_length(table)
    head = sum(row.number < length for row in rows)
    lines = [_write_row(context, row, looks, write_paragraph) for row in rows]
    parts = [f"<thead>\n{chr(10).join(lines[:head])}\n</thead>"] if head else []
    return "\n".join([*parts, "<tbody>\n" + "\n".join(lines[head:]) + "\n</tbody>"])


def _write_inner(context: Context, table: Table, write_paragraph: WriteParagraph) -> str:
    """Return a table within a cell, as wide as the cell: the region of the table around it scrolls with it."""
    if table.box:
        return _write_box(context, table, write_paragraph)
    place = placed(table, context.form, context.document.identity)
    edged = table.borders.left or any(cell.borders.left for row in table.rows for cell in row.cells if not cell.column)
    named = attributes(id=table.anchor, class_="edged" if edged else "", lang=table.language)
    return f"<table{named}>\n{_columns(table, place)}{_write_rows(context, table, write_paragraph)}\n</table>"


def _write_row(context: Context, row: PlacedRow, looks: CellLooks, write_paragraph: WriteParagraph) -> str:
    cells = "".join(_write_cell(context, row, placed, looks, write_paragraph) for placed in row.cells)
    return element("tr", cells, class_="total" if row.row.total else "")


def _write_cell(
    context: Context, row: PlacedRow, placed: Placed, looks: CellLooks, write_paragraph: WriteParagraph
) -> str:
    """Return a cell; a head cell without words is not a head (it would name nothing)."""
    cell = placed.cell
    content = _write_content(context, cell, "", write_paragraph)
    is_head = cell.header and any(p.text.strip() for p in cell.blocks)
    look = looks.cell(row.number, cell)
    return element(
        "th" if is_head else "td",
        content,
        id=cell.anchor,
        scope=(cell.scope or "col") if is_head else "",
        colspan=placed.columns if placed.columns > 1 else "",
        rowspan=placed.rows if placed.rows > 1 else "",
        class_=_cell_class(context, cell, look.key, inner=placed is row.cells[0] and cell.column > 0),
        style=_border_style(look.borders),
    )


def _write_content(context: Context, cell: Cell, key: str, write_paragraph: WriteParagraph) -> str:
    """Return the paragraphs of a cell, in the style of a key, and the tables within it."""
    return "\n".join(
        _write_inner(context, block, write_paragraph)
        if isinstance(block, Table)
        else write_paragraph(context, block, key)
        for block in cell.content
    )


def _cell_class(context: Context, cell: Cell, key: str, *, inner: bool) -> str:
    """Return the names of style: that of a head, figures, the side of the text, its height in the row.

    `inner`: it begins a row beside a cell over several rows, and is not at the edge of the table.
    """
    where = side(cell.align, context.rtl)
    figure = cell.align is Align.DECIMAL
    names = (
        key if key != "table-body" else "",
        "figure" if figure else "",
        f"align-{where}" if where and not figure else "",
        f"valign-{cell.valign.value}" if cell.valign else "",
        "inner" if inner else "",
    )
    return " ".join(filter(None, names))


@lru_cache(maxsize=256)
def _border_style(borders: Borders) -> str:
    """Return the style of the edges that have a rule. Left is where a line of text begins."""
    edges = ((prop, getattr(borders, edge)) for edge, prop in _EDGES)
    return ";".join(f"{prop}:calc({width:g} * var(--rule)) solid" for prop, width in edges if width)


def _write_box(context: Context, table: Table, write_paragraph: WriteParagraph) -> str:
    """Return a frame around text: no data, so no table. Each row of the source is a division of the frame."""
    rows: list[str] = []
    looks = CellLooks(table, context.form.table, context.rtl)
    for number, row in enumerate(table.rows):
        content = "\n".join(_write_content(context, cell, "box", write_paragraph) for cell in row.cells)
        if content:
            borders = looks.cell(number, row.cells[0]).borders
            edges = Borders(borders.top if not rows else None, borders.bottom, borders.left, borders.right)
            rows.append(element("div", content, style=_border_style(edges)))
    direction = table.direction.value if table.direction else ""
    return element("div", "\n".join(rows), class_="box", id=table.anchor, lang=table.language, dir=direction)
