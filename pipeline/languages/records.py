"""The shape of a language's data file, `templates/languages/<tag>.toml`: a record for each table.

Every file has all keys, and no others. In the words, `{…}` stands for what is filled in. Regular expressions are marked
as such; a list of them means any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta

from pipeline.data import Record

Words = Annotated[str, Meta(min_length=1)]
"""Words that are shown: never empty."""

Patterns = tuple[str, ...]
"""Regular expressions."""


class Facts(Record, frozen=True, kw_only=True):
    """`[language]`: what the United Nations makes of the language; codes, direction and script come from ICU."""

    official: bool
    """One of the six official languages; docs.un.org has addresses of its texts."""
    preference: int
    """Where a text or page is wanted in a language that it is not in: the language with the lowest number is taken."""
    letter: str
    """The language letter of job numbers."""
    frequent: frozenset[str]
    """Words, in lower case, that are frequent in the language and rare in the others of its script."""


class Dates(Record, frozen=True, kw_only=True):
    """`[dates]`: days and months in words."""

    months: tuple[str, ...]
    """January to December as they stand in a date; empty if they are those of ICU."""
    full: Words
    """A day: `{day}`, `{month}` (its name), `{number}` (of the month), `{year}`."""
    in_titles: str
    """Regular expression of a date that no line end in a title divides; `{months}` stands for their names."""


class HtmlWords(Record, frozen=True, kw_only=True):
    """`[html]`: interface words of the HTML page; which of them can be seen: `templates/html/page.toml`."""

    skip: Words
    contents: Words
    notes: Words
    back: Words
    permalink: Words
    table: Words


class Unassigned(Record, frozen=True, kw_only=True):
    """`[text.unassigned]`: what may be not yet assigned."""

    symbol: Words
    date: Words
    job_number: Words

    def name(self, key: str) -> str:
        """Return the name of an entry of `Identity.unassigned` ("job number"); the key itself if it is unknown."""
        return str(getattr(self, key.replace(" ", "_"), key))


class TextWords(Record, frozen=True, kw_only=True):
    """`[text]`: words about the copy itself, in every format."""

    provisional: Words
    recovered: Words
    colophon: Words
    separator: Words
    unassigned: Unassigned

    def source(self, official: bool) -> str:
        """Return the line on where the text comes from; "" for a text that is no United Nations document."""
        return self.colophon if official else ""

    def provisional_notice(self, unassigned: Iterable[str]) -> str:
        """Return the notice on a document of which `unassigned` is not assigned; "" if everything is."""
        names = [self.unassigned.name(key) for key in unassigned]
        return self.provisional.format(what=self.separator.join(names)) if names else ""


class PrepareWords(Record, frozen=True, kw_only=True):
    """`[prepare]`: how the lines begin that divide a document, as regular expressions."""

    annex: Patterns
    appendix: Patterns
    table: Patterns
    numeral: Patterns
    """Numbers of sections on a line of their own, besides "I" and "A"."""
    letter: Patterns
    """The same one level below, besides "A"."""


class SiteWords(Record, frozen=True, kw_only=True):
    """`[site]`: interface words of the web edition."""

    title: Words
    skip: Words
    home: Words
    all: Words
    newest: Words
    languages: Words
    search: Words
    search_label: Words
    search_language: Words
    any_language: Words
    found: Words
    none: Words
    more: Words
    no_script: Words
    feed: Words
    texts: Words
    read: Words
    about: Words
    formats: Words
    package: Words
    comparisons: Words
    redline: Words
    concordance: Words
    details: Words
    symbol: Words
    date: Words
    body: Words
    kind: Words
    subjects: Words
    work: Words
    permanent: Words
    version: Words
    unofficial: Words
    pages: Words
    size: Words
    leads: Words
    kinds: Mapping[str, Words]
    """By kind of document."""
    bodies: Mapping[str, Words]
    """By issuing body."""


class Strings(Record, frozen=True, kw_only=True):
    """A language's data file."""

    language: Facts
    dates: Dates
    html: HtmlWords
    text: TextWords
    prepare: PrepareWords
    site: SiteWords
