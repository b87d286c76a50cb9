"""Tables, written as XML: grid, spans, rules, repeated heads, boxes.

Reads a `Table` with its grid computed. Gives `w:tbl`. Widths are those of the source, scaled where they exceed the
measure; rules are horizontal only unless the source says otherwise [form tables.3]. Head rows repeat on each page, no
row is broken over a page. A right-to-left table has its first column at the right (`w:bidiVisual`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Align, Borders, Cell, Direction, Paragraph, Row, Table, Valign
from pipeline.forms import TableMeasures
from pipeline.layout.cells import CellNeeds, smaller, tightened
from pipeline.layout.columns import Columns
from pipeline.layout.frames import Frame, Parting, Type, beginning_type, crowded, framed, nested, widest
from pipeline.layout.landscape import sheet_of
from pipeline.layout.tables import has_own_rules, stays_with_next
from pipeline.write.docx.body.table_parts import (
    LONGEST_DESCRIPTION,
    aligned,
    as_given,
    first_given,
    own_words,
    rounded,
    row_properties,
    rule,
    ruled,
    thin_line,
    valign_of,
)
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import Prototypes, twips, w
from pipeline.write.docx.styles.properties import Changes, paragraph_properties
from pipeline.write.docx.styles.stylesheet import ResolvedStyle
from pipeline.write.docx.text.paragraphs import block_paragraph, bookmarked, paragraph
from pipeline.write.docx.text.story import Story

_VALIGN = {Valign.TOP: "top", Valign.MIDDLE: "center", Valign.BOTTOM: "bottom"}
_SIDES = ("top", "left", "bottom", "right")
_LEVEL_STEP = 8.0
"""Points for each step of detail. Chosen: the step of the PDF."""
_OVERHANG = 60  # twips by which the UN's tables reach beyond the measure
"""Chosen: after the files of the United Nations."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Position of a cell: its row, and whether the table begins, ends or changes there."""

    row: Row
    first: bool
    last_head: bool
    last: bool
    space: Changes
    """Space added above and below its text, where a rule is."""


@dataclass(frozen=True, slots=True)
class _Setter:
    """State that all cells of a table share."""

    table: Table
    story: Story
    direction: Direction
    widths: tuple[int, ...]
    frame: Frame
    needs: CellNeeds
    ruled: bool
    """The table has rules of its own: those of the source, or the frame of a box."""
    cells: Prototypes = field(default_factory=Prototypes)
    """The properties of its cells."""

    @property
    def less(self) -> float:
        """By how many points the type is smaller than the source asks for."""
        return max(0.0, self.frame.type.smaller - beginning_type(self.table, self.story.form))

    @property
    def measures(self) -> TableMeasures:
        """The form's `[table]`, with the padding that the frame asks for."""
        return tightened(self.story.form.table, self.frame.type)


def table_element(table: Table, story: Story, changes: Changes) -> Element:
    """Return `w:tbl` for a table; `changes` goes to its first paragraph (a page break before it)."""
    direction = table.direction or changes.direction
    widths, indent, frame, needs = _geometry(table, story)
    setter = _Setter(table, story, direction, widths, frame, needs, _is_ruled(table))
    if not frame.fits:
        story.remarks.append(crowded(table, _number(table, story), frame))
    return _element(setter, indent, changes)


def _element(setter: _Setter, indent: int, changes: Changes) -> Element:
    columns = [w("gridCol", w=width) for width in setter.widths]
    rows = list(_rows(setter, changes))
    return w("tbl", _properties(setter, indent), w("tblGrid", *columns), *rows)


def _within(around: _Setter, cell: Cell, table: Table) -> Element:
    """Return `w:tbl` for a table within a cell: in the type of the table around it, no wider than the cell."""
    padding = around.measures.pad_left + around.measures.pad_right
    room = sum(around.widths[cell.column : cell.column + cell.column_span]) / 20 - padding
    needs = around.needs.within(table)
    columns = needs.columns(around.frame.type)
    frame = nested(table, room, around.frame.type, columns)
    direction = table.direction or around.direction
    widths = rounded(columns.widths(frame.width))
    return _element(_Setter(table, around.story, direction, widths, frame, needs, _is_ruled(table)), 0, Changes())


