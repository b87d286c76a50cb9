"""Heads and feet of landscape pages of an OpenDocument text.

Reads the texts of a head or foot and the form's `[landscape]`. Gives a line of the head or foot to which a column down
the side of the page is fixed: what an upright page has at its head and foot runs there as if the sheet had been turned
[form landscape].
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.forms import Form
from pipeline.write.pandoc.odt.elements import element, points

_DESCENT = 2.2
"""Points of a line of a head below its baseline. Chosen: puts the head at the place of the form in LibreOffice."""
_ASCENT = 8.2
"""Points of a line of a foot above its baseline. Chosen: puts the foot at the place of the form in LibreOffice."""
_FOOT = 21.6
"""Width of the column of a foot. Chosen: two lines of it."""
_FLOATS = "beside"
FRAME = "Frame"
"""The style that frames of text have in LibreOffice: without it they are drawings."""


def head(cells: Sequence[etree._Element], heights: Sequence[float], form: Form, *, rtl: bool) -> etree._Element:
    """Return the line with the head down the right side; `form` is that of upright pages, as are the `heights`."""
    left, width = form.page.height - form.landscape.rule_y, form.word.head_row
    return _line("head", cells, heights, form, _place(left, width, form, rtl=rtl), width)


def foot(cells: Sequence[etree._Element], form: Form, *, rtl: bool) -> etree._Element:
    """Return the line with the foot down the left side."""
    left = form.page.height - form.landscape.number_y + _ASCENT - _FOOT
    half = form.page.measure / 2
    return _line("foot", cells, [half, half], form, _place(left, _FOOT, form, rtl=rtl), _FOOT)


def _place(left: float, width: float, form: Form, *, rtl: bool) -> float:
    """Return where a column begins: on pages from right to left LibreOffice counts from the right edge."""
    return form.page.height - left - width if rtl else left


def _line(
    name: str, cells: Sequence[etree._Element], heights: Sequence[float], form: Form, left: float, width: float
) -> etree._Element:
    rows = [
        element("table:table-row", cell, table__style_name=row_style(height))
        for cell, height in zip(cells, heights, strict=True)
    ]
    column = element("table:table-column", table__style_name=f"turned-{name}-column")
    table = element("table:table", column, *rows, table__name=f"turned-{name}", table__style_name=f"turned-{name}")
    frame = element(
        "draw:frame",
        element("draw:text-box", table, fo__min_height=points(form.page.measure)),
        draw__style_name=_FLOATS,
        draw__name=f"turned-{name}",
        text__anchor_type="paragraph",
        svg__x=points(left),
        svg__y=points(form.landscape.top),
        svg__width=points(width),
    )
    return element("text:p", frame, text__style_name="running-head")


def row_style(height: float) -> str:
    """Return the name of the style of a row of this height."""
    return f"turned-row-{height:.0f}"


def cell(line: etree._Element, name: str) -> etree._Element:
    """Return a cell of a head or foot with this line."""
    return element("table:table-cell", line, table__style_name=f"turned-{name}-cell")


def styles(form: Form, heights: Sequence[float]) -> list[etree._Element]:
    """Return the styles of the columns; `heights` of their rows."""
    places, measure = form.landscape, form.page.measure
    rule = f"{points(places.rule)} solid #000000"
    above = points(places.rule_y - places.head_y - _DESCENT)
    wide = {"head": form.word.head_row, "foot": _FOOT}
    cells = {"head": {"fo__border_left": rule, "fo__padding_left": above}, "foot": {}}
    sides = {"head": "bottom", "foot": "top"}
    found = [_floating()]
    for name, width in wide.items():
        found += [
            _style(f"turned-{name}", "table", style__width=points(width), table__align="left"),
            _style(f"turned-{name}-column", "table-column", style__column_width=points(width)),
            _style(
                f"turned-{name}-cell", "table-cell", fo__border="none", fo__padding="0pt", style__writing_mode="tb-rl",
                style__vertical_align=sides[name], **cells[name],
            ),
        ]  # fmt: skip
    rows = {row_style(height): points(height) for height in (*heights, measure / 2)}
    return found + [_style(name, "table-row", style__row_height=height) for name, height in rows.items()]


def _floating() -> etree._Element:
    """Return the style of a frame at its place on the page, which takes no space from the text."""
    return _style(
        _FLOATS, "graphic", style__vertical_pos="from-top", style__vertical_rel="page",
        style__horizontal_pos="from-left", style__horizontal_rel="page", style__wrap="run-through",
        style__run_through="foreground", fo__padding="0pt", fo__border="none", fo__margin="0pt",
        style__parent_style_name=FRAME,
    )  # fmt: skip


def _style(name: str, family: str, **properties: str) -> etree._Element:
    parent = properties.pop("style__parent_style_name", None)
    kind = element(f"style:{family}-properties", **properties)
    return element("style:style", kind, style__name=name, style__family=family, style__parent_style_name=parent)
