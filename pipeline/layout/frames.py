"""The frame of a table: how wide it is, in which size of type, on which page.

Reads a `Table`, the form, and its columns as they are in each size. Gives a `Frame`: the width that the source gives;
if words do not fit there, the full measure; then smaller type, as small as the form's `[table]` allows; then a page
turned on its side, again in smaller type if need be. If nothing fits, the widest frame, where words are parted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.document import Table
from pipeline.forms import Form, Page
from pipeline.layout.columns import Columns


@dataclass(frozen=True, slots=True)
class Frame:
    """Place and borders of a table."""

    width: float
    """In points."""
    smaller: float = 0.0
    """How many points its type is smaller than that of the form."""
    turned: bool = False
    """It stands on a landscape page."""
    fits: bool = True
    """No word has to be parted."""


def own_width(table: Table, page: Page) -> float:
    """Return the width in points that the source asks for; that of the text column if it says nothing."""
    if table.width:
        return table.width
    if table.width_share:
        return table.width_share * page.measure
    widths = [c.width for c in table.columns]
    return sum(w or 0.0 for w in widths) if all(widths) else page.column


def turned_measure(page: Page) -> float:
    """Return the full measure of a page turned on its side."""
    return page.height - page.left - page.right


def framed(table: Table, form: Form, columns: Callable[[float], Columns]) -> Frame:
    """Return the first frame in which no word is parted; `columns` gives the columns in type so many points smaller."""
    known: dict[float, Columns] = {}
    tried = Frame(0.0)
    for tried in _frames(table, form):
        if tried.smaller not in known:
            known[tried.smaller] = columns(tried.smaller)
        if known[tried.smaller].fit(tried.width):
            return tried
    return Frame(tried.width, tried.smaller, tried.turned, fits=False)


def _frames(table: Table, form: Form) -> Iterator[Frame]:
    page, measures = form.page, form.table
    widest = page.measure + measures.pad_right
    own = min(own_width(table, page), widest)
    yield Frame(own)
    if table.box:
        return
    yield from (Frame(widest, smaller) for smaller in _steps(form))


def _steps(form: Form) -> Iterator[float]:
    """Return how much smaller than that of the form type is, step by step."""
    most, step = form.style("table-body").size - form.table.smallest, form.table.smaller_step
    count = int(most / step + 1e-6) if step else 0
    yield from (number * step for number in range(count + 1))