def _is_ruled(table: Table) -> bool:
    return table.box or has_own_rules(table)


def _number(table: Table, story: Story) -> int:
    """Return the number of a table among those of the document, boxes left out."""
    tables = [
        block for block in story.document.blocks() if isinstance(block, Table) and (block is table or not block.box)
    ]
    return next(number for number, block in enumerate(tables, 1) if block is table)


def _geometry(table: Table, story: Story) -> tuple[tuple[int, ...], int, Frame, CellNeeds]:
    """Return the widths of the columns and indent of the table, in twips: in the text column if it fits, else full."""
    form = sheet_of(table, story.form, story.places.landscape)
    full = twips(form.page.measure)
    edge = twips(form.page.indent_left)
    rtl = story.direction is Direction.RTL
    needs = CellNeeds(table, form, story.document.identity.language, rtl, story.language.words.size)
    found: dict[Type, Columns] = {}

    def measured(type: Type) -> Columns:
        if type not in found:
            found[type] = needs.columns(type)
        return found[type]

    frame = framed(table, form, measured)
    total = twips(frame.width) if frame.width > widest(form) else min(twips(frame.width), full)
    widths = rounded(measured(frame.type).widths(total / 20))
    return widths, edge if total <= full - edge + _OVERHANG else 0, frame, needs


def _properties(setter: _Setter, indent: int) -> Element:
    table, rtl = setter.table, setter.direction is Direction.RTL
    has_head = any(row.header for row in table.rows)
    summary = table.summary[:LONGEST_DESCRIPTION]
    caption = setter.story.language.words.table
    return w(
        "tblPr",
        w("bidiVisual") if rtl else None,
        w("tblW", w=sum(setter.widths), type="dxa"),
        w("tblInd", w=indent, type="dxa"),
        _table_borders(setter),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *_padding(setter)),
        w("tblLook", val="0020" if has_head else "0000", firstRow=int(has_head), lastRow=0, firstColumn=0, lastColumn=0,
          noHBand=1, noVBand=1),
        w("tblCaption", val=caption),
        w("tblDescription", val=summary or own_words(table)),
    )  # fmt: skip


def _padding(setter: _Setter) -> Iterator[Element]:
    """Yield the space at either side of the text of a cell, that of a frame in a frame."""
    measures, box = setter.measures, setter.table.box
    framed = box and sum(setter.widths) > 4 * twips(measures.box_pad)
    left, right = (measures.box_pad, measures.box_pad) if framed else (measures.pad_left, measures.pad_right)
    yield w("left", w=twips(left), type="dxa")
    yield w("right", w=twips(right), type="dxa")


