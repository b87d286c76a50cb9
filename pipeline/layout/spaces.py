"""Spaces between blocks: what a block takes over from those before and after it [form distances].

Reads a block, its neighbours, the form and the table [print] of the language. Gives points above and below it. Spaces
of neighbours add up.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.document import Block, Direction, Document, Heading, Paragraph, Rank, Role, Table
from pipeline.forms import Form, Style
from pipeline.languages.strings import strings, supported
from pipeline.layout.cascade import heading_keys
from pipeline.layout.measure import Measure

_NUMBERING = re.compile(r"[^\W\d]+(?:-[^\W\d]+)* (?:\d+[A-Z]?|[IVXLC]+)(?: [^:：]*)?")
"""A heading that numbers a division, in whatever language: "Part IV", "Subprogramme 6 of programme 10"."""
_LONGEST_NUMBER = 12
"""Characters of the number of a section ("XXVIII"). Chosen: the longest of the examples."""
_UNDER_TABLE = (Role.TABLE_NOTE, Role.SMALL_NOTE)


def above(block: Paragraph | Heading, style: Style, before: Block | None, first: float) -> float:
    """Return the space above a block; `first`: at least so much above the first block of a document."""
    if before is None:
        return max(style.before, first)
    if block.above is not None:
        return block.above
    under_heading = isinstance(block, Heading) and isinstance(before, Heading)
    return 0.0 if under_heading else style.before


def below(block: Paragraph | Heading, style: Style, after: Block | None, form: Form, document: Document) -> float:
    """Return the space below a block; 0 if the source gives the space above the next one."""
    if after is not None and after.above is not None:
        return 0.0
    if isinstance(block, Heading) and isinstance(after, Heading):
        return between_headings(block, after, style.after, form, document)
    if isinstance(block, Heading) and block.rank is Rank.ANNEX_TITLE and not isinstance(after, Heading):
        return max(style.after, form.flow.under_annex_title)
    if _is_table_note(block) and after is not None and not _is_table_note(after):
        return form.table.after
    return style.after


def between_headings(block: Heading, after: Heading, usual: float, form: Form, document: Document) -> float:
    """Return the space between a heading and the next one; `usual`: between it and others.

    The title of a section is right under its number ("I"), and so are titles of annexes that all take one line.
    """
    measures = form.flow
    if block.rank is Rank.ANNEX_LABEL and after.rank is Rank.ANNEX_TITLE:
        return 0.0 if _annexes_are_close(document, form) else usual
    if block.rank is not after.rank or not _is_number(block.text.strip()):
        return usual
    return measures.same_rank_gap


def _is_number(text: str) -> bool:
    """Return True for "I", "A" and "Part IV"; for a script without capitals any short heading may be one."""
    short = len(text) <= _LONGEST_NUMBER and not any(map(str.islower, text))
    return short or _NUMBERING.fullmatch(text) is not None


def _annexes_are_close(document: Document, form: Form) -> bool:
    """Return True if no title of an annex takes more than one line, in a kind of document where that counts."""
    identity = document.identity
    if identity.kind.value not in form.flow.close_annexes:
        return False
    measure = Measure(identity.language, identity.direction is Direction.RTL)
    titles = (b for b in document.blocks() if isinstance(b, Heading) and b.rank is Rank.ANNEX_TITLE)
    styled = ((title, form.style(*heading_keys(title, document))) for title in titles)
    return all(measure.width(t.text, style) <= form.page.column - style.left - style.right for t, style in styled)


def around_table(table: Table, before: Block | None, after: Block | None, form: Form) -> tuple[float, float]:
    """Return the spaces above and below a table: close to a heading above it and to its notes."""
    measures = form.table
    if table.box:
        over, under = measures.box_before, measures.box_after
    else:
        over = measures.before_heading if isinstance(before, Heading) else measures.before
        under = measures.after_notes if _is_table_note(after) else measures.after
    given = after is not None and after.above is not None
    return over if table.above is None else table.above, 0.0 if given else under


def _is_table_note(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role in _UNDER_TABLE


def is_division(text: str, language: str) -> bool:
    """Return True for the number of a division of a budget."""
    found = _division(language)
    return found is not None and found.fullmatch(text) is not None


@cache
def _division(language: str) -> re.Pattern[str] | None:
    words = strings(language).print.division if supported(language) else ""
    return re.compile(words) if words else None
