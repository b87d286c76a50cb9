"""The tables [language] and [dates] of a language's data file: facts that ICU does not have."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from pipeline.data import Record
from pipeline.languages.records.values import Patterns, Words


class LanguageFacts(Record, frozen=True, kw_only=True):
    """`[language]`: what the United Nations makes of the language; codes, direction and script come from ICU."""

    official: bool
    """One of the six official languages; docs.un.org has addresses of its texts."""
    preference: int
    """Where a text or page is wanted in a language that it is not in: the language with the lowest number is taken."""
    letter: str
    """The language letter of job numbers."""
    ordinal: Words
    """ICU's rule set for the ordinal number that agrees with the word for "session"."""
    frequent: frozenset[str]
    """Words, in lower case, that are frequent in the language and rare in the others of its script."""
    capitals: bool
    """Words with a capital inside a sentence are names."""


class Dates(Record, frozen=True, kw_only=True):
    """`[dates]`: days and months in words."""

    months: tuple[str, ...]
    """January to December as they are in a date; empty if they are those of ICU."""
    full: Words
    """A day on pages: `{day}`, `{month}` (its name), `{number}` (of the month), `{year}`."""
    printed: Words
    """A day in documents, with the same."""
    in_mastheads: str
    """The tag of the language in which mastheads print dates [form masthead]; "" for this one."""
    in_titles: str
    """Regular expression of a date that no line end in a title divides; `{months}` stands for their names."""
    first: Words
    """The day where it is the first of the month."""
    spellings: Annotated[tuple[Words, ...], Meta(min_length=12, max_length=12)]
    """January to December as running text spells them, with | between."""
    in_text: Patterns
    """Dates in running text, with groups `day` (one or two) and `year`; `{month}` stands for the name of one."""
