"""The masthead of an OpenDocument text: a table of two rows and three columns, as large as the print.

Reads the form. Gives the look of the table: the corner for the emblem, organization over organ, symbol over the block
of distribution, date and languages [form masthead].
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.document import Borders, Valign
from pipeline.forms import Form
from pipeline.write.pandoc.odt.page import FIRST, first_top
from pipeline.write.pandoc.odt.tables import CellDress, TableDress

_ABOVE_RULE = 4.0
"""Points between the first row and its rule. Chosen: puts the rule at the place of the form in LibreOffice."""
_RISE = 0.8
"""Share of the leading that a line has above its baseline. Chosen: the ascent of the fonts in templates/fonts."""


def masthead_dress(form: Form, rtl: bool) -> TableDress:
    """Return the look of the masthead; page 1 begins with it."""
    page, measures = form.page, form.masthead
    thin, thick = measures.rules
    edges = (page.left, measures.name_x, measures.block_x, page.width - page.right)
    first = CellDress(Borders(bottom=thin.width), bottom=_ABOVE_RULE, valign=Valign.BOTTOM)

    def second(baseline: float, key: str) -> CellDress:
        space = baseline - _RISE * form.style(key).leading - thin.y
        return CellDress(Borders(bottom=thick.width), top=max(0.0, space))

    return TableDress(
        name="masthead",
        start=0.0,
        columns=[end - start for start, end in pairwise(edges)],
        cells=[first] * 3 + [second(measures.organ_y, "organ")] * 2 + [second(measures.block_y, "distribution")],
        measure=page.measure,
        heights=(thin.y - first_top(form), thick.y - thin.y),
        least=True,
        rtl=rtl,
        master=FIRST,
    )