def _cell_padding(setter: _Setter, cell: Cell, row: Row) -> Element | None:
    """Return the padding of a cell: the first column is at the edge of the table; that of a total is set in. Figures
    take the space before them, and their heads most of it.
    """
    if cell.placed:
        return w("tcMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
    figures = cell.align in (Align.DECIMAL, Align.END) and setter.direction is Direction.LTR
    if setter.table.box or (cell.column and not figures):
        return None
    measures = setter.measures
    before = measures.pad_right if cell.align is Align.DECIMAL else measures.pad_figures
    first = measures.pad_left if setter.table.borders.left or cell.borders.left else measures.pad_first
    left = before if cell.column else measures.total_indent if row.total else first
    return w("tcMar", w("left", w=twips(left), type="dxa"))


def _table_borders(setter: _Setter) -> Element | None:
    """Return the rules that the source gives the whole table; a box has a frame if it gives none."""
    table, measures = setter.table, setter.story.form.table
    frame = measures.rule if table.box else None
    given = table.borders
    sides = {
        "top": given.top, "left": given.left, "bottom": given.bottom, "right": given.right,
        "insideH": given.inside_horizontal, "insideV": given.inside_vertical,
    }  # fmt: skip
    if frame and not any(sides.values()):
        sides |= dict.fromkeys(_SIDES, frame)
    children = [rule(side, width) for side, width in sides.items() if width is not None]
    return w("tblBorders", *children) if children else None


def _rows(setter: _Setter, changes: Changes) -> Iterator[Element]:
    """Yield the rows; a cell over several rows is continued in each of them."""
    open_cells: dict[int, tuple[Cell, int]] = {}
    old = _places(setter, changes, is_new=False)
    new = _places(setter, changes, is_new=True)
    tracked = setter.story.document.revision is not None
    for row in setter.table.rows:
        was = next(old) if tracked and (row.change is None or not row.change.is_new) else None
        place = next(new) if row.change is None or row.change.is_new else was
        assert place is not None
        cells = {cell.column: cell for cell in row.cells}
        made = list(_row_cells(setter, place, was if row.change is None else None, cells, open_cells))
        before = row_properties(row, setter.story.form.table.spacer)
        setter.story.revisions.row(before, row.change)
        yield w("tr", before, *made)


def _places(setter: _Setter, changes: Changes, *, is_new: bool) -> Iterator[_Place]:
    """Yield the places of the rows of one version of a marked document; of all rows if none is marked."""
    rows = [row for row in setter.table.rows if row.change is None or row.change.is_new is is_new]
    heads = sum(1 for row in rows if row.header)
    for number, row in enumerate(rows):
        space = _space(setter, rows, number, changes)
        yield _Place(row, number == 0, number == heads - 1, number == len(rows) - 1, space)


def _row_cells(
    setter: _Setter, place: _Place, was: _Place | None, cells: dict[int, Cell],
    open_cells: dict[int, tuple[Cell, int]],
) -> Iterator[Element]:  # fmt: skip
    """Yield the cells of a row from the first to the last column: its own, continued ones, and empty ones in gaps.

    `was`: the place of the row in the old version, where it is in both.
    """
    column = 0
    while column < len(setter.widths):
        if column in cells:
            cell = cells[column]
            yield _cell(setter, place, was, cell, "restart" if cell.row_span > 1 else None)
            if cell.row_span > 1:
                open_cells[column] = (cell, cell.row_span - 1)
        elif column in open_cells:
            cell, left = open_cells.pop(column)
            yield _cell(setter, place, was, cell, "continue")
            if left > 1:
                open_cells[column] = (cell, left - 1)
        else:
            cell = Cell(column=column)
            yield _cell(setter, place, was, cell, None)
        column += max(1, cell.column_span)


def _cell(setter: _Setter, place: _Place, was: _Place | None, cell: Cell, merge: str | None) -> Element:
    head = place.row.header or cell.header
    shown = replace(cell, blocks=()) if merge == "continue" else cell
    paragraphs = _cell_paragraphs(setter, shown, head and place.row.header, place, was)
    made = w("tc", _cell_properties(setter, place, cell, merge), *paragraphs)
    if was is not None:
        setter.story.revisions.reformed(made.properties, _cell_properties(setter, was, cell, merge))
    return made


def _cell_properties(setter: _Setter, place: _Place, cell: Cell, merge: str | None) -> Element:
    """Return `w:tcPr`: made once for all cells of a column in rows of one kind."""
    row = place.row
    key = (
        cell.column, cell.column_span, cell.align, cell.valign, cell.borders, merge, row.header, row.total, place.first,
        place.last_head, place.last, cell.placed,
    )  # fmt: skip
    made = setter.cells.shared(key, lambda: _made_properties(setter, place, cell, merge))
    assert made is not None
    return made


def _made_properties(setter: _Setter, place: _Place, cell: Cell, merge: str | None) -> Element:
    width = sum(setter.widths[cell.column : cell.column + cell.column_span])
    valign = valign_of(cell, place.row)
    return w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=cell.column_span) if cell.column_span > 1 else None,
        w("vMerge", val=merge) if merge else None,
        _cell_borders(setter, place, cell),
        _cell_padding(setter, cell, place.row),
        w("vAlign", val=_VALIGN[valign]) if valign else None,
    )


def _cell_borders(setter: _Setter, place: _Place, cell: Cell) -> Element | None:
    """Return the rules of a cell: those of the source, else those of the form where the table says nothing either."""
    given, default = cell.borders, _default_borders(setter, place)
    sides = {side: first_given(getattr(given, side), getattr(default, side)) for side in _SIDES}
    children = [rule(side, width) for side, width in sides.items() if width is not None]
    return w("tcBorders", *children) if children else None


