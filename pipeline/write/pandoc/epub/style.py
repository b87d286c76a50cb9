"""The style sheet of an EPUB.

Reads `templates/pandoc/epub.css` and the styles of a form. Gives one style sheet: the structure from the file, the look
of every role, rank and masthead field from the form, in measures that grow with the reader's type.
"""

from __future__ import annotations

from functools import cache

from pipeline.data import TEMPLATES
from pipeline.document import MastheadRole
from pipeline.errors import Place, TemplateError
from pipeline.fonts.fallback import without_slant
from pipeline.forms import Form, Style, form_named

_FOLDER = TEMPLATES / "pandoc"
_MASTHEAD = frozenset(role.value for role in MastheadRole)
"""Styles whose place on the page is that of the masthead."""


def style_sheet(form: Form, *, changed: bool = False) -> bytes:
    """Return the style sheet for documents of this form; `changed`: with the looks of changes. Raises TemplateError."""
    return _sheet(form.name) + (_read("epub-changes.css") if changed else b"")


@cache
def _sheet(name: str) -> bytes:
    form = form_named(name)
    body = form.style("text").size
    rules = [_rule(key, style, body) for key, style in form.styles.items()]
    return _read("epub.css") + ("\n".join(rules) + "\n").encode()


def _read(name: str) -> bytes:
    path = _FOLDER / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"cannot read: {error.strerror}", place=Place(path)) from error


def _rule(key: str, style: Style, body: float) -> str:
    """Return the rule for one style of the form."""
    lines = {
        "font-size": f"{style.size / body:.3g}em",
        "font-weight": "bold" if style.bold else "normal",
        "font-style": "italic" if style.italic else "normal",
        "text-align": {"centre": "center"}.get(style.align, style.align),
    }
    if style.align == "justify":
        lines["hyphens"] = "auto"
    if key not in _MASTHEAD:
        label = style.label_end is not None
        lines |= {
            "margin-block": f"{style.before / style.size:.3g}em {style.after / style.size:.3g}em",
            "margin-inline": f"{max(0.0, style.left) / style.size:.3g}em {style.right / style.size:.3g}em",
            "text-indent": f"{0.0 if label else (style.first - style.left) / style.size:.3g}em",
        }
    found = f".{key}{{{';'.join(f'{name}:{value}' for name, value in lines.items())}}}"
    if style.text is not None:
        found += f"\n.{key}>.label{{min-inline-size:{(style.text - style.first) / style.size:.3g}em}}"
    upright = ",".join(f".{key}:lang({tag})" for tag in without_slant())
    return f"{found}\n{upright}{{font-style:normal}}" if style.italic else found
