"""A part of a document as a document of its own.

Reads a prepared document. Gives the part with the parts inside it (an annex with its appendix); its headings before the
text become the title block and its title the document's, as they are where the same text is published alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, Document, Heading, Imprint, Paragraph, Part, PartKind, Rank, Role
from pipeline.versions.comparison.units import marks_of

_FRONT = frozenset({Role.ORIGINAL_LANGUAGE, Role.NOTICE})


def component(document: Document, eid: str) -> Document:
    """Return the part with this eId (`att_1`), and the parts inside it. Raises KeyError if there is none."""
    inside = [p for p in document.parts if p.eid == eid or p.eid.startswith(f"{eid}__")]
    if not inside or inside[0].eid != eid:
        raise KeyError(eid)
    front, text = _split(inside[0].blocks)
    main = replace(inside[0], kind=PartKind.MAIN, blocks=text, new_page=False)
    parts = (main, *inside[1:])
    called = {m.note for block in (*front, *_blocks(parts)) for m in marks_of(block)}
    notes = tuple(n for n in document.notes if n.id in called)
    titles = [b.text for b in front if isinstance(b, Heading) and b.rank is Rank.ANNEX_TITLE]
    identity = replace(document.identity, title=" ".join(titles) or document.identity.title)
    whole = replace(
        document, identity=identity, title=front, parts=parts, notes=notes, masthead=None, imprint=Imprint()
    )
    return outlined(whole)


def outlined(document: Document) -> Document:
    """Return the document with headings that begin at level 1 and never skip a level; ranks, which give the look,
    stay.
    """
    last = 0

    def levelled(blocks: Iterable[Block]) -> Iterator[Block]:
        nonlocal last
        for block in blocks:
            if isinstance(block, Heading):
                last = min(block.level, last + 1)
                yield block if block.level == last else replace(block, level=last)
            else:
                yield block

    title = tuple(levelled(document.title))
    parts = tuple(replace(part, blocks=tuple(levelled(part.blocks))) for part in document.parts)
    return replace(document, title=title, parts=parts)


def _split(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the headings that open a part, and the rest."""
    for number, block in enumerate(blocks):
        opening = isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role in _FRONT)
        if not opening:
            return tuple(blocks[:number]), tuple(blocks[number:])
    return (), tuple(blocks)


def _blocks(parts: Iterable[Part]) -> Iterable[Block]:
    return (block for part in parts for block in part.blocks)
