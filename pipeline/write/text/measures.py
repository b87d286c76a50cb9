"""The measures of the text file.

Reads `templates/text/measures.toml`. Gives `Measures` and, by role, rank or masthead field, a `Style`. A missing or
unknown key is a `TemplateError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PATH = TEMPLATES / "text" / "measures.toml"
_T = TypeVar("_T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Where a block stands, in columns; the keys are explained in the file."""

    first: int
    rest: int
    align: str
    under: str
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MastheadMeasures:
    """The two columns of the masthead."""

    block: int
    gap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMeasures:
    """Distance of columns, and the sign between cells where columns do not fit."""

    gap: int
    separator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """All measures of a text file."""

    width: int
    step: int
    deepest: int
    thin: str
    thick: str
    rule: int
    inserted: Sequence[str]
    deleted: Sequence[str]
    masthead: MastheadMeasures
    tables: TableMeasures
    default: Style
    styles: Mapping[str, Style]

    def style(self, key: str, level: int = 0) -> Style:
        """The style of a role, rank or field; items of level 1 and more stand one step further in for each level."""
        style = self.styles.get(key, self.default)
        if not level:
            return style
        first = min(self.step * level, self.deepest)
        return replace(style, first=first, rest=first + self.step)


@cache
def measures() -> Measures:
    """The measures, read once. Raises TemplateError."""
    table = read_toml(_PATH)
    default = table.get("default", {})
    styles = {key: _filled(Style, {**default, **own}, f"styles.{key}") for key, own in table.get("styles", {}).items()}
    parts = {
        "masthead": _filled(MastheadMeasures, table.get("masthead", {}), "masthead"),
        "tables": _filled(TableMeasures, table.get("tables", {}), "tables"),
        "default": _filled(Style, default, "default"),
        "styles": styles,
    }
    return _filled(Measures, {**table, **parts}, "top")


def _filled(kind: type[_T], values: Mapping[str, Any], where: str) -> _T:
    odd = sorted({f.name for f in fields(kind)} ^ set(values))
    if odd:
        raise TemplateError(f"missing or unknown key in [{where}]: {', '.join(odd)}", place=Place(_PATH))
    return kind(**values)
