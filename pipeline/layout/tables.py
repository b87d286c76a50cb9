"""Tables: head, columns in use, rules.

Reads a `Table` and the form's `[table]`. Gives what all writers of tables decide alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.document import Borders, Cell, Paragraph, Row, Table
from pipeline.forms import TableMeasures
from pipeline.languages.patterns import patterns
from pipeline.languages.strings import supported

_NONE = Borders()
_OPENING, _CLOSING = ("(", "（"), (")", "）")
_NUMBER = re.compile(r"[\s\u00a0]*[\w.]{0,8}")


def has_own_rules(table: Table) -> bool:
    """Return True if the source itself says where rules are."""
    none = Borders()
    return table.borders != none or any(cell.borders != none for row in table.rows for cell in row.cells)


def title_key(title: Paragraph, language: str) -> str:
    """Return the key of the style of a line above a table: its number, the unit of its figures, else its title
    [form tables.1].
    """
    text = title.text.strip()
    if text[:1] in _OPENING and text[-1:] in _CLOSING:
        return "table-unit"
    named = patterns(language).table.match(text) if supported(language) else None
    if named is None:
        return "table-name"
    return "table-number" if _NUMBER.fullmatch(text, named.end()) else "table-title"


def leading_heads(table: Table) -> int:
    """Return the number of head rows at the top."""
    return next((i for i, row in enumerate(table.rows) if not row.header), len(table.rows))


def head_length(table: Table) -> int:
    """Return the number of rows that can be repeated as the head.

    0 if all rows are heads, or if a cell reaches from the head into the body.
    """
    length = leading_heads(table)
    reaches = any(i + cell.row_span > length for i, row in enumerate(table.rows[:length]) for cell in row.cells)
    return 0 if reaches or length == len(table.rows) else length


def columns_used(table: Table) -> list[int]:
    """Return the columns in which a cell begins, in order."""
    return sorted({cell.column for row in table.rows for cell in row.cells})


def stays_with_next(table: Table, row: Row, following: Row) -> bool:
    """Return True for a row that is on the page of the next: a head, one that introduces it or is added up in it."""
    introduces = any(block.keep_with_next for cell in row.cells for block in cell.blocks)
    return row.header or table.box or introduces or following.total


def is_spacer(row: Row) -> bool:
    """Return True for a row without words, which only adds space between rows [form tables.4]."""
    return all(cell.empty for cell in row.cells) and all(cell.row_span == 1 for cell in row.cells)


class Ruling:
    """The rules of one table: what the source says of a cell, else of the table, else the form."""

    def __init__(self, table: Table, measures: TableMeasures) -> None:
        """Take the rules for `table` from the source, and from `measures`, the form's `[table]`."""
        self._table = table
        self._measures = measures
        self._given = has_own_rules(table)
        self._heads = _heads_with_words(table)

    def around(self, number: int, cell: Cell) -> Borders:
        """Return the rules around a cell in row `number`, in points."""
        table = self._table
        last_row = number + cell.row_span >= len(table.rows)
        last_column = cell.column + cell.column_span >= len(table.columns)
        own, outer = cell.borders, table.borders
        default = _NONE if self._given else self.default(number, cell)
        return _borders(
            _first(own.top, outer.inside_horizontal if number else outer.top, default.top),
            _first(own.bottom, outer.bottom if last_row else outer.inside_horizontal, default.bottom),
            _first(own.left, outer.inside_vertical if cell.column else outer.left, default.left),
            _first(own.right, outer.right if last_column else outer.inside_vertical, default.right),
        )

    def above(self) -> list[float]:
        """Return the width of the rule above each row, and of the one below the last."""
        rules = [0.0] * (len(self._table.rows) + 1)
        for number, row in enumerate(self._table.rows):
            for cell in row.cells:
                borders = self.around(number, cell)
                end = min(number + cell.row_span, len(self._table.rows))
                rules[number] = max(rules[number], borders.top or 0.0)
                rules[end] = max(rules[end], borders.bottom or 0.0)
        return rules

    def default(self, number: int, cell: Cell) -> Borders:
        """Return the rules of the form [form tables]: above and below the head, above a total, below the table.

        An empty row at the end of the head is below its rule.

        Horizontal only; a box has a frame.
        """
        thin, thick = self._measures.rule, self._measures.rule_thick
        if self._table.box:
            return _borders(thin, thin, thin, thin)
        row = self._table.rows[number]
        last = number + cell.row_span >= len(self._table.rows)
        head_end = row.header and number < self._heads <= number + cell.row_span
        top = thin if number == 0 or row.total else None
        return _borders(top, thick if last or head_end else None)


def _heads_with_words(table: Table) -> int:
    """Return the number of rows of the head, without the empty ones at its end."""
    heads = sum(row.header for row in table.rows)
    while heads > 1 and table.rows[heads - 1].header and is_spacer(table.rows[heads - 1]):
        heads -= 1
    return heads


@lru_cache(maxsize=256)
def _borders(top: float | None, bottom: float | None, left: float | None = None, right: float | None = None) -> Borders:
    """Return the same rules for all cells that have them."""
    return Borders(top, bottom, left, right)


def _first(own: float | None, outer: float | None, default: float | None) -> float:
    if own is not None:
        return own
    return outer if outer is not None else default or 0.0
