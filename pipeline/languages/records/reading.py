"""The tables [prepare], [names], [recognise] and [skeleton] of a language's data file: what lines are known by.

Sources: [form masthead, typography]; [corpus inlines.2] (looks of opening verbs); the published texts.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from pipeline.data import Record
from pipeline.languages.records.values import Patterns, Words


class PrepareWords(Record, frozen=True, kw_only=True):
    """`[prepare]`: how the lines begin that divide a document, as regular expressions."""

    annex: Patterns
    appendix: Patterns
    table: Patterns
    numeral: Patterns
    """Numbers of sections on a line of their own, besides "I" and "A"."""
    letter: Patterns
    """The same one level below, besides "A"."""


class RecogniseWords(Record, frozen=True, kw_only=True):
    """`[recognise]`: what lines of a text or a Word file are known by, compared without regard to case."""

    organization: Patterns
    """The United Nations as the head of a document names them; the whole line."""
    body: Patterns
    """First words of the names of bodies that are above session or title."""
    title: Patterns
    """First words of titles, besides those of `kinds`."""
    original: Patterns
    session: Patterns
    agenda: Patterns
    distribution: Patterns
    formula: Patterns
    """From the beginning of a line, as `preambular`, `operative`, `adopted` and `signed`."""
    preambular: Patterns
    operative: Patterns
    adopted: Patterns
    signed: Patterns
    letter_parts: Patterns
    """The whole title of a letter, with groups `date`, `to` and `from`."""
    kinds: Mapping[str, Patterns]
    """First words of a kind of document, by the key of `templates/akn/classes.toml`; English ones are always known."""
    numbered: Mapping[str, Patterns]
    """The whole line that opens one of several documents, by their kind; `{number}` stands for the number."""
    organs: Mapping[str, Patterns]
    """Names of an organ, by its name in IRIs."""


class SkeletonWords(Record, frozen=True, kw_only=True):
    """`[skeleton]`: words of new documents; in square brackets: what the author fills in."""

    organization: Words
    organ: Words
    distribution: Words
    limited: Words
    language: Words
    original: Words
    session: Words
    """With the ordinal number of the session, in words: `{Ordinal}` begins with a capital, `{ordinal}` does not."""
    agenda: Words
    item: Words
    title: Words
    """Title of a document without one, unless its kind has a title of its own in `titles`."""
    sender: Words = field(name="from")
    addressee: Words = field(name="to")
    text: Words
    """Text of a document, unless its kind has one of its own in `texts`."""
    signed: Words
    name: Words
    function: Words
    formula: Words
    """With the comma at its end."""
    recital: Words
    recital_text: Words
    operative: tuple[Words, ...]
    """Opening verbs of paragraphs; `operative_texts` follow them."""
    operative_texts: tuple[Words, ...]
    number: Words
    """Of an operative paragraph: `{number}`."""
    gap: str
    """Between an opening verb and what follows it."""
    verb: Words
    """Look of opening verbs, as `class` has it."""
    titles: Mapping[str, Words]
    texts: Mapping[str, Words]
