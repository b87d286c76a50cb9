"""Figures in groups of three in Arabic text [corpus languages.figures]: shown with their first group at the left.

Reads a prepared Arabic document. Gives it with those figures isolated that the base direction would show reversed.

A figure is stored either in *normal* order ("56 126 600", found in many tables) or with its groups *reversed*
("600 126 56", found in running text). Between plain spaces the base direction puts the groups from right to left:
right for reversed ones, wrong for normal ones. Between no-break spaces the groups stay together from left to right:
the other way round. The rule:

- normal: the first group has one to three figures, each of the others three, and the first begins with no zero;
- reversed: the last group has one to three figures, each of the others three, and the last begins with no zero;
- what could be both ("107 700") is what most figures of its table are that could not; where the table has none, what
  most figures of all tables are, then of the text; if nothing says so, reversed;
- what can be neither ("78 30") is not a figure in groups and stays as it is.

A normal figure becomes one isolate from left to right; a reversed one with no-break spaces one isolate for each group.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from pipeline.characters.arabic import isolated_at
from pipeline.document import Document, Inline, Table, Text, plain_text
from pipeline.document.rewrite import Rewrite, rewritten

_BLANK = "[ \u00a0\u202f\u2009]"
_FIGURE = re.compile(rf"(?<![\w.,/])\d{{1,3}}(?:{_BLANK}\d{{1,3}})+(?!\w)(?:[.,]\d+)?")
_GROUP = re.compile(r"\d+(?:[.,]\d+)?")
_TOGETHER = re.compile("[\u00a0\u202f]")
"""Spaces that hold two numbers together from left to right in any base direction (bidi class CS)."""


class Order(StrEnum):
    """Order in which the groups of a figure are stored."""

    NORMAL = "normal"
    REVERSED = "reversed"
    EITHER = "either"


def order_of(figure: str) -> Order | None:
    """Return how the groups of "56 126 600" are stored; None if neither order makes a figure of them."""
    groups = [group.partition(".")[0].partition(",")[0] for group in _GROUP.findall(figure)]
    normal = groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    backwards = groups[-1][0] != "0" and all(len(group) == 3 for group in groups[:-1])
    if normal and backwards:
        return Order.EITHER
    return Order.NORMAL if normal else Order.REVERSED if backwards else None


def shown_in_order(document: Document) -> Document:
    """Return the document with every figure in groups shown with its first group at the left."""
    counts = {id(block): _counted(_cells(block)) for block in document.blocks() if isinstance(block, Table)}
    text = _counted(_texts(document))
    if not text.total() and not any(count.total() for count in counts.values()):
        return document
    in_text = _most(text) or Order.REVERSED
    in_tables = _most(sum(counts.values(), Counter())) or in_text

    def in_table(table: Table) -> Rewrite:
        return _rewrite(_most(counts[id(table)]) or in_tables)

    return rewritten(document, _rewrite(in_text), in_table)


def _texts(document: Document) -> Iterator[str]:
    yield from (plain_text(block.inlines) for block in document.blocks() if not isinstance(block, Table))
    yield from (plain_text(block.inlines) for note in document.notes for block in note.blocks)


def _cells(table: Table) -> Iterator[str]:
    return (plain_text(b.inlines) for row in table.rows for cell in row.cells for b in cell.blocks)


def _counted(texts: Iterable[str]) -> Counter[Order]:
    """Return the number of figures of each order the texts hold."""
    orders = (order_of(match.group()) for text in texts for match in _FIGURE.finditer(text))
    return Counter(order for order in orders if order is not None)


def _most(counts: Counter[Order]) -> Order | None:
    """Return the order of most figures; None if as many are stored one way as the other."""
    normal, backwards = counts[Order.NORMAL], counts[Order.REVERSED]
    return None if normal == backwards else Order.NORMAL if normal > backwards else Order.REVERSED


def _rewrite(majority: Order) -> Rewrite:
    def rewrite(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        whole = "".join(i.text if isinstance(i, Text) else "\n" for i in inlines)
        spans = [span for match in _FIGURE.finditer(whole) for span in _isolates(match, majority)]
        return isolated_at(inlines, spans) if spans else inlines

    return rewrite


def _isolates(match: re.Match[str], majority: Order) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a figure to be isolated from left to right; what could be either way is as the majority."""
    order = order_of(match.group())
    order = majority if order is Order.EITHER else order
    if order is Order.NORMAL:
        yield match.span()
    elif order is Order.REVERSED and _TOGETHER.search(match.group()):
        yield from ((match.start() + g.start(), match.start() + g.end()) for g in _GROUP.finditer(match.group()))
