"""The tables [print] and [word] of a language's data file: what the printed form adds, and what word processors need.

Sources of [print]: [form set-ups] (breaks: English is measured, 497 of 500 adoption titles and 52 of 52 origins; the
other languages follow); 18 (an adoption title with a no-break space between day and month, but not before the day,
breaks there; divisions: English is measured); 15 (the heading of the annex to a letter is broken by sense in the print
of 2008; the title of the letter, of which no print was at hand, is broken alike); 8 (the words of the recycling mark in
French and Spanish; the Arabic, Chinese, German and Russian ones are known from print, no file here shows them).
Sources of [word]: [form page.4, typography.fonts]; Arabic and Chinese fonts are given by no source.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.data import Record
from pipeline.languages.records.values import Words


class PrintWords(Record, frozen=True, kw_only=True):
    """`[print]`: words and line breaks of the printed form, which every format that shows the form has."""

    emblem: Words
    bar_code: Words
    qr_code: Words
    recycle: Words
    """The words beside the recycling mark; a line break is one in print."""
    page: Words
    """Above the pages of a list of contents."""
    division: str
    """Regular expression: the number of a division of a budget, further from the title of its part; "" for none."""
    joined: str
    """Regular expression: the spaces after which no line begins in a title set by sense (`by_sense` of a style): after
    an article, a preposition; "" for none."""
    hyphens: str
    """The patterns of Pyphen by which words of narrow columns are hyphenated; "" if none are."""
    breaks: Mapping[str, str]
    """By role or rank of a title: regular expression of the space that becomes a break although the line has space."""


class WordWords(Record, frozen=True, kw_only=True):
    """`[word]`: what Word and OpenDocument files need besides."""

    locale: Words
    font: str
    """The font of its script; "" if it is the one that all languages have."""
    size: float
    """Factor on the sizes of its script."""
    leading: float
    """Factor on the leading."""
    masthead: Words
    emblem: Words
    bar_code: Words
    table: Words
