"""Where the project's data files are, and how they are read: `templates/` and `source/schema/`, TOML and JSON.

Gives paths, in a checkout beside the package, in an installed package inside it, and `decode`, the one way from a data
file to objects: the shape of a file is a class derived from `Record`, and a file that does not fit is a `TemplateError`
that names the file and the key.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from pipeline.errors import PipelineError, Place, TemplateError

_PACKAGE = Path(__file__).resolve().parent
ROOT = _PACKAGE.parent if (_PACKAGE.parent / "templates").is_dir() else _PACKAGE / "_data"
TEMPLATES = ROOT / "templates"
SCHEMA = ROOT / "source" / "schema"

_T = TypeVar("_T")

_CONVERTING = threading.Lock()
"""One thread at a time: two that meet a class for the first time make msgspec crash the process (seen with 0.22)."""

# msgspec says what is wrong only in the words of its message.
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`")
_MISSING = re.compile(r"Object missing required field `(.*?)`")
_AT = " - at `$"
_STEP = re.compile(r"\.([\w-]+)|\[(?:(\d+)|\.\.\.)\]")
_TYPE = re.compile(r"`(\w+)`")
_TYPES = {"int": "integer", "str": "string", "bool": "boolean", "object": "table", "null": "nothing"}


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every class that a table of a data file is decoded into.

    Derive with `class Page(Record, frozen=True, kw_only=True)`. A field without a default is a required key; a key
    without a field is an error. Add `rename="kebab"` if the keys have hyphens (`msgspec.field(name="…")` for one key)
    and `array_like=True` if the file writes the fields as an array, in their order. Fields may be numbers, strings,
    dates, `Literal`, enums, tuples, mappings and other records. Change a copy with `msgspec.structs.replace`.
    """


def decode(path: Path, kind: type[_T], *, error: type[PipelineError] = TemplateError) -> _T:
    """Return the TOML or JSON file (by its suffix) as an object of the type `kind`, checked to the last key.

    `kind`: a `Record`, or a container of records such as `dict[str, Rule]`. Types are strict: no string becomes a
    number, but an integer does for a float, and an ISO 8601 string for a date. Not cached: put `functools.cache` on the
    function that calls it. Raises `error` if the file is missing, is not TOML or JSON, or has an unknown or missing key
    or an invalid value; its place is the file, its message names the key (`styles.text.size`).

        class Contents(Record, frozen=True, kw_only=True):
            fewest: int
            deepest: int = 4

        class Settings(Record, frozen=True, kw_only=True):
            contents: Contents

        settings = decode(TEMPLATES / "html" / "page.toml", Settings)
    """
    return fit(read_table(path, error=error), kind, path, error=error)


def read_table(path: Path, *, error: type[PipelineError] = TemplateError) -> dict[str, Any]:
    """Return the plain table in a TOML or JSON file. Use `decode`, unless tables are merged before they are checked.

    Raises `error` if the file is missing or is not TOML or JSON.
    """
    name = "JSON" if path.suffix == ".json" else "TOML"
    try:
        text = path.read_text(encoding="utf-8")
        return msgspec.json.decode(text, type=dict[str, Any]) if name == "JSON" else tomllib.loads(text)
    except OSError as fault:
        raise error(f"cannot read: {fault.strerror}", place=Place(path)) from fault
    except ValueError as fault:
        raise error(f"not {name}: {fault}", place=Place(path)) from fault


def fit(value: object, kind: type[_T], path: Path, *, at: str = "", error: type[PipelineError] = TemplateError) -> _T:
    """Return plain values from the file `path` as an object of the type `kind`, checked as in `decode`.

    `at`: the key of `value` if it is not the whole file (`styles.text`). Raises `error`.
    """
    try:
        with _CONVERTING:
            return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        raise error(_message(str(fault), _keys(value, kind, str(fault)), at), place=Place(path)) from fault


def _message(fault: str, keys: list[str], at: str) -> str:
    """Return what is wrong with which key, in the words of TOML."""
    what = fault.partition(_AT)[0]
    where = ".".join([*([at] if at else []), *keys])
    table = f" in [{where}]" if where else ""
    if unknown := _UNKNOWN.match(what):
        return f"unknown key{table}: {unknown[1]}"
    if missing := _MISSING.match(what):
        return f"missing key{table}: {missing[1]}"
    plain = _TYPE.sub(lambda found: _TYPES.get(found[1], found[1]), what[:1].lower() + what[1:])
    return f"{where}: {plain}" if where else plain


def _keys(value: object, kind: object, fault: str) -> list[str]:
    """Return the keys that lead to the fault; those of mappings, which msgspec does not name, are found by trial."""
    keys: list[str] = []
    for name, index in _STEP.findall(fault.partition(_AT)[2]):
        keys.append(name or index or next(_culprits(value, kind, fault, keys), "…"))
    return keys


def _culprits(value: object, kind: Any, fault: str, keys: list[str]) -> Iterator[str]:  # noqa: ANN401
    """Yield the keys of the mapping at `keys` whose entry causes the same fault where it stands alone."""
    for key, entry in cast(dict[str, Any], _entry(value, keys)).items():
        try:
            msgspec.convert(_replaced(value, keys, {key: entry}), kind)
        except msgspec.ValidationError as alone:
            if str(alone) == fault:
                yield key


def _entry(value: Any, keys: list[str]) -> object:  # noqa: ANN401
    """Return what is at the keys."""
    for key in keys:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return cast(object, value)


def _replaced(value: Any, keys: list[str], entry: object) -> object:  # noqa: ANN401
    """Return `value` with `entry` at the keys."""
    if not keys:
        return entry
    copy = value.copy()
    key = int(keys[0]) if isinstance(value, list) else keys[0]
    copy[key] = _replaced(value[key], keys[1:], entry)
    return cast(object, copy)
