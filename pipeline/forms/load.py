"""Load forms from `templates/forms/*.toml`.

Reads a form's file and the files it extends, the most specific last. Gives a `Form`. A style may name a `base` style
of the same form; keys it does not set are taken from there. Every unknown or missing key is a `TemplateError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import structs

from pipeline.data import TEMPLATES, fit, read_table
from pipeline.errors import Place, TemplateError
from pipeline.forms.form import Form, Measures

read_toml = read_table

_FORMS = TEMPLATES / "forms"


@cache
def form_named(name: str) -> Form:
    """Return the form of this name (`new-york-2008`). Raises TemplateError."""
    path = _FORMS / f"{name}.toml"
    table = _extended(path)
    styles = fit(table.get("styles", {}), dict[str, dict[str, Any]], path, at="styles")
    table["styles"] = {key: _based(styles, key, path) for key in styles}
    return Form(name=name, **structs.asdict(_measures(table, path)))


def _measures(table: dict[str, Any], path: Path) -> Measures:
    """Return the measures of a form; if they are faulty, its file or the one below it that is to blame is named."""
    try:
        return fit(table, Measures, path)
    except TemplateError:
        if parent := _table(path).get("extends"):
            form_named(parent)
        raise


def _extended(path: Path, seen: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return the file's table laid over those it extends."""
    table = dict(_table(path))
    parent = table.pop("extends", None)
    if parent is None:
        return table
    if not isinstance(parent, str) or path in seen:
        raise TemplateError(f"a form cannot extend {parent!r}", place=Place(path))
    return merged(_extended(path.parent / f"{parent}.toml", (*seen, path)), table)


@cache
def _table(path: Path) -> Mapping[str, Any]:
    """Return the table in the file of a form, read once for all forms that extend it."""
    return read_table(path)


def merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Return `over` laid over `under`, table by table."""
    result = dict(under)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both else value
    return result


def _based(styles: dict[str, Any], key: str, path: Path, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a style's keys over those of its base; "none" as a value leaves the key of the base out."""
    own = dict(styles.get(key) or {})
    base = own.pop("base", None)
    if base is None:
        return own
    if not isinstance(base, str) or base not in styles or base in seen:
        raise TemplateError(
            f"[styles.{key}] has the base {base!r}, which does not exist or is based on it", place=Place(path)
        )
    keys = {**_based(styles, base, path, (*seen, key)), **own}
    return {name: value for name, value in keys.items() if value != "none"}
