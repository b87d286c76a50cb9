"""The table [comparison] of a language's data file: comparisons, concordances, corrigenda, the life of a document."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from pipeline.data import Record
from pipeline.languages.records.values import Words

Forms = Annotated[tuple[Words, ...], Meta(min_length=1, max_length=2)]
"""Words with a number: those for one, and those for any other number; one form alone stands for all."""


class SummaryWords(Record, frozen=True, kw_only=True):
    """`[comparison.summary]`: one sentence on a comparison."""

    none: Words
    end: Words
    join: Words
    changed: Forms
    moved: Forms
    added: Forms
    deleted: Forms
    renumbered: Forms
    headings: Forms
    notes: Forms
    tables: Forms
    masthead: Forms
    form: Forms
    metadata: Forms


class EditWords(Record, frozen=True, kw_only=True):
    """`[comparison.edits]`: kinds of edits in text and JSON, and what they concern."""

    paragraph: Words
    heading: Words
    table: Words
    row: Words
    note: Words
    masthead: Words
    metadata: Words
    inserted: Words
    deleted: Words
    moved: Words
    renumbered: Words
    words: Words
    form: Words
    exchanged: Words
    after: Words


class FieldWords(Record, frozen=True, kw_only=True):
    """`[comparison.fields]`: metadata and lines of the masthead, as a comparison names them."""

    title: Words
    symbol: Words
    date: Words
    kind: Words
    language: Words
    official: Words
    authors: Words
    subjects: Words
    job_number: Words
    organization: Words
    organ: Words
    distribution: Words
    original: Words
    subsidiary: Words
    session: Words
    session_dates: Words
    committee: Words
    agenda_item: Words
    agenda_title: Words
    document_type: Words
    other: Words


class RedlineWords(Record, frozen=True, kw_only=True):
    """`[comparison.redline]`: the page and the PDF that show changes."""

    title: Words
    from_to: Words
    legend: Words
    inserted: Words
    deleted: Words
    moved_from: Words
    moved_to: Words
    next: Words
    previous: Words
    side: Words
    position: Words
    keys: Words
    old: Words
    new: Words
    none: Words


class ConcordanceWords(Record, frozen=True, kw_only=True):
    """`[comparison.concordance]`: two or more texts side by side."""

    title: Words
    report: Words
    paragraph: Words
    pair: Words
    moved: Words
    exchanged: Words
    only_left: Words
    only_right: Words
    merged: Words
    number: Words
    figures: Words
    dates: Words
    names: Words
    instruments: Words
    differ: Words
    nothing: Words
    pairs: Words
    unmatched: Words
    moved_n: Words
    flagged: Words
    parity: Words
    language: Words
    paragraphs: Words
    headings: Words
    notes: Words
    numbers: Words
    symbols: Words
    tables: Words
    equal: Words


class CorrigendumWords(Record, frozen=True, kw_only=True):
    """`[comparison.corrigendum]`: the official form of a corrigendum."""

    word: Words
    for_read: Words
    delete: Words
    paragraph: Words
    heading: Words
    title: Words
    note: Words
    table: Words
    masthead: Words
    unnumbered: Words
    join: Words
    quote_open: Words
    quote_close: Words
    colon: Words
    """Between an instruction and the words that it quotes."""
    replace: Words
    delete_paragraph: Words
    insert_paragraph: Words
    insert_at_start: Words


class LifeWords(Record, frozen=True, kw_only=True):
    """`[comparison.life]`: addenda, revisions, lineage."""

    addendum: Words
    revision: Words


class ComparisonWords(Record, frozen=True, kw_only=True):
    """`[comparison]`."""

    summary: SummaryWords
    edits: EditWords
    fields: FieldWords
    redline: RedlineWords
    concordance: ConcordanceWords
    corrigendum: CorrigendumWords
    life: LifeWords
