"""The pages of an OpenDocument text: paper, margins, running heads and feet.

Reads the form and the identity of a document. Gives page layouts and master pages. Page 1 has no head but the notice of
a provisional document; later pages have symbol and title over a rule, and their number [form running].
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TypeVar

from lxml import etree

from pipeline.document import Direction, Document, Identity
from pipeline.forms import Form
from pipeline.languages.strings import strings
from pipeline.layout.landscape import turned
from pipeline.layout.running import head_title
from pipeline.write.pandoc.odt import turned as turned_pages
from pipeline.write.pandoc.odt.elements import element, points

FIRST = "First"
"""Name of the master page of page 1, which is followed by that of the others."""
STANDARD = "Standard"
TURNED = "Landscape"
"""Name of the master page of landscape pages."""
_LAYOUTS = ("page", "turned")
"""Names of the layouts of pages with running heads; the last one is that of landscape pages."""
_T = TypeVar("_T")
_UNDER_HEAD = 4.0
"""Points from the rule of the running head to the text of a landscape page.
Chosen: puts the text at the place of the form in LibreOffice."""
_HEAD_AFTER = 4.0
"""Points between the running head and its rule. Chosen: puts the rule at the place of the form in LibreOffice."""


def first_top(form: Form) -> float:
    """Return the distance of the masthead from the paper's edge."""
    return form.page.header


def page_styles(document: Document, form: Form, *, landscape: bool) -> list[etree._Element]:
    """Return the automatic styles and the master pages of `styles.xml`; `landscape`: there are landscape pages."""
    identity, names = document.identity, _LAYOUTS if landscape else _LAYOUTS[:1]
    styles = [*_layouts(form, landscape=landscape), *_foot_styles(identity)]
    styles += _head_styles(identity, form)
    if landscape:
        title = head_title(identity, form, strings(identity.language).word.size).width
        styles += turned_pages.styles(form, (title, form.page.measure - title))
    masters = _masters(identity, form, names, opened=document.masthead is not None)
    return [element("office:automatic-styles", *styles), element("office:master-styles", *masters)]


def _layouts(form: Form, *, landscape: bool) -> list[etree._Element]:
    page, head, wide = form.page, form.word.head_row, turned(form)
    made = [
        _layout("first", form, page.header, element("style:header-style"), page.bottom_first),
        _layout("page", form, page.header, _head_room(head, page.top - page.header - head), page.bottom),
    ]
    return [*made, _layout("turned", wide, *_turned_head(wide, head), wide.page.bottom)] if landscape else made


def _turned_head(wide: Form, head: float) -> tuple[float, etree._Element]:
    """Return the distance of the head from the paper's edge, and the head, on a landscape page."""
    above = max(0.0, wide.page.top - head - _UNDER_HEAD)
    return above, _head_room(head, _UNDER_HEAD)


def _head_room(height: float, below: float) -> etree._Element:
    properties = element(
        "style:header-footer-properties", fo__min_height=points(height + below), fo__margin_bottom=points(below)
    )
    return element("style:header-style", properties)


def _layout(name: str, form: Form, top: float, head: etree._Element, bottom: float) -> etree._Element:
    page = form.page
    foot = element(
        "style:header-footer-properties",
        fo__min_height=points(max(1.0, bottom - page.footer)),
        fo__margin_top=points(6.0),
    )
    properties = element(
        "style:page-layout-properties",
        fo__page_width=points(page.width),
        fo__page_height=points(page.height),
        fo__margin_left=points(page.left),
        fo__margin_right=points(page.right),
        fo__margin_top=points(top),
        fo__margin_bottom=points(page.footer),
    )
    return element("style:page-layout", properties, head, element("style:footer-style", foot), style__name=name)


def _masters(identity: Identity, form: Form, names: Iterable[str], *, opened: bool) -> list[etree._Element]:
    """Return the page 1, and the pages after it: odd and even ones are each other's mirror image.

    `names`: their layouts; `opened`: page 1 has a master page of its own, that of the masthead.
    """
    notice = strings(identity.language).text.provisional_notice(identity.unassigned)
    notices = [_line(notice, "head-notice")] if notice else []
    first = element(
        "style:master-page",
        *([element("style:header", *notices)] if notices else []),
        style__name=FIRST,
        style__page_layout_name="first",
        style__next_style_name=STANDARD,
    )
    plain = [] if opened else [element("style:header-first", *(_copies(notices) or [_line("", "running-head")]))]
    later = [
        element(
            "style:master-page",
            element("style:header", *_copies(notices), *_head(name, identity, form, outer_first=False)),
            element("style:header-left", *_copies(notices), *_head(name, identity, form, outer_first=True)),
            *(plain if name == "page" else []),
            element("style:footer", _foot(name, identity, form, outer_first=False)),
            element("style:footer-left", _foot(name, identity, form, outer_first=True)),
            style__name=STANDARD if name == "page" else TURNED,
            style__page_layout_name=name,
        )
        for name in names
    ]
    return [first, *later]


