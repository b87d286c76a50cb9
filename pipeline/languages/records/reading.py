"""The table [prepare] of a language's data file: what lines are known by."""

from __future__ import annotations

from pipeline.data import Record
from pipeline.languages.records.values import Patterns


class PrepareWords(Record, frozen=True, kw_only=True):
    """`[prepare]`: how the lines begin that divide a document, as regular expressions."""

    annex: Patterns
    appendix: Patterns
    table: Patterns
    numeral: Patterns
    """Numbers of sections on a line of their own, besides "I" and "A"."""
    letter: Patterns
    """The same one level below, besides "A"."""
