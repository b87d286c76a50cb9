"""How one table is set in an OpenDocument text.

Reads a `Table` and what the layout stage decides on it. Gives the look of the table and of its cells, the styles of the
paragraphs in them, and their words with soft hyphens where a column has no room for them.
"""

from __future__ import annotations

import math
from dataclasses import replace

from pipeline.document import Block, Cell, Direction, Identity, Paragraph, Table
from pipeline.document.pictures import has_pictures
from pipeline.forms import Form
from pipeline.languages.strings import strings
from pipeline.layout.cell_looks import CellLook, CellLooks, side
from pipeline.layout.cells import tightened
from pipeline.layout.frames import Parting, Type
from pipeline.layout.places import placed
from pipeline.layout.spaces import around_table
from pipeline.layout.tables import is_spacer, stays_with_next
from pipeline.write.pandoc.grid import first_columns
from pipeline.write.pandoc.odt.styles import Variant
from pipeline.write.pandoc.odt.tables import CellDress, TableDress

_DIGITS = 1.3
"""How much wider the digits of Arabic fonts are than those that are measured.
Chosen: covers the Arabic fonts that offices install."""


class TableSetting:
    """The setting of one table; `form` is that of its page."""

    def __init__(self, table: Table, form: Form, identity: Identity, within: tuple[float, Type] | None = None) -> None:
        """Measure the cells; `within`: the room of the cell that the table is in, and the type of the table around."""
        self._table, self._form, self._identity = table, form, identity
        self._rtl = identity.direction is Direction.RTL
        factor = strings(identity.language).word.size * (_DIGITS if self._rtl else 1.0)
        self.is_within = within is not None
        self._place = placed(table, form, identity, factor, within)
        self.frame = self._place.frame
        self._looks = CellLooks(table, tightened(form.table, self.frame.type), self._rtl)

    def dress(self, before: Block | None, after: Block | None, master: str) -> TableDress:
        """Return the look of the table between two blocks; `master`: the master page that begins with it."""
        table, measures = self._table, self._form.table
        close = (measures.ruled, measures.ruled)
        over, under = close if self.is_within else around_table(table, before, after, self._form)
        return TableDress(
            name="box" if table.box else "table",
            start=0.0 if self.is_within else self._place.start(self._form.page),
            columns=self._place.of(first_columns(table)),
            cells=[self._cell(self._looks.cell(n, cell)) for n, row in enumerate(table.rows) for cell in row.cells],
            measure=self.frame.width if self.is_within else self._form.page.measure,
            heights=[measures.spacer if is_spacer(row) else 0.0 for row in table.rows],
            before=over,
            after=under,
            rtl=self._rtl,
            master=master,
        )

    def _cell(self, look: CellLook) -> CellDress:
        """Return the look of a cell: a rule between rows keeps more distance than the style of its text."""
        style, ruled = self._form.style(look.key, "table-body"), self._form.table.ruled
        return CellDress(
            borders=look.borders,
            top=max(0.0, ruled - style.before) if look.ruled_above else 0.0,
            bottom=max(0.0, ruled - style.after) if look.ruled_below else 0.0,
            start=look.start,
            end=look.end,
            valign=look.valign,
        )

    def variant(self, number: int, cell: Cell, block: Paragraph) -> Variant:
        """Return the style of a paragraph in a cell of row `number`."""
        look = self._looks.cell(number, cell)
        style = self._form.style(look.key, "table-body")
        text = side(block.align or cell.align, self._rtl)
        return Variant(
            key=look.key,
            align="" if text == style.align else text,
            pictured=has_pictures(block.inlines),
            bold=look.bold and not style.bold,
            smaller=self.frame.type.smaller,
            keeps=self.keeps(number),
        )

    def room(self, number: int, cell: Cell) -> float:
        """Return the width of the text of a cell of row `number`."""
        look = self._looks.cell(number, cell)
        return math.fsum(self._place.widths[cell.column : cell.column + cell.column_span]) - look.start - look.end

    def within(self, number: int, cell: Cell, table: Table) -> TableSetting:
        """Return the setting of a table within a cell of row `number`."""
        return TableSetting(table, self._form, self._identity, (self.room(number, cell), self.frame.type))

    def keeps(self, number: int) -> bool:
        """Return True if a row is on the page of the next one."""
        rows = self._table.rows
        return number + 1 < len(rows) and stays_with_next(self._table, rows[number], rows[number + 1])

    def shown(self, number: int, cell: Cell, block: Paragraph) -> Paragraph:
        """Return a paragraph with marks where lines may end within words, as its frame asks for."""
        kind = self.frame.type
        if kind.parting is Parting.NONE:
            return block
        row, room = self._table.rows[number], self.room(number, cell)
        return replace(block, inlines=self._place.needs.softened(row, cell, block, kind, room))
