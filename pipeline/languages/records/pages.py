"""The tables [html], [text], [set] and [site] of a language's data file: words of pages and of the text file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.data import Record
from pipeline.languages.records.values import Words


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
    kind: Words
    body: Words
    language: Words

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
        """Return the line on where the text comes from; "" for a text that is not a United Nations document."""
        return self.colophon if official else ""

    def provisional_notice(self, unassigned: Iterable[str]) -> str:
        """Return the notice on a document of which `unassigned` is not assigned; "" if everything is."""
        names = [self.unassigned.name(key) for key in unassigned]
        return self.provisional.format(what=self.separator.join(names)) if names else ""


class SetWords(Record, frozen=True, kw_only=True):
    """`[set]`: words of packages and volumes of many documents."""

    read_me: Words
    counts: Words
    """With `{works}`, `{texts}` and `{languages}`, each a number."""
    contents: Words
    """Before links to the contents."""
    folders: Words
    """With `{letters}`: the letters of languages in names of files."""
    formats: Words
    checking: Words
    """Before the commands that check a set, each on a line of its own."""
    manifest: Words
    unofficial: Words
    """Before the address of the official documents."""
    issued: Words
    """With `{organ}` and `{session}`, each as its masthead has it."""
    others: Words
    """Heading above documents without an agenda item, organ or session."""
    title: Words
    page: Words
    subjects: Words
    symbols: Words


class FacetWords(Record, frozen=True, kw_only=True):
    """`[site.facets]`: by what works are found."""

    body: Words
    kind: Words
    session: Words
    year: Words
    subject: Words
    language: Words


class RelationWords(Record, frozen=True, kw_only=True):
    """`[site.relations]`: headings above the works that a relation leads to."""

    base: Words
    revision_of: Words
    corrigendum_to: Words
    addendum_to: Words
    """Above the document of which a work is that."""
    revision: Words
    corrigendum: Words
    addendum: Words
    cites: Words
    cited_by: Words


class SiteWords(Record, frozen=True, kw_only=True):
    """`[site]`: interface words of the web edition."""

    title: Words
    about_site: Words
    """What the site is and what it is not, on the start page and for search engines."""
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
    between: Words
    """Between the facts of a file, and between the parts of a citation."""
    leads: Words
    browse: Words
    about_page: Words
    undated: Words
    session: Words
    """With `{body}` and `{number}`."""
    documents: Words
    previous: Words
    next: Words
    pager: Words
    page_number: Words
    filters: Words
    any: Words
    nearest: Words
    """With `{asked}`, a word that no text has, and `{shown}`, the one most like it."""
    all_subjects: Words
    side: Words
    side_languages: Words
    changes: Words
    related: Words
    elsewhere: Words
    """Before symbols."""
    more_works: Words
    cite: Words
    copy: Words
    copied: Words
    copy_link: Words
    proof: Words
    proof_intro: Words
    proof_all: Words
    proof_part: Words
    """With `{share}`, of a hundred, and `{count}`."""
    proof_none: Words
    proof_source: Words
    hash_intro: Words
    data: Words
    official_copy: Words
    not_found: Words
    not_found_text: Words
    about_texts: Words
    about_checked: Words
    about_addresses: Words
    about_data: Words
    facets: FacetWords
    relations: RelationWords
    kinds: Mapping[str, Words]
    """By kind of document."""
    bodies: Mapping[str, Words]
    """By issuing body."""
