"""The frame of a table: how wide it is, in which type, and whether words have to be divided.

Reads a `Table`, the form, and its columns as they are in each type. Gives a `Frame`: the width that the source gives;
if words do not fit there, the full measure; then smaller type, as small as the form's `[table]` allows; then lines that
end after the slashes of symbols and addresses; then less padding. If nothing fits, words are hyphenated, and last
divided anywhere. On which page a table is is said by the form: that of an upright page, or that of a landscape page
(`landscape`). A table that fits nowhere is named in a remark.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from pipeline.document import Remark, Table
from pipeline.forms import Form, Page
from pipeline.layout.columns import Columns


class Parting(IntEnum):
    """Places other than between words at which lines may end."""

    NONE = 0
    SLASHES = 1
    """After the slashes of symbols and addresses."""
    HYPHENS = 2
    """Between the syllables of words, with a hyphen."""
    ANYWHERE = 3
    """Within words, and where a number has no room, within numbers."""


class Type(NamedTuple):
    """In which type the cells of a table are set."""

    smaller: float = 0.0
    """How many points it is smaller than that of the form; less than 0 if the source asks for larger type."""
    tight: bool = False
    """The padding of the cells is as small as the form allows."""
    parting: Parting = Parting.NONE


Measured = Callable[[Type], Columns]
"""Gives the columns of a table in a type."""

_LONGEST_TITLE = 60
"""Characters of a title quoted in a remark. Chosen: a line of a terminal."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Place and borders of a table."""

    width: float
    """In points."""
    type: Type = Type()  # noqa: RUF009 - a value

    @property
    def fits(self) -> bool:
        """True if no word has to be divided."""
        return self.type.parting <= Parting.SLASHES


def own_width(table: Table, page: Page) -> float:
    """Return the width in points that the source asks for; that of the text column if it says nothing."""
    if table.width:
        return table.width
    if table.width_share:
        return table.width_share * page.measure
    widths = [c.width for c in table.columns]
    return math.fsum(w or 0.0 for w in widths) if all(widths) else page.column


def nested(table: Table, room: float, type: Type, columns: Columns) -> Frame:
    """Return the frame of a table within a cell that has `room`: in the type of the table around it."""
    widths = [c.width for c in table.columns]
    share = (table.width_share or 0.0) * room
    own = table.width or share or (math.fsum(w or 0.0 for w in widths) if all(widths) else room)
    return Frame(own if own <= room and columns.fit(own) else room, type)


def widest(form: Form, table: Table | None = None) -> float:
    """Return the width of the widest frame: the full measure, and the padding that reaches beyond it.

    A table whose cells are set as its source has them reaches into the margin as far as it does there, but not from
    one column of text into the next.
    """
    if table is not None and table.newspaper is None and any(cell.placed for row in table.rows for cell in row.cells):
        return form.page.measure + form.page.right / 2
    return form.page.measure + form.table.pad_right


def fits(form: Form, columns: Measured) -> bool:
    """Return True if a table fits on a page of this form with no word divided and the padding of the form."""
    least, most = _smallest(form), widest(form)
    return any(columns(Type(least, parting=parting)).fit(most) for parting in (Parting.NONE, Parting.SLASHES))


def framed(table: Table, form: Form, columns: Measured) -> Frame:
    """Return the first frame in which no word is divided, else the one that parts the fewest."""
    columns = cache(columns)

    def fit(frame: Frame) -> bool:
        return columns(frame.type).fit(frame.width)

    own = min(own_width(table, form.page), widest(form, table))
    begin = beginning_type(table, form)
    if not table.box and all(c.width for c in table.columns) and _keeps_widths_if_tight(own, begin, columns):
        return Frame(own, Type(begin, tight=True))
    for parting, tight in _ORDER:
        found = _in_box(own, parting, fit) if table.box else _largest(own, form, Type(begin, tight, parting), fit)
        if found:
            return found
    last = Type(parting=Parting.ANYWHERE)
    return Frame(own, last) if table.box else Frame(widest(form), last._replace(smaller=_smallest(form), tight=True))


def _keeps_widths_if_tight(own: float, begin: float, columns: Measured) -> bool:
    """Return True if the columns are as wide as the source gives them, but only with less padding: a Word file has its
    own.
    """
    return not columns(Type(begin)).keeps(own) and columns(Type(begin, tight=True)).keeps(own)


_ORDER = (
    (Parting.NONE, False),
    (Parting.SLASHES, False),
    (Parting.NONE, True),
    (Parting.SLASHES, True),
    (Parting.HYPHENS, True),
)
"""What is tried in turn: where lines may end, and with how much padding."""


def _in_box(own: float, parting: Parting, fit: Callable[[Frame], bool]) -> Frame | None:
    """Return the frame of a box: it keeps its width and its type."""
    found = Frame(own, Type(parting=parting))
    return found if fit(found) else None


def _largest(own: float, form: Form, type: Type, fit: Callable[[Frame], bool]) -> Frame | None:
    """Return the frame with the largest type in which a table fits; None if it fits in none. Tight only in the
    smallest.
    """
    most, steps = widest(form), [type.smaller, *(step for step in _steps(form) if step > type.smaller)]
    if not type.tight and fit(Frame(own, type)):
        return Frame(own, type)
    if not fit(Frame(most, type._replace(smaller=steps[-1]))):
        return None
    low, high = (len(steps) - 1 if type.tight else 0), len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fit(Frame(most, type._replace(smaller=steps[middle]))) else (middle + 1, high)
    return Frame(most, type._replace(smaller=steps[low]))


def beginning_type(table: Table, form: Form) -> float:
    """Return how much smaller than that of the form the type is that the source asks for."""
    return form.style("table-body").size - table.size if table.size else 0.0


def _steps(form: Form) -> list[float]:
    """Return how much smaller than that of the form type is, step by step."""
    most, step = form.style("table-body").size - form.table.smallest, form.table.smaller_step
    count = int(most / step + 1e-6) if step else 0
    return [number * step for number in range(count + 1)]


def _smallest(form: Form) -> float:
    return _steps(form)[-1]


def crowded(table: Table, number: int, frame: Frame) -> Remark:
    """Return the remark on a table in which words are divided; `number`: it is the n-th, boxes apart."""
    title = " ".join(table.summary.split())
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    kind = "the box" if table.box else f"table {number}"
    named = f"{kind} ({table.anchor}" + (f", “{title}”)" if title else ")")
    how = "hyphenated" if frame.type.parting is Parting.HYPHENS else "divided"
    what = "too narrow for its words" if table.box else "too wide for its page even in the smallest type"
    return Remark(f"{named}: {what}: words are {how}", table.eid, _beginning(table))


def _beginning(table: Table) -> str:
    """Return the first words of a table."""
    words = (p.text for row in table.rows for cell in row.cells for p in cell.blocks)
    return next(filter(None, words), "")
