"""The HTML writer: one self-contained page per document.

Reads a `Document`, its form, and `templates/html/`. Gives a page that needs no script and loads nothing from anywhere.
Whatever the page adds to the document's own words is in an element with the attribute `data-generated`.
"""

from pipeline.write.format import Format, Traits

FORMATS = (
    Format(
        name="html",
        label="HTML",
        media_type="text/html; charset=utf-8",
        writer="pipeline.write.html.page:write",
        reader="pipeline.write.html.read:read",
        inert="pipeline.write.html.inert:inert",
        traits=Traits(order_floor=0.999),
        default=True,
        redlines=True,
        side_by_side=True,
        other_names=("htm",),
    ),
)