def _copies(elements: list[etree._Element]) -> list[etree._Element]:
    return [deepcopy(made) for made in elements]


def _line(text: str, style: str) -> etree._Element:
    made = element("text:p", text__style_name=style)
    made.text = text
    return made


def _number(form: Form, style: str) -> etree._Element:
    """Return the page, and the number of pages where the form says it."""
    number = element("text:page-number", text__select_page="current")
    line = element("text:p", number, text__style_name=style)
    if form.running.totals:
        number.tail = "/"
        line.append(element("text:page-count"))
    return line


def _foot(name: str, identity: Identity, form: Form, *, outer_first: bool) -> etree._Element:
    """Return the number of the page at the outer edge."""
    number = _number(form, "foot-start" if outer_first else "foot-end")
    if name == "page":
        return number
    lines = [number, _line("", "page-number")]
    rtl = identity.direction is Direction.RTL
    return turned_pages.foot(_turned(lines if outer_first else lines[::-1], "foot", identity), form, rtl=rtl)


def _head(name: str, identity: Identity, form: Form, *, outer_first: bool) -> list[etree._Element]:
    """Return the symbol at the outer edge, title at the inner one, over a rule; an empty line if not a UN document."""
    symbol = identity.symbol_printed or identity.symbol
    if not identity.official:
        return [_line("", "running-head")]
    title = head_title(identity, form, strings(identity.language).word.size)
    texts = [(symbol, f"{name}-symbol"), (title.text, f"{name}-title")]
    ordered = texts if outer_first else texts[::-1]
    lines = [_line(text, f"head-{place}") for (text, _), place in zip(ordered, ("start", "end"), strict=True)]
    if name == "turned":
        rtl = identity.direction is Direction.RTL
        heights = _in_order((form.page.measure - title.width, title.width)[:: 1 if outer_first else -1], identity)
        return [turned_pages.head(_turned(lines, "head", identity), heights, form, rtl=rtl)]
    cells = [element("table:table-cell", line, table__style_name=f"{name}-cell") for line in lines]
    columns = [element("table:table-column", table__style_name=column) for _, column in ordered]
    row = element("table:table-row", *cells, table__style_name=f"{name}-row")
    return [element("table:table", *columns, row, table__name="head", table__style_name=f"{name}-head")]


def _turned(lines: Sequence[etree._Element], name: str, identity: Identity) -> list[etree._Element]:
    """Return the cells of a column from the top down."""
    return [turned_pages.cell(line, name) for line in _in_order(lines, identity)]


def _in_order(things: Sequence[_T], identity: Identity) -> Sequence[_T]:
    """Return what is in a row of an upright page as it is from the top down on a landscape page."""
    return things[::-1] if identity.direction is Direction.RTL else things


def _head_styles(identity: Identity, form: Form) -> list[etree._Element]:
    """Return the styles of the running heads of upright pages."""
    measure, title = form.page.measure, head_title(identity, form, strings(identity.language).word.size).width
    mode = "rl-tb" if identity.direction is Direction.RTL else "lr-tb"
    table = {"style__width": points(measure), "table__align": "margins", "style__writing_mode": mode}
    cell = {
        "fo__border": "none",
        "fo__padding": "0pt",
        "fo__border_bottom": f"{points(form.running.rule)} solid #000000",
    }
    cell |= {"fo__padding_bottom": points(_HEAD_AFTER), "style__vertical_align": "bottom"}
    return [
        _style("page-head", "table", **table),
        _style("page-symbol", "table-column", style__column_width=points(measure - title)),
        _style("page-title", "table-column", style__column_width=points(title)),
        _style("page-row", "table-row", style__min_row_height=points(form.word.head_row)),
        _style("page-cell", "table-cell", **cell),
    ]


def _foot_styles(identity: Identity) -> list[etree._Element]:
    """Return the styles of the lines in running heads and feet."""
    rtl = identity.direction is Direction.RTL
    sides = {"start": "right" if rtl else "left", "end": "left" if rtl else "right"}
    return [
        *(_style(f"head-{side}", "paragraph", "running-head", fo__text_align=sides[side]) for side in sides),
        *(_style(f"foot-{side}", "paragraph", "page-number", fo__text_align=sides[side]) for side in sides),
        _style("head-notice", "paragraph", "running-head", fo__text_align="center"),
    ]


def _style(name: str, family: str, parent: str | None = None, **properties: str) -> etree._Element:
    kind = element(f"style:{family}-properties", **properties)
    return element("style:style", kind, style__name=name, style__family=family, style__parent_style_name=parent)
