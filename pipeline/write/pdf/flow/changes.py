"""The looks of insertions and deletions: `templates/pdf/changes.toml`.

Gives the colour and line of each change.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pipeline.data import TEMPLATES, Record, decode
from pipeline.document import Change


class ChangeLook(Record, frozen=True, kw_only=True):
    """The look of a change: colour (red, green, blue; 0 to 1) and a line, which a final 2 makes a double one."""

    colour: tuple[float, float, float]
    rule: Literal["under", "under2", "strike", "strike2"]


class ChangeLooks(Record, frozen=True, kw_only=True, rename="kebab"):
    """The file `changes.toml`."""

    inserted: ChangeLook
    deleted: ChangeLook
    moved_to: ChangeLook
    moved_from: ChangeLook


@cache
def change_looks() -> dict[Change, ChangeLook]:
    """Return the look of each change, from `templates/pdf/changes.toml`. Raises TemplateError."""
    looks = decode(TEMPLATES / "pdf" / "changes.toml", ChangeLooks)
    return {change: getattr(looks, change.name.lower()) for change in Change}
