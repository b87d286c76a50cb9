"""Tables as HTML.

Reads a `Table`. Gives a table in a labelled region that can be scrolled and reached by keyboard, or, for a table that
only frames text, a framed division.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document import Align, Borders, Cell, Paragraph, Table
from pipeline.layout.tables import columns_used
from pipeline.write.html.context import Context
from pipeline.write.html.grid import Placed, PlacedRow, head_length, placed_rows
from pipeline.write.html.markup import attributes, element

_ALIGN = {
    Align.START: "align-start",
    Align.END: "align-end",
    Align.CENTRE: "align-centre",
    Align.JUSTIFY: "align-start",
    Align.DECIMAL: "figure",
}
_EDGES = (
    ("top", "border-block-start"),
    ("bottom", "border-block-end"),
    ("left", "border-inline-start"),
    ("right", "border-inline-end"),
)
_TOLERANCE = 8.0
"""Points by which widths of one kind differ in the sources."""
WriteParagraph = Callable[[Context, Paragraph], str]


def write_table(context: Context, table: Table, caption: str, title: str, write_paragraph: WriteParagraph) -> str:
    """The table with its caption (markup; `title` is its plain text), or the box that it stands for."""
    if table.box:
        return _write_box(context, table, write_paragraph)
    context.tables += 1
    name = context.words.html.table.format(number=context.tables)
    summary = table.summary or title
    label = f"{name}: {summary}" if summary else name
    body = _write_rows(context, table, write_paragraph)
    head = f"<caption>{caption}</caption>\n" if caption else ""
    inner = f"<table{_table_attributes(context, table)}>\n{head}{_columns(table)}{body}\n</table>"
    return element(
        "div",
        inner,
        class_=f"scroll {_reach(context, table)}".strip(),
        id=table.anchor,
        role="region",
        tabindex=0,
        aria_label=label,
    )


def _reach(context: Context, table: Table) -> str:
    """How far the print lets a table run [form tables.2]: '' text column, "wide" to the margin, "full" the measure."""
    page, width = context.form.page, _width(context, table)
    if width <= page.column + _TOLERANCE:
        return ""
    return "wide" if width <= page.column + page.indent_right + _TOLERANCE else "full"


def _width(context: Context, table: Table) -> float:
    """Width in points: the table's own, else its columns' together; 0 where the source gives neither."""
    if table.width_share and not table.width:
        return round(table.width_share * context.form.page.measure, 1)
    return table.width or sum(column.width or 0 for column in table.columns)


def _table_attributes(context: Context, table: Table) -> str:
    """Language, direction, and a width where the source gives one; the page is never exceeded."""
    width = _width(context, table)
    style = f"inline-size:calc({width:g} * var(--pt))" if width else ""
    ruled = "ruled" if _has_rules(table) else ""
    direction = table.direction.value if table.direction else ""
    return attributes(class_=ruled, lang=table.language, dir=direction, style=style)


def _has_rules(table: Table) -> bool:
    """True if the source says itself where rules are."""
    return _border_style(table.borders) != "" or any(
        _border_style(cell.borders) for row in table.rows for cell in row.cells
    )


def _columns(table: Table) -> str:
    """Columns with their share of the width, where the source gives all widths; what spans fold away is counted in."""
    used = columns_used(table)
    widths = [c.width for c in table.columns]
    if not all(widths) or len(used) < 2:
        return ""
    total = sum(w for w in widths if w)
    ends = [*used[1:], len(widths)]
    shares = [sum(w for w in widths[a:b] if w) / total for a, b in zip(used, ends, strict=True)]
    cols = "".join(f'<col style="inline-size:{share:.1%}">' for share in shares)
    return f"<colgroup>{cols}</colgroup>\n"


def _write_rows(context: Context, table: Table, write_paragraph: WriteParagraph) -> str:
    rows = placed_rows(table)
    head = head_length(rows)
    lines = [_write_row(context, row, write_paragraph) for row in rows]
    parts = [f"<thead>\n{chr(10).join(lines[:head])}\n</thead>"] if head else []
    return "\n".join([*parts, "<tbody>\n" + "\n".join(lines[head:]) + "\n</tbody>"])


def _write_row(context: Context, row: PlacedRow, write_paragraph: WriteParagraph) -> str:
    cells = "".join(_write_cell(context, placed, write_paragraph) for placed in row.cells)
    return element("tr", cells, class_="total" if row.row.total else "")


def _write_cell(context: Context, placed: Placed, write_paragraph: WriteParagraph) -> str:
    """A cell; a head cell without words is no head (it would name nothing)."""
    cell = placed.cell
    content = "\n".join(write_paragraph(context, p) for p in cell.blocks)
    is_head = cell.header and any(p.text.strip() for p in cell.blocks)
    return element(
        "th" if is_head else "td",
        content,
        id=cell.anchor,
        scope=(cell.scope or "col") if is_head else "",
        colspan=placed.columns if placed.columns > 1 else "",
        rowspan=placed.rows if placed.rows > 1 else "",
        class_=_cell_class(cell),
        style=_border_style(cell.borders),
    )


def _cell_class(cell: Cell) -> str:
    return " ".join(
        filter(
            None,
            (
                "head" if cell.header else "",
                _ALIGN[cell.align] if cell.align else "",
                f"valign-{cell.valign.value}" if cell.valign else "",
            ),
        )
    )


def _border_style(borders: Borders) -> str:
    """Style of the edges that the source fixes, '' where it fixes none. Left is where a line of text begins."""
    edges = ((prop, getattr(borders, side)) for side, prop in _EDGES)
    return ";".join(f"{prop}:{_rule(width)}" for prop, width in edges if width is not None)


def _rule(width: float) -> str:
    return f"calc({width:g} * var(--rule)) solid" if width else "0"


def _write_box(context: Context, table: Table, write_paragraph: WriteParagraph) -> str:
    """A frame around text: no data, so no table. Each row of the source is a division of the frame."""
    rows = []
    for row in table.rows:
        content = "\n".join(write_paragraph(context, p) for cell in row.cells for p in cell.blocks)
        rows.append(element("div", content) if content else "")
    direction = table.direction.value if table.direction else ""
    return element(
        "div", "\n".join(filter(None, rows)), class_="box", id=table.anchor, lang=table.language, dir=direction
    )
