"""Tables of a file on their grid.

Reads a `RawTable`. Gives a `Table` of the prepared document: each cell at its column, no rows that only continue cells
above, automatic numbers as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.characters.labels import hanging
from pipeline.characters.whitespace import Run, finish, leading_tabs, normalise
from pipeline.document import Align, Cell, CellSetting, Column, Inline, Paragraph, Rank, Role, Row, Table
from pipeline.intake.model.cells import HoldingCell
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.model.lines import has_words
from pipeline.intake.model.manuscript import GridCell, RawLine, RawTable
from pipeline.intake.vocabulary.style_table import rank_of, role_of
from pipeline.prepare.elements.grid import Grid as Places

_TEXT_EDGE = 600
"""Twips. Text that begins further in is at the text edge of the page. Chosen: about half of that edge."""
_HEADING_TABS = 2
"""Tabs before a heading without number in a frame [form headings]; files of this project have its style instead."""
_JUSTIFIED = frozenset((Align.END, Align.CENTRE))


def recognised_table(grid: RawTable, anchor: str, doubts: Doubts) -> Table | None:
    """Return the table; None if it has no cell."""
    rows = _with_own_cells(grid)
    if not rows:
        return None
    frame = _is_frame(grid)
    places = Places(len(rows))
    for cells in rows:
        places.row()
        for cell in cells:
            places.place(_cell(cell, anchor, doubts, framed=frame))
    widths = grid.widths if len(grid.widths) == places.columns else ()
    columns = tuple(Column(width / 20 if width else None) for width in widths) or (Column(),) * max(1, places.columns)
    made = [Row(tuple(cells), header=n < grid.heads) for n, cells in enumerate(places.filled())]
    if any(not row.cells for row in made):
        doubts.add(grid.place, "a row without cells", "left out")
    return Table(anchor=anchor, columns=columns, rows=tuple(row for row in made if row.cells), box=len(columns) == 1,
                 page_break=grid.page_break, size=grid.size,
                 leading=None if frame else grid.leading, frame=anchor if frame else "")  # fmt: skip


def _is_frame(grid: RawTable) -> bool:
    """Return True for a frame around text: one column whose lines are at the text edge, or which holds tables."""
    cells = [cell for row in grid.rows for cell in row]
    if any(len(row) > 1 for row in grid.rows) or not cells:
        return False
    return any(cell.tables or any(line.left > _TEXT_EDGE for line in cell.lines) for cell in cells)


def _with_own_cells(grid: RawTable) -> list[list[GridCell]]:
    """Return the rows in which a cell begins; cells that span the other rows are shorter by them."""
    empty = [number for number, row in enumerate(grid.rows) if not row]
    result = []
    for number, row in enumerate(grid.rows):
        if not row:
            continue
        for cell in row:
            cell.rows -= sum(1 for n in empty if number < n < number + cell.rows)
        result.append(row)
    return result


def _cell(cell: GridCell, anchor: str, doubts: Doubts, *, framed: bool) -> Cell:
    shown = [has_words(line) or bool(line.number) for line in cell.lines]
    blocks = tuple(
        _paragraph(line, anchor, framed=framed) for line, is_shown in zip(cell.lines, shown, strict=True) if is_shown
    )
    align = cell.align if cell.align in _JUSTIFIED or cell.valign is not None else None
    inner = [(sum(shown[:place]), recognised_table(grid, f"{anchor}-{grid.place}", doubts))
             for place, grid in cell.tables]  # fmt: skip
    tables = tuple((place, table) for place, table in inner if table is not None)
    made = Cell(column=0, blocks=blocks, column_span=cell.columns, row_span=cell.rows, align=align,
                valign=None if framed else cell.valign)  # fmt: skip
    return _holding(made, tables) if tables else made


def _holding(cell: Cell, tables: tuple[tuple[int, Table], ...]) -> HoldingCell:
    return HoldingCell(column=0, blocks=cell.blocks, column_span=cell.column_span, row_span=cell.row_span,
                       align=cell.align, valign=cell.valign, tables=tables)  # fmt: skip


def note_setting(line: RawLine, label: Sequence[Inline], role: Role) -> CellSetting | None:
    """Return how a note below a table is set in its file; None for a note with a letter, which the form sets."""
    return line.setting if role is Role.TABLE_NOTE and not label else None


def _paragraph(line: RawLine, anchor: str, *, framed: bool) -> Paragraph:
    hangs = not framed and line.setting is not None and line.setting.hangs
    runs = normalise([*([Run(line.number + ("\t" if hangs else " "))] if line.number else []), *line.runs])
    name = next((b for b in line.bookmarks if b != anchor), f"{anchor}-{line.place}")
    label, runs = hanging(runs) if hangs else ([], runs)
    role = Role.TABLE_NOTE if framed and role_of(line.style) is Role.TABLE_NOTE else Role.TEXT
    made = Paragraph(role=role, label=finish(label), inlines=finish(runs), anchor=name,
                     keep_with_next=line.keep and not framed,
                     setting=None if framed else line.setting,
                     letters=None if framed or line.setting is None else line.letters)  # fmt: skip
    tabs = leading_tabs(line.runs)
    return replace(made, indent=_HEADING_TABS if framed and not tabs and rank_of(line.style) is Rank.SECOND else tabs)
