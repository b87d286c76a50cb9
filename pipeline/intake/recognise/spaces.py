"""The spaces of a text: between its pieces, and from line to line [strict presentation.10].

Reads the pieces of a manuscript. Sets how far each is from the one above: the spaces of both, and the empty lines
between them, which is how the United Nations sets off headings and tables. Of the space after a paragraph and the space
before the next one Word takes the larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, HeadingEdges, Paragraph, Role
from pipeline.intake.model.lines import Settled, has_words
from pipeline.intake.model.manuscript import Distances, Piece, RawLine, RawTable

_LEADING = 12.0
"""Points from line to line in a text [form distances.line]."""
_OWN_LEADING = frozenset((Role.CONTENTS, Role.TABLE_TITLE, Role.TABLE_NOTE, Role.SMALL_NOTE, Role.RULE))
"""Roles whose type is not that of a text."""
_START, _END = 63.35, 63.0
"""Points from the margins to a heading: 1267 and 1260 twips in the styles of the UN's templates [form page-1]."""
_ONE = 1.0
"""Points. Chosen: below what is seen, above what roundings make."""
_MOST = 72.0
"""Points. Chosen: more is an empty part of a page, left so by hand."""


def set_apart(pieces: Sequence[Piece]) -> None:
    """Set the space above each piece; it is not known after a piece whose distances are not."""
    known, room, after = False, 0.0, 0.0
    for piece in pieces:
        at = Distances(0.0, 0.0, 0.0) if isinstance(piece, RawTable) else piece.distances
        if at is None:
            known = False
            continue
        room += max(after, at.before)
        if isinstance(piece, RawLine) and not has_words(piece):
            room += at.line
        else:
            piece.above = room if known and room <= _MOST else None
            known, room = True, 0.0
        after = at.after


def marked(blocks: list[Block], since: int, piece: Piece, *, breaks: bool) -> None:
    """Give the blocks that a piece has added (`since` is the number of the first) what it says of its place."""
    if len(blocks) > since and piece.above is not None:
        blocks[since] = replace(blocks[since], above=round(piece.above, 2))
    if len(blocks) > since and isinstance(piece, RawLine) and piece.distances is not None:
        blocks[since] = _led(blocks[since], piece.distances.line)
    if blocks and (breaks or piece.landscape or piece.newspaper):
        last = blocks[-1]
        breaks, lies = breaks or last.page_break, piece.landscape or last.landscape
        blocks[-1] = replace(last, page_break=breaks, landscape=lies, newspaper=piece.newspaper)


def _led(block: Block, leading: float) -> Block:
    """Return a paragraph of text with its leading, if it is another than that of all forms."""
    text = isinstance(block, Paragraph) and block.role not in _OWN_LEADING
    return replace(block, leading=leading) if text and leading and leading != _LEADING else block


def heading_edges(line: RawLine, made: Settled) -> HeadingEdges:
    """Return where the lines of a heading are, as far as they are not where those of nearly all headings are."""
    start = (line.left + line.first) / 20 if not (made.tabs or made.label or line.number) else _START
    end = line.right / 20
    return HeadingEdges(
        max(0.0, start) if abs(start - _START) > _ONE else None, max(0.0, end) if abs(end - _END) > _ONE else None
    )
