"""Load forms from `templates/forms/*.toml`.

Reads a form's file and the files it extends, the most specific last. Gives a `Form`. A style may name a `base` style
of the same form; keys it does not set are taken from there. Every unknown or missing key is a `TemplateError`.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.forms.form import Form, Page, Style

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FORMS = TEMPLATES / "forms"
_T = TypeVar("_T", bound="DataclassInstance")


def read_toml(path: Path) -> dict[str, Any]:
    """The table in a TOML file. Raises TemplateError where it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TemplateError(f"cannot read: {error.strerror}", place=Place(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"not TOML: {error}", place=Place(path)) from error


@cache
def form_named(name: str) -> Form:
    """The form of this name (`new-york-2008`). Raises TemplateError."""
    path = _FORMS / f"{name}.toml"
    table = _extended(path)
    page = _filled(Page, table.pop("page", {}), path, "page")
    styles = table.pop("styles", {})
    resolved = {key: _filled(Style, _based(styles, key, path), path, f"styles.{key}") for key in styles}
    return Form(name=name, page=page, styles=resolved, tables=table)


def _extended(path: Path) -> dict[str, Any]:
    """The file's table laid over those it extends."""
    table = read_toml(path)
    parent = table.pop("extends", None)
    return merged(_extended(path.parent / f"{parent}.toml"), table) if parent else table


def merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`over` laid over `under`, table by table."""
    result = dict(under)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both else value
    return result


def _based(styles: dict[str, Any], key: str, path: Path, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """A style's keys over those of its base."""
    own = dict(styles.get(key) or {})
    base = own.pop("base", None)
    if base is None:
        return own
    if base not in styles or base in seen:
        raise TemplateError(f"style {key!r} has the base {base!r}, which is not there or a circle", place=Place(path))
    return {**_based(styles, base, path, (*seen, key)), **own}


def _filled(kind: type[_T], values: dict[str, Any], path: Path, where: str) -> _T:
    unknown = set(values) - {f.name for f in fields(kind)}
    if unknown:
        raise TemplateError(f"unknown key in [{where}]: {', '.join(sorted(unknown))}", place=Place(path))
    try:
        return kind(**values)
    except TypeError as error:
        raise TemplateError(f"[{where}]: {error}", place=Place(path)) from error
