"""Dates in titles: day, month and year stay on one line ([form typography.no-break]: a no-break space between day and
month).

Reads a prepared document. Gives it with the spaces in dates made no-break spaces in headings, adoption titles, titles
of agenda items and running titles. Justified text keeps the spaces of its source: it breaks where the print does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.document import Block, Document, Heading, Inline, Masthead, MastheadRole, Paragraph, Role, Text
from pipeline.languages.patterns import patterns

_NO_BREAK = "\u00a0"
_OTHER = "\ufffc"  # stands for anything that is not text


def held_in_titles(document: Document) -> Document:
    """Return the document with the dates of its titles held together."""
    pattern = patterns(document.identity.language).date
    title = document.identity.running_title
    return replace(
        document,
        identity=replace(document.identity, running_title=_held_words(title, pattern)),
        masthead=_masthead(document.masthead, pattern) if document.masthead else None,
        title=tuple(_block(block, pattern) for block in document.title),
        parts=tuple(replace(p, blocks=tuple(_block(block, pattern) for block in p.blocks)) for p in document.parts),
    )


def _masthead(masthead: Masthead, pattern: re.Pattern[str]) -> Masthead:
    titles = (MastheadRole.AGENDA_TITLE, MastheadRole.SESSION_DATES)
    fields = (
        replace(f, inlines=_held(f.inlines, pattern)) if f.role in titles else f for f in masthead.fields
    )  # fmt: skip
    return replace(masthead, fields=tuple(fields))


def _block(block: Block, pattern: re.Pattern[str]) -> Block:
    if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role is Role.ADOPTION):
        inlines = _held(block.inlines, pattern)
        return block if inlines is block.inlines else replace(block, inlines=inlines)
    return block


def _held_words(words: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda date: date[0].replace(" ", _NO_BREAK), words)


def _held(inlines: tuple[Inline, ...], pattern: re.Pattern[str]) -> tuple[Inline, ...]:
    """Return the inlines with the spaces in dates held; a date may run over several of them."""
    whole = "".join(i.text if isinstance(i, Text) else _OTHER for i in inlines)
    held = _held_words(whole, pattern)
    if held == whole:
        return inlines
    result: list[Inline] = []
    at = 0
    for inline in inlines:
        size = len(inline.text) if isinstance(inline, Text) else 1
        result.append(replace(inline, text=held[at : at + size]) if isinstance(inline, Text) else inline)
        at += size
    return tuple(result)
