"""Lists as trees, for formats with native lists.

Reads the flat blocks of a part. Gives the same blocks, runs of items turned into `ItemList` trees by their level.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeGuard

from pipeline.document.blocks import Block, Heading, Newspaper, Paragraph, Role, Table


@dataclass(slots=True)
class Item:
    """A list item: its own paragraph, then what belongs to it (further paragraphs, tables, inner lists)."""

    paragraph: Paragraph
    rest: list[Block | ItemList] = field(default_factory=list)


@dataclass(slots=True)
class ItemList:
    """A list of items of one level."""

    level: int
    items: list[Item] = field(default_factory=list)


def nest(blocks: Iterable[Block]) -> list[Block | ItemList]:
    """Return the blocks in order, with every run of items gathered into lists; no block is lost or moved."""
    result: list[Block | ItemList] = []
    open_lists: list[ItemList] = []
    for block in blocks:
        level = _level(block)
        while open_lists and open_lists[-1].level > level:
            open_lists.pop()
        home = open_lists[-1].items[-1].rest if open_lists else result
        if not _is_item(block):
            home.append(block)
        elif open_lists and open_lists[-1].level == level:
            open_lists[-1].items.append(Item(block))
        else:
            fresh = ItemList(level, [Item(block)])
            home.append(fresh)
            open_lists.append(fresh)
    return result


def newspaper_of(block: Block | ItemList) -> Newspaper | None:
    """Return the columns in which a block or list is."""
    return block.items[0].paragraph.newspaper if isinstance(block, ItemList) else block.newspaper


def _is_item(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.role is Role.ITEM


def _level(block: Block) -> int:
    """Return the level at which a block is: items and what belongs to them deeper, all else 0."""
    if isinstance(block, Heading):
        return 0
    if isinstance(block, Table) or block.role in (Role.ITEM, Role.ITEM_TEXT):
        return block.level
    return 0
