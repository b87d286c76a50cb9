"""The title of a document: exactly one heading of level 1.

Reads title block and parts. Gives them with the title found, moved to the title block, or made.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.characters.headings import heading_of
from pipeline.document import Block, Heading, Paragraph, Part, PartKind, Rank, Text
from pipeline.prepare.walk.anchors import Anchors


def with_title(
    title: list[Block], parts: list[Part], words: str, anchors: Anchors, second: Rank
) -> tuple[list[Block], list[Part]]:
    """Return the title block and parts with exactly one heading of rank TITLE: the first. One after it is lowered: in
    the title block to the rank `second`, in the parts to a chapter.

    If there is none the best that is available: a line of the title block, the first heading of the text, at last
    `words` (the symbol), which are then marked as generated.
    """
    seen = False

    def one(block: Block, lowered: Rank = Rank.CHAPTER) -> Block:
        nonlocal seen
        if not isinstance(block, Heading) or block.rank is not Rank.TITLE:
            return block
        if not seen:
            seen = True
            return block
        return replace(block, rank=lowered)

    title = [one(block, second) for block in title]
    parts = [replace(part, blocks=tuple(one(block) for block in part.blocks)) for part in parts]
    if seen:
        return _at_front(title, parts)
    return _title_found(title, parts, words, anchors)


def _at_front(title: list[Block], parts: list[Part]) -> tuple[list[Block], list[Part]]:
    """Return a statement's title that opens the text (`mainBody/p/docTitle`) belongs to the title block."""
    first = parts[0].blocks[0] if parts and parts[0].blocks else None
    if not isinstance(first, Heading) or first.rank is not Rank.TITLE or parts[0].kind is not PartKind.MAIN:
        return title, parts
    return [*title, first], [replace(parts[0], blocks=parts[0].blocks[1:]), *parts[1:]]


def _title_found(title: list[Block], parts: list[Part], words: str, anchors: Anchors) -> tuple[list[Block], list[Part]]:
    """Return a title where the source marks none: a line of the title block, else the first heading, else the
    symbol.
    """
    for number, block in enumerate(title):
        if isinstance(block, Paragraph):
            return [*title[:number], heading_of(block, Rank.TITLE, 1), *title[number + 1 :]], parts
    first = parts[0].blocks[0] if parts and parts[0].blocks else None
    if isinstance(first, Heading) and parts[0].kind is PartKind.MAIN:
        head = replace(parts[0], blocks=(replace(first, rank=Rank.TITLE), *parts[0].blocks[1:]))
        return _at_front(title, [head, *parts[1:]])
    made = Heading(rank=Rank.TITLE, level=1, inlines=(Text(words, generated=True),), anchor=anchors.claim("", "title"))
    return [made, *title], parts
