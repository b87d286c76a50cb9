"""The short rule at the end of an OpenDocument text [form end-rule.1].

Reads the body of a file and the form. Puts a thin line at its end to which a drawn rule is fixed.
"""

from __future__ import annotations

from lxml import etree

from pipeline.forms import Form
from pipeline.write.pandoc.odt.elements import element, points, qname

_THIN = 1.0
"""Points of the line to which the rule is fixed. Chosen: hardly ever too high for the last page."""
_BELOW_BASELINE = 8.4
"""Points from the last baseline to the end of its paragraph. Chosen: descent of body text and the space after it."""
_LINE, _DRAWN = "end-line", "end-rule"


def end_rule(body: etree._Element, automatic: etree._Element, form: Form) -> None:
    """Add the rule to the body of a text, and its styles to `automatic`."""
    measures, page = form.end_rule, form.page
    left, below = (page.width - measures.length) / 2 - page.left, points(measures.below - _BELOW_BASELINE)
    rule = element(
        "draw:line", text__anchor_type="paragraph", draw__style_name=_DRAWN, draw__name=_DRAWN, svg__y1=below,
        svg__y2=below, svg__x1=points(left), svg__x2=points(left + measures.length),
    )  # fmt: skip
    thin = element(
        "style:paragraph-properties", fo__margin="0pt", fo__text_indent="0pt", fo__line_height=points(_THIN),
        fo__orphans="1", fo__widows="1",
    )  # fmt: skip
    drawn = element(
        "style:graphic-properties", draw__stroke="solid", svg__stroke_width=points(measures.width),
        svg__stroke_color="#000000", style__run_through="foreground", style__wrap="run-through",
        style__vertical_pos="from-top", style__vertical_rel="paragraph", style__horizontal_pos="from-left",
        style__horizontal_rel="page-content",
    )  # fmt: skip
    automatic.append(element("style:style", thin, style__name=_LINE, style__family="paragraph"))
    automatic.append(element("style:style", drawn, style__name=_DRAWN, style__family="graphic"))
    body.append(element("text:p", rule, text__style_name=_LINE))


def body_of(root: etree._Element) -> etree._Element:
    """Return the element that holds the text of a file."""
    (body,) = root.iter(qname("office:text"))
    return body
