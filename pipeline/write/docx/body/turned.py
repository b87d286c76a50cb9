"""Heads and feet of landscape pages.

Reads identity and imprint of a document and the form's `[landscape]`. Gives the parts of odd and even pages. What an
upright page has at its head and foot runs down the sides here, as if the sheet had been turned: in tables of one column
that float beside the text, as the UN's own files have them [form landscape].
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Direction
from pipeline.layout.landscape import turned
from pipeline.write.docx.body.masthead import HEADER_LINE, no_padding
from pipeline.write.docx.body.running import RunningParts, empty_line, foot_lines, head_cells, head_line, notice, part
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import eighths, twips, w
from pipeline.write.docx.text.story import Story

_DESCENT = 2.2  # of a line of a running head, from its baseline
"""Chosen: puts the head at the place of the form in Word."""
_ASCENT = 8.2  # of a line of a foot
"""Chosen: puts the foot at the place of the form in Word."""
_FOOT = 21.6  # width of the column of the feet
"""Chosen: two lines of the foot."""


def turned_running(story: Story) -> RunningParts:
    """Return the heads and feet of a document's landscape pages; a section's first page is like the others."""
    kinds = (("even", 4, True), ("default", 5, False))
    heads = {name: part(f"header{number}", "hdr", _head(story, outer_first=outer)) for name, number, outer in kinds}
    feet = {name: part(f"footer{number}", "ftr", _foot(story, outer_first=outer)) for name, number, outer in kinds}
    return RunningParts(headers=heads, footers=feet)


def _head(story: Story, *, outer_first: bool) -> list[Element]:
    """Return the symbol and title down the right side, a rule at their left."""
    above = notice(story, turned(story.form))
    if not story.document.identity.official:
        return [*above, empty_line(story, HEADER_LINE)]
    places, page = story.form.landscape, story.form.page
    cells = head_cells(story)[:: 1 if outer_first else -1]
    after = places.rule_y - places.head_y - _DESCENT
    lines = [head_line(story, runs, after, at_end=n == 1) for n, (runs, _) in enumerate(cells)]
    rule = w("tblBorders", w("left", val="single", sz=eighths(places.rule), space=0, color="auto"))
    left, width = page.height - places.rule_y, story.sheet.measures.head_row
    table = _column(story, lines, [room for _, room in cells], left, width, rule)
    return [*above, table, empty_line(story, HEADER_LINE)]


def _foot(story: Story, *, outer_first: bool) -> list[Element]:
    """Return the page number and job number down the left side."""
    half = story.sheet.measures.head_title
    lines = foot_lines(story, outer_first=outer_first)
    left = story.form.page.height - story.form.landscape.number_y + _ASCENT - _FOOT
    return [_column(story, lines, [half, half], left, _FOOT, None), empty_line(story, HEADER_LINE)]


def _column(
    story: Story, lines: Sequence[Element], heights: Sequence[float], left: float, width: float,
    borders: Element | None,
) -> Element:  # fmt: skip
    """Return the lines that run downwards, one below the other, in a table that floats at this place of the page."""
    rows = [
        w("tr", w("trPr", w("cantSplit"), w("trHeight", val=twips(height), hRule="exact")),
          w("tc", _cell_properties(width, at_rule=borders is not None), line))
        for line, height in zip(lines, heights, strict=True)
    ]  # fmt: skip
    top = story.form.landscape.top
    properties = w(
        "tblPr",
        w("tblpPr", leftFromText=0, rightFromText=0, vertAnchor="page", horzAnchor="page",
          tblpX=twips(left), tblpY=twips(top)),
        w("tblOverlap", val="never"),
        w("tblW", w=twips(width), type="dxa"),
        borders,
        w("tblLayout", type="fixed"),
        no_padding(),
    )  # fmt: skip
    ordered = rows[::-1] if story.direction is Direction.RTL else rows
    return w("tbl", properties, w("tblGrid", w("gridCol", w=twips(width))), *ordered)


def _cell_properties(width: float, *, at_rule: bool) -> Element:
    """Return the text from the top down; its last line at the rule of a head, its first at the outer side of a foot."""
    return w(
        "tcPr",
        w("tcW", w=twips(width), type="dxa"),
        w("textDirection", val="tbRl"),
        w("vAlign", val="bottom" if at_rule else "top"),
    )