def _default_borders(setter: _Setter, place: _Place) -> Borders:
    """Return the rules of the form [form tables.3]: above and below the head, above a total, below the table."""
    if setter.ruled:
        return Borders()
    measures, row = setter.story.form.table, place.row
    top = bottom = None
    if place.first or row.total:
        top = measures.rule
    if place.last_head:
        bottom = measures.rule_thick
    if place.last:
        bottom = measures.rule_thick
    return Borders(top=top, bottom=bottom)


def _cell_paragraphs(setter: _Setter, cell: Cell, head: bool, place: _Place, was: _Place | None) -> Iterator[Element]:
    """Yield the paragraphs and tables of a cell, the row's space above the first and below the last; Word wants a
    paragraph at the end of every cell.
    """
    story = setter.story
    setting = _small(setter, story.sheet.setting("box" if setter.table.box else "table-head" if head else "table-body"))
    if cell.empty:
        made = paragraph(setting, story, place.space, bookmarked(cell.anchor, [], story))
        if was is not None:
            before = paragraph_properties(setting, story.form, story.language, was.space)
            story.revisions.reformed(made.properties, before)
        yield made
    parted = True
    for block in cell.content:
        if isinstance(block, Table):
            if not parted:
                yield thin_line(setting, story, setter.direction)
            yield _within(setter, cell, block)
            parted = False
            continue
        parted = True
        is_new = block.change is None or block.change.is_new
        changes = _cell_changes(setter, cell, block, place, is_new=is_new)
        former, given = None, as_given(setting, block, setter.less)
        if was is not None and block.change is None:
            former = (given, _cell_changes(setter, cell, block, was, is_new=False))
        yield block_paragraph(_softened(setter, block, cell, place.row), given, story, changes, former)
    if not parted:
        yield thin_line(setting, story, setter.direction)


def _softened(setter: _Setter, block: Paragraph, cell: Cell, row: Row) -> Paragraph:
    """Return the paragraph with marks where lines may end within words, as the frame of its table asks for."""
    if setter.frame.type.parting is Parting.NONE:
        return block
    padding = setter.measures.pad_left + setter.measures.pad_right
    room = sum(setter.widths[cell.column : cell.column + cell.column_span]) / 20 - padding
    return replace(block, inlines=setter.needs.softened(row, cell, block, setter.frame.type, room))


def _small(setter: _Setter, setting: ResolvedStyle) -> ResolvedStyle:
    """Return the setting of a cell in the type that the frame of its table asks for."""
    by = setter.frame.type.smaller
    if not by:
        return setting
    style = smaller(setting.style, by, setter.story.form.table)
    return setting._replace(style=style, changed=setting.changed | {"size", "leading"})


def _cell_changes(setter: _Setter, cell: Cell, block: Paragraph, place: _Place, *, is_new: bool) -> Changes:
    """Return what a paragraph of a cell changes of its style in one version."""
    own = [b for b in cell.blocks if b.change is None or b.change.is_new is is_new]
    space, placed = place.space, cell.placed
    return space._replace(
        before=space.before if block is own[0] and not placed else None,
        after=space.after if block is own[-1] and not placed else None,
        page_break=space.page_break and block is own[0] and cell.column == 0,
        indent=0.0 if setter.table.box else _LEVEL_STEP * block.level,
        align=aligned(cell, setter.direction),
    )


def _space(setter: _Setter, rows: Sequence[Row], number: int, changes: Changes) -> Changes:
    """Return what the paragraphs of a row change: more space at a rule [form tables.5], and what they stay with.

    `changes` are those of the table.
    """
    row, measures = rows[number], setter.story.form.table
    keep = stays_with_next(setter.table, row, rows[number + 1]) if number + 1 < len(rows) else changes.keep_next
    found = Changes(direction=setter.direction, page_break=changes.page_break and number == 0, keep_next=keep)
    if setter.table.box:
        return found._replace(before=measures.box_top if number == 0 else None)
    if row.header:
        return found
    more = measures.ruled
    above = number > 0 and not rows[number - 1].header and (ruled(row, "top") or ruled(rows[number - 1], "bottom"))
    below = number + 1 < len(rows) and (ruled(row, "bottom") or ruled(rows[number + 1], "top"))
    return found._replace(before=more if above else None, after=more if below else None)
