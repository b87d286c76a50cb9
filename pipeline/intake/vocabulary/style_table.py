"""The table of styles: what the name of a Word style says about a paragraph.

Reads `templates/intake/styles.toml`. Gives roles, ranks and fields of the masthead by name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.data import TEMPLATES
from pipeline.document import MastheadRole, Rank, Role
from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml

FOLDER = TEMPLATES / "intake"
_LEVEL = re.compile(r"level ?\d$")
_OTHER = re.compile(r"[\W_]+")


def known_name(name: str) -> str:
    """A style's name as the tables have it: "_ H_2/3 level 4" is "h23"."""
    return _OTHER.sub("", _LEVEL.sub("", name.lower().strip()))


def is_known(name: str) -> bool:
    """True for a name (as `known_name` gives it) that a table has."""
    return any(name in table for table in (_roles(), _ranks(), _fields())) or name in _table()["tables"]["styles"]


def role_of(name: str) -> Role | None:
    """The role of a paragraph of this style; None for a style that is none of a paragraph."""
    return _roles().get(name)


def rank_of(name: str) -> Rank | None:
    """The rank of a heading of this style; None for every other."""
    return _ranks().get(name)


def field_of(name: str) -> MastheadRole | None:
    """The field of the masthead that is set in this style; None for every other."""
    return _fields().get(name)


def character_styles(kind: str) -> frozenset[str]:
    """Names of the character styles of a kind: "note", "generated"."""
    return frozenset(_table()["marks"][kind])


@cache
def _table() -> dict[str, Any]:
    return read_toml(FOLDER / "styles.toml")


@cache
def _roles() -> dict[str, Role]:
    return {name: _value(Role, value) for name, value in _table()["roles"].items()}


@cache
def _ranks() -> dict[str, Rank]:
    return {name: _value(Rank, value) for name, value in _table()["ranks"].items()}


@cache
def _fields() -> dict[str, MastheadRole]:
    return {name: _value(MastheadRole, value) for name, value in _table()["masthead"].items()}


def _value(kind: Any, value: str) -> Any:  # noqa: ANN401 - one of three enumerations
    try:
        return kind(value)
    except ValueError as error:
        raise TemplateError(f"{value!r} is no {kind.__name__}", place=Place(FOLDER / "styles.toml")) from error
