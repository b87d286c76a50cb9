"""The masthead as HTML.

Reads the `Masthead` of a document. Gives the page's banner: organization and symbol, a rule, the slot for the emblem,
organ and distribution block, a heavier rule, then session and agenda [form masthead].
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Masthead, MastheadField, MastheadRole, plain_text
from pipeline.layout.masthead import ABOVE, BLOCK, below, in_print, symbol_parts
from pipeline.write.html.context import Context
from pipeline.write.html.inlines import write_inlines
from pipeline.write.html.markup import attributes, element, escape
from pipeline.write.html.notes import write_front_notes


def write_masthead(context: Context) -> str:
    """Return the banner, or '' for a text that has no masthead and no front notes."""
    masthead = context.document.masthead
    notes = write_front_notes(context) if masthead is None else ""
    if masthead is None:
        return element("header", notes, class_="masthead") if notes else ""
    parts = (_first_line(context, masthead), _second_line(context, masthead), _matter(context, masthead))
    notes = write_front_notes(context)  # after the fields, whose marks it leads back to
    return '<header class="masthead">\n' + "\n".join(filter(None, (*parts, notes))) + "\n</header>"


def _first_line(context: Context, masthead: Masthead) -> str:
    fields = (*masthead.of(MastheadRole.ORGANIZATION), *masthead.of(MastheadRole.SYMBOL))
    return element("div", _fields(context, fields), class_="line-one")


def _second_line(context: Context, masthead: Masthead) -> str:
    emblem = '<div class="emblem"></div>' if masthead.emblem else ""
    organ = element("div", _fields(context, masthead.of(MastheadRole.ORGAN)), class_="organs")
    block = _fields(context, in_print(masthead.of(*BLOCK)))
    parts = (emblem, organ, element("div", block, class_="block") if block else "")
    return element("div", "\n".join(filter(None, parts)), class_="line-two")


def _matter(context: Context, masthead: Masthead) -> str:
    """Return the session, committee, agenda and what else is below the second rule, in document order."""
    fields = below(masthead)
    return element("div", _fields(context, fields), class_="matter") if fields else ""


def _fields(context: Context, fields: Iterable[MastheadField]) -> str:
    return "\n".join(_field(context, f) for f in fields)


def _field(context: Context, field: MastheadField) -> str:
    """Return a field. Its direction holds for the words in it, not for its place on the page.

    The distribution block is in English in Arabic documents too [form masthead.10]: `bdi` finds its direction in its
    words.
    """
    content = _symbol(context, field) if field.role is MastheadRole.SYMBOL else write_inlines(context, field.inlines)
    if field.direction or field.language or field.role in BLOCK:
        direction = field.direction.value if field.direction else ""
        content = f"<bdi{attributes(dir=direction, lang=field.language)}>{content}</bdi>"
    name = field.role.value if field.role in ABOVE else context.cascade.field(field)
    return element("p", content, id=field.anchor, class_=name)


def _symbol(context: Context, field: MastheadField) -> str:
    """Return the symbol with its first component, which is printed larger, in an element of its own
    [form masthead.2], but for one that the source marks as changed.
    """
    series, rest = symbol_parts(field.inlines)
    if series is None or series.change:
        return write_inlines(context, field.inlines)
    first, *others = rest
    after = write_inlines(context, tuple(others))
    return f'<bdi dir="ltr"><span class="series">{escape(series.text)}</span>{escape(plain_text([first]))}{after}</bdi>'
