"""Limits of what is read from outside.

Reads `templates/intake/limits.toml`. Gives `ImportLimits`. Sizes in bytes.
"""

from __future__ import annotations

from functools import cache

from pipeline.data import Record, decode
from pipeline.intake.vocabulary.style_table import FOLDER


class WordLimits(Record, frozen=True, kw_only=True):
    """`[word]`: what is refused before a Word file is unpacked."""

    file: int
    """The package itself."""
    members: int
    total: int
    """All parts together, unpacked."""
    part: int
    """One part, unpacked."""
    ratio: int
    """Unpacked to packed, of a part larger than `small`."""
    small: int


class TextLimits(Record, frozen=True, kw_only=True):
    """`[text]`: what is refused before a text is read."""

    file: int


class ImportLimits(Record, frozen=True, kw_only=True):
    """The file `limits.toml`."""

    word: WordLimits
    text: TextLimits


@cache
def limits() -> ImportLimits:
    """Return the limits, read once. Raises TemplateError."""
    return decode(FOLDER / "limits.toml", ImportLimits)
