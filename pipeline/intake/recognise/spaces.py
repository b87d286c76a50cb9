"""Places of lines on the page: spaces between them, leading, edges of headings [strict presentation.10].

Reads the lines and tables of a `RawDocument`. Sets the space above each: the spaces of both paragraphs and the empty
lines between them, with which the United Nations sets off headings and tables. Of the space after a paragraph and the
space before the next one the larger counts, as in Word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Heading, HeadingEdges, Paragraph, Part, Role
from pipeline.forms import Page
from pipeline.intake.model.lines import LabelledLine, has_words
from pipeline.intake.model.manuscript import Distances, Piece, RawLine, RawTable

_LEADING = 12.0
"""Points from line to line in a text [form distances.line]."""
_OWN_LEADING = frozenset((Role.CONTENTS, Role.TABLE_TITLE, Role.TABLE_NOTE, Role.SMALL_NOTE, Role.RULE))
"""Roles with type of their own, other than that of the text."""
_LEADINGS = (6.0, 99.0)
"""Points, the least and the most [strict presentation.10]."""
_ROOM = 100.0
"""Points between the edges of a heading, at least. Chosen: in less room a heading is a column of single words."""
_ONE = 1.0
"""Points of difference that count. Chosen: less is not visible and may be rounding."""
_MOST = 72.0
"""Points of the largest space that is kept. Chosen: more is an empty part of a page, made by hand."""


def set_spaces(pieces: Sequence[Piece]) -> None:
    """Set the space above each line and table. After one whose spaces are not known it stays unknown."""
    known, room, after = False, 0.0, 0.0
    last: Piece | None = None
    for piece in pieces:
        at = Distances(0.0, 0.0, 0.0) if isinstance(piece, RawTable) else piece.distances
        if at is None:
            known = False
            continue
        alike = isinstance(last, RawLine) and isinstance(piece, RawLine) and last.style == piece.style
        before = 0.0 if alike and at.alike else at.before
        room += max(0.0 if alike and _joins(last) else after, before)
        last = piece
        if isinstance(piece, RawLine) and not has_words(piece):
            room += at.line
        else:
            piece.above = room if known and room <= _MOST else None
            known, room = True, 0.0
        after = at.after


def _joins(piece: Piece | None) -> bool:
    """Return True for a line without space between it and a neighbour of the same style."""
    return isinstance(piece, RawLine) and piece.distances is not None and piece.distances.alike


def give_place(blocks: list[Block], since: int, piece: Piece, *, breaks: bool) -> None:
    """Give the blocks that were made of `piece` its space, leading, page break, landscape page and columns. `since`:
    number of the first of these blocks. `breaks`: a page begins with them.
    """
    if len(blocks) > since and piece.above is not None:
        blocks[since] = replace(blocks[since], above=round(piece.above, 2))
    if len(blocks) > since and isinstance(piece, RawLine) and piece.distances is not None:
        blocks[since] = _with_leading(blocks[since], piece.distances.line)
    if blocks and (breaks or piece.landscape or piece.newspaper):
        last = blocks[-1]
        breaks, lies = breaks or last.page_break, piece.landscape or last.landscape
        blocks[-1] = replace(last, page_break=breaks, landscape=lies, newspaper=piece.newspaper)


def _with_leading(block: Block, leading: float) -> Block:
    """Return a paragraph of text with the leading of its file, if that is not the leading of all forms."""
    text = isinstance(block, Paragraph) and block.role not in _OWN_LEADING
    known = _LEADINGS[0] <= leading <= _LEADINGS[1] and leading != _LEADING
    return replace(block, leading=leading) if text and known else block


def text_edge(pieces: Sequence[Piece]) -> float:
    """Return the points from the margin to the text: the indent of most characters outside tables."""
    counts: Counter[int] = Counter()
    for line in pieces:
        if isinstance(line, RawLine):
            counts[line.left] += len(line.text)
    return max(counts, key=lambda left: (counts[left], -left), default=0) / 20


def heading_edges(line: RawLine, made: LabelledLine, edge: float) -> HeadingEdges:
    """Return how far the lines of a heading are within the text, in columns within their column. `edge`: points from
    both margins to the text.

    None for an edge within a point of the text, and for the start of a heading with a number, which hangs before the
    text.
    """
    edge = 0.0 if line.newspaper else edge
    numbered = bool(made.tabs or made.label or line.number)
    start, end = (line.left + line.first) / 20 - edge, line.right / 20 - edge
    return HeadingEdges(
        start if abs(start) > _ONE and not numbered else None,
        end if abs(end) > _ONE else None,
    )


def edges_on_page(part: Part, page: Page) -> Part:
    """Return a part with the edges of its headings counted from the margins of a page."""
    return replace(part, blocks=tuple(_on_page(b, page) if isinstance(b, Heading) else b for b in part.blocks))


def _on_page(heading: Heading, page: Page) -> Heading:
    left, right = (0.0, 0.0) if heading.newspaper else (page.indent_left, page.indent_right)
    inside = ((left, heading.edges.start), (right, heading.edges.end))
    start, end = (None if edge is None else round(max(0.0, text + edge), 2) for text, edge in inside)
    room = page.measure - (left if start is None else start) - (right if end is None else end)
    return replace(heading, edges=HeadingEdges(start, end) if room >= _ROOM else HeadingEdges())
