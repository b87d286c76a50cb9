"""The shape of a language's data file, `templates/languages/<tag>.toml`: a record for each table.

Every file has all keys, and no others. In the words, `{…}` stands for what is filled in.
"""

from __future__ import annotations

from pipeline.data import Record
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.records.facts import Dates, Facts
from pipeline.languages.records.pages import HtmlWords, SiteWords, TextWords
from pipeline.languages.records.print import PrintWords, WordWords
from pipeline.languages.records.reading import PrepareWords


class Strings(Record, frozen=True, kw_only=True):
    """A language's data file."""

    language: Facts
    dates: Dates
    html: HtmlWords
    text: TextWords
    prepare: PrepareWords
    print: PrintWords
    word: WordWords
    site: SiteWords
    comparison: ComparisonWords
