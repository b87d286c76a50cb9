"""Roles, ranks and masthead fields by the names of Word styles.

Reads `templates/intake/styles.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pipeline.data import TEMPLATES, Record, decode
from pipeline.document import MastheadRole, Rank, Role

FOLDER = TEMPLATES / "intake"
CharacterKind = Literal["note", "generated", "link"]
_LEVEL = re.compile(r"level ?\d$")
_OTHER = re.compile(r"[\W_]+")


class CellStyles(Record, frozen=True, kw_only=True):
    """`[tables]`: styles that only cells have."""

    styles: tuple[str, ...]


class CharacterStyles(Record, frozen=True, kw_only=True):
    """`[marks]`: character styles."""

    note: frozenset[str]
    generated: frozenset[str]
    """Styles of characters that the Word files of this project add to their source."""
    link: frozenset[str]


class StyleTable(Record, frozen=True, kw_only=True):
    """The file `styles.toml`."""

    roles: Mapping[str, Role]
    ranks: Mapping[str, Rank]
    masthead: Mapping[str, MastheadRole]
    tables: CellStyles
    marks: CharacterStyles


def known_name(name: str) -> str:
    """Return the name of a style as the table writes it: "_ H_2/3 level 4" is "h23"."""
    return _OTHER.sub("", _LEVEL.sub("", name.lower().strip()))


def is_known(name: str) -> bool:
    """Return True for a name (from `known_name`) that is in the table."""
    table = _table()
    return any(name in names for names in (table.roles, table.ranks, table.masthead, table.tables.styles))


def role_of(name: str) -> Role | None:
    """Return the role of a paragraph of this style; None if the style is not that of a paragraph."""
    return _table().roles.get(name)


def rank_of(name: str) -> Rank | None:
    """Return the rank of a heading of this style; None for every other."""
    return _table().ranks.get(name)


def field_of(name: str) -> MastheadRole | None:
    """Return the field of the masthead that is set in this style; None for every other."""
    return _table().masthead.get(name)


def character_styles(kind: CharacterKind) -> frozenset[str]:
    """Return the names of the character styles of a kind."""
    marks = _table().marks
    return {"note": marks.note, "generated": marks.generated, "link": marks.link}[kind]


@cache
def _table() -> StyleTable:
    return decode(FOLDER / "styles.toml", StyleTable)
