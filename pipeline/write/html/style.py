"""The style sheet of a page.

Reads `templates/html/*.css` and the styles of a form. Gives one style sheet: the structure from the files, the measures
of every role, rank and masthead field from the form, the paper and the running heads for print.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipeline.data import TEMPLATES
from pipeline.document import Identity, MastheadRole
from pipeline.errors import Place, TemplateError
from pipeline.fonts.fallback import without_slant
from pipeline.forms import Form, Page, Style, TableMeasures
from pipeline.forms.load import form_named
from pipeline.layout.landscape import turned
from pipeline.layout.running import head_title
from pipeline.write.html.markup import css_string

_FOLDER = TEMPLATES / "html"
_SHEETS = ("page.css", "masthead.css", "text.css", "tables.css", "print.css")
_MASTHEAD = frozenset(role.value for role in MastheadRole)
"""Styles whose place on the page the masthead's own grid decides."""
_IN_TABLE = frozenset(("table-head", "table-body"))
"""Styles whose type is smaller in print where a table does not fit otherwise."""


def style_sheet(form: Form, identity: Identity, further: Iterable[str] = ()) -> str:
    """Return the whole style sheet for a document of this form; `further`: names of sheets that it needs besides."""
    more = "".join(_read(_FOLDER / f"{name}.css") for name in further)
    return _form_sheet(form.name) + _running_heads(form, identity) + more


@cache
def _form_sheet(name: str) -> str:
    form = form_named(name)
    rules = [_rule(key, style) for key, style in form.styles.items()]
    sheets = "".join(_read(_FOLDER / sheet) for sheet in _SHEETS)
    papers = _paper(form.page) + _landscape(turned(form).page)
    return f":root{{{_variables(form.page, form.table)}}}\n" + sheets + "\n".join(rules) + "\n" + papers


@cache
def _read(path: Path) -> str:
    """Return a style sheet without its comments and indents. Raises TemplateError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise TemplateError(f"cannot read: {error.strerror}", place=Place(path)) from error
    bare = (line.strip() for line in lines)
    return "".join(f"{line}\n" for line in bare if line and not line.startswith("/*"))


def _variables(page: Page, table: TableMeasures) -> str:
    """Return the geometry of the page and of tables in points, for `calc` with --pt."""
    measures = {
        "paper": page.width,
        "margin": page.left,
        "measure": page.measure,
        "indent": page.indent_left,
        "column": page.column,
        "pad-first": table.pad_first,
        "pad-start": table.pad_left,
        "pad-end": table.pad_right,
        "pad-figures": table.pad_figures,
        "pad-box": table.box_pad,
        "box-top": table.box_top,
        "total": table.total_indent,
    }
    return ";".join(f"--{name}:{value:g}" for name, value in measures.items())


def _rule(key: str, style: Style) -> str:
    """Return the rule for one style of the form, and for its label."""
    lines = {
        "font-size": f"calc(({style.size:g} - var(--smaller, 0)) * var(--pt))"
        if key in _IN_TABLE
        else _points(style.size),
        "line-height": f"calc({style.leading / style.size:.3f} * var(--open))",
        "font-weight": "bold" if style.bold else "normal",
        "font-style": "italic" if style.italic else "normal",
        "--align": {"centre": "center"}.get(style.align, style.align),
    }
    if style.align == "justify":
        lines["hyphens"] = "auto"
    if key not in _MASTHEAD:
        lines |= {
            "--left": f"{style.left:g}",
            "--right": f"{style.right:g}",
            "--first": f"{style.first - style.left:g}",
            "--before": f"{style.before:g}",
            "--after": f"{style.after:g}",
        }
    body = ";".join(f"{name}:{value}" for name, value in lines.items())
    return f".{key}{{{body}}}" + _upright_rule(key, style) + _label_rule(key, style)


def _upright_rule(key: str, style: Style) -> str:
    """Return the rule by which languages whose script has no slant are upright."""
    selectors = ",".join(f".{key}:lang({tag})" for tag in without_slant())
    return f"\n{selectors}{{font-style:normal}}" if style.italic else ""


def _label_rule(key: str, style: Style) -> str:
    """Return the rule by which labels hang in the margin (`label_end`) or fill the space up to the text (`text`)."""
    if style.label_end is not None:
        return f"\n.{key}>.label{{--hang:{-style.label_end:g}}}"
    if style.text is not None:
        return f"\n.{key}>.label{{--room:{style.text - style.first:g}}}"
    return ""


def _points(value: float) -> str:
    return f"calc({value:g} * var(--pt))"


def _paper(page: Page) -> str:
    """Return paper and margins in print."""
    return (
        f"@page{{size:{page.width:g}pt {page.height:g}pt;"
        f"margin:{page.top:g}pt {page.right:g}pt {page.bottom:g}pt {page.left:g}pt}}\n"
        f"@page:first{{margin-top:{page.header:g}pt}}\n"
    )


def _landscape(page: Page) -> str:
    """Return the paper of landscape pages in print."""
    margins = f"{page.top:g}pt {page.right:g}pt {page.bottom:g}pt {page.left:g}pt"
    return f"@page turned{{size:{page.width:g}pt {page.height:g}pt;margin:{margins}}}\n"


def _running_heads(form: Form, identity: Identity) -> str:
    """Return the symbol at the outer edge and title at the inner one from page 2 on, page numbers below
    [form running].
    """
    if not identity.official:
        return ""
    symbol = css_string(identity.symbol_printed or identity.symbol)
    title = css_string(head_title(identity, form).text)
    folio = 'counter(page) "/" counter(pages)'
    heads = (("left", "left", "right"), ("right", "right", "left"))
    rules = [
        f"@page:{side}{{@top-{outer}{{content:{symbol}}}@top-{inner}{{content:{title}}}@bottom-{outer}{{content:{folio}}}}}"
        for side, outer, inner in heads
    ]
    places = ("top-left", "top-right", "bottom-left", "bottom-right")
    rules.append("@page:first{" + "".join(f"@{place}{{content:none}}" for place in places) + "}")
    return "\n".join(rules) + "\n"
