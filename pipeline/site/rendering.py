"""Pages from templates: Jinja with what all templates of the site use.

Reads `templates/site/*.html` and `*.xml`. Gives text. Every value that is put into a template is escaped; only what the
program marks as mark-up is not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cache

import jinja2
from markupsafe import Markup

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.languages.codes import direction
from pipeline.languages.dates import day
from pipeline.languages.strings import native_name
from pipeline.write.html.markup import attributes, json_script, without_controls

_FOLDER = TEMPLATES / "site"


def render(template: str, **values: object) -> str:
    """Return a template filled in. Raises TemplateError if it is missing or is not a template."""
    try:
        return _environment().get_template(template).render(**values)
    except jinja2.TemplateError as error:
        place = Place(_FOLDER / template, getattr(error, "lineno", None) or 0)
        raise TemplateError(f"invalid template: {error.message or type(error).__name__}", place=place) from error


def page_bytes(text: str) -> bytes:
    """Return the bytes of a page, without the characters that HTML and XML forbid."""
    return without_controls(text).encode("utf-8")


@cache
def _environment() -> jinja2.Environment:
    """Return the environment of all templates; a name that a template does not know is an error."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters |= {"json_script": _json_script, "iso": datetime.date.isoformat, "bare": _bare}
    found.globals |= {"native_name": native_name, "direction": _direction, "day": day, "attributes": _attributes}
    return found


def _attributes(values: Mapping[str, str] | None = None, **more: str | int | bool | None) -> Markup:
    """Return attributes, those without a value left out."""
    return Markup(attributes(**{**(values or {}), **more}))  # noqa: S704 - escaped there


def _json_script(value: object) -> Markup:
    return Markup(json_script(value))  # noqa: S704 - escaped there


def _direction(tag: str) -> str:
    return direction(tag).value


def _bare(parts: Iterable[str]) -> list[str]:
    """Return what of the parts is not empty, each once."""
    return list(dict.fromkeys(filter(None, parts)))
