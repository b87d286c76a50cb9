"""The shape of a language's data file, `templates/languages/<tag>.toml`: a record for each table.

Every file has all keys, and no others. In the words, `{…}` stands for what is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.data import Record
from pipeline.languages.records.checking import ValidateWords
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.records.facts import Dates, LanguageFacts
from pipeline.languages.records.pages import HtmlWords, SetWords, SiteWords, TextWords
from pipeline.languages.records.print import PrintWords, WordWords
from pipeline.languages.records.reading import PrepareWords, RecogniseWords, SkeletonWords
from pipeline.languages.records.values import Words


class Strings(Record, frozen=True, kw_only=True):
    """A language's data file."""

    language: LanguageFacts
    dates: Dates
    html: HtmlWords
    text: TextWords
    names: Mapping[str, tuple[Words, ...]]
    """Names of languages, by primary subtag, as a masthead prints them; further spellings after the first."""
    prepare: PrepareWords
    recognise: RecogniseWords
    skeleton: SkeletonWords
    print: PrintWords
    word: WordWords
    set: SetWords
    site: SiteWords
    comparison: ComparisonWords
    validate: ValidateWords
