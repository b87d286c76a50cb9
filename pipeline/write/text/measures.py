"""The measures of the text file.

Reads `templates/text/measures.toml`. Gives `TextMeasures` and, by role, rank or masthead field, a `LineStyle`. A
missing or unknown key is a `TemplateError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import structs

from pipeline.data import TEMPLATES, Record, fit, read_table

Alignment = Literal["start", "centre", "end"]
_PATH = TEMPLATES / "text" / "measures.toml"


class LineStyle(Record, frozen=True, kw_only=True):
    """Position of a block, in columns; the keys are explained in the file."""

    first: int
    rest: int
    under: str
    before: int
    align: Alignment = "start"
    """Of the form, not of this file."""


class TextMasthead(Record, frozen=True, kw_only=True):
    """The two columns of the masthead."""

    block: int
    gap: int


class TextTables(Record, frozen=True, kw_only=True):
    """Distance of columns, and the sign between cells where columns do not fit."""

    gap: int
    separator: str


class TextMeasures(Record, frozen=True, kw_only=True):
    """All measures of a text file."""

    width: int
    step: int
    deepest: int
    thin: str
    thick: str
    rule: int
    inserted: tuple[str, str]
    deleted: tuple[str, str]
    masthead: TextMasthead
    tables: TextTables
    default: LineStyle
    styles: Mapping[str, LineStyle]

    def style(self, *keys: str, level: int = 0) -> LineStyle:
        """Return the style of a role, rank or field; items of level 1 and more are one step further in for each
        level.
        """
        style = self.styles.get(next(filter(self.styles.__contains__, keys), ""), self.default)
        if not level:
            return style
        first = min(self.step * level, self.deepest)
        return structs.replace(style, first=first, rest=first + self.step)


@cache
def measures() -> TextMeasures:
    """Return the measures, read once; a style takes from `[default]` what it does not say. Raises TemplateError."""
    table = read_table(_PATH)
    default = fit(table.get("default", {}), dict[str, object], _PATH, at="default")
    styles = fit(table.get("styles", {}), dict[str, dict[str, object]], _PATH, at="styles")
    resolved = {key: {**default, **own} for key, own in styles.items()}
    return fit({**table, "styles": resolved}, TextMeasures, _PATH)
