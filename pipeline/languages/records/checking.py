"""The table [validate] of a language's data file: what the rules of the validator know texts of the language by.

Sources: [form wording, typography, symbols]; [corpus]; the published texts. An empty value leaves a rule without
anything to find in the language. Regular expressions say what a group is for; `{S}` stands for a space of any kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pipeline.data import Record
from pipeline.languages.records.values import Patterns


class LetterWords(Record, frozen=True, kw_only=True):
    """`[validate.letters]`: letters and notes verbales."""

    signed: Patterns
    item: Patterns
    """Of the agenda, before its number."""
    verbale: Patterns
    honorific: Patterns


class AnnexWords(Record, frozen=True, kw_only=True):
    """`[validate.annexes]`."""

    head: Patterns
    """First word of an annex."""
    mention: Patterns
    """Wherever an annex is spoken of."""
    own: Patterns
    """A mention that leaves no doubt that it is this document's."""
    numbered: str
    """An annex of its own: group `n` is its Roman number, if it has one."""


class ReferenceWords(Record, frozen=True, kw_only=True):
    """`[validate.references]`: a text's references to its own paragraphs."""

    paragraph: str
    """Groups `numbers`, and one of `above`, `below`, `own`."""
    side: Patterns
    """What is in every such reference."""


class DistributionWords(Record, frozen=True, kw_only=True):
    """`[validate.distribution]`: the line Distr. and its words."""

    line: str
    """The whole beginning of the line in the language."""
    general: Patterns
    limited: Patterns
    restricted: Patterns


class CheckedDates(Record, frozen=True, kw_only=True):
    """`[validate.dates]`: dates in running text."""

    months: tuple[str, ...]
    """January to December, where they are without a day; empty: the spellings of `[dates]`, in capitals or not.

    A single expression: its groups are numbers of months.
    """
    join: Patterns
    """Between the first and the last day of a range."""
    before_month: str
    before_year: str
    whole: str
    """The whole date, with groups `year`, `month`, `first`, `day`; "": a day, a month in words, a year."""
    partial: str
    """As much of a date as there is, with groups for year, month and day; "": found one by one."""
    cited: Patterns
    """Between a cited document and its date."""
    ahead: Patterns
    """Between a date and the document that it belongs to."""


class NumberWords(Record, frozen=True, kw_only=True):
    """`[validate.numbers]`: numbers in running text."""

    figure: str
    point: str
    """Mark before decimals."""
    scales: tuple[tuple[str, int], ...]
    """Words for powers of ten, the longer ones first."""
    spelt: Mapping[str, tuple[str, ...]]
    """Stems of words for small numbers beside those that ICU knows, folded."""
    variants: tuple[tuple[str, str], ...]
    """Further forms of the words that ICU knows: expression, replacement."""
    dropped: str
    """What is before a number in words and is left out."""
    inside: bool
    """Words are written without spaces, or with others in one."""
    names: Patterns
    """Names with a figure that does not count."""


class SlipPattern(Record, frozen=True, kw_only=True):
    """`[[validate.slips]]`: an expression that must not occur in the language, by the rule that reports it."""

    rule: str
    pattern: str
    what: str
    """What is wrong; `{0}` is what was found."""
    no_break: bool = False
    """The space in it, or right after it, has to be a no-break space."""


class ValidateWords(Record, frozen=True, kw_only=True):
    """`[validate]`."""

    label: str
    """Of a point of a list."""
    label_example: str
    note_mark: Literal["after", "before", "usage", ""]
    """Where the mark of a note is beside punctuation; "usage": after it, unless the file has it on both sides."""
    per_cent: str
    """The words that are in running text instead of the sign; "" if the sign is right."""
    full_stop: str
    opened: Mapping[str, str]
    """Marks that open what a mark ends, by that mark."""
    pairs: Patterns
    """Opening marks that are read together; no expressions."""
    counted: Patterns
    """Marks of which only the number is counted, as files turn them round; no expressions."""
    space_before: str
    """A space that is wrongly before a mark; group 1 is the mark."""
    tight: bool
    """No space is inside brackets and quotation marks."""
    doubled: str
    """A word that occurs twice; group 1 is the word."""
    doubled_rightly: frozenset[str]
    last_join: Patterns
    """Before the last entry of a list."""
    conjunction: Patterns
    """At the end of a paragraph that a list goes on."""
    division: Patterns
    """Beginnings of words for a division, before its Roman number."""
    unofficial: Patterns
    resolution: Patterns
    """Before the number of a resolution."""
    country_columns: tuple[str, ...]
    """Columns of `templates/validation/countries` with names of States."""
    no_states: frozenset[str]
    """Words as near to the name of a State as a slip would be, in lower case."""
    letters: LetterWords
    annexes: AnnexWords
    references: ReferenceWords
    distribution: DistributionWords
    dates: CheckedDates
    numbers: NumberWords
    slips: tuple[SlipPattern, ...]
