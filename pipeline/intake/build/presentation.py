"""Looks of a file for which the XML of texts has no place [strict presentation].

Reads the blocks of a document and the finished tree. Adds `presentation` to the metadata of the main document: by eId,
the elements that begin a page, are a frame, in columns or on landscape pages, and their spaces, edges and letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.akn.builder import make, make_own
from pipeline.akn.metadata import ENCODER
from pipeline.document import Block, Document, Heading, Paragraph, Role, Table
from pipeline.read import akn

_USUAL = 6.0
"""Points between two paragraphs of a text [form distances.paragraph]."""


def add_presentation(root: etree._Element, document: Document, anchors: Mapping[str, etree._Element]) -> None:
    """Add the looks of the blocks of a document to the metadata. `anchors`: elements by the anchors of blocks.

    Each document of a collection has eIds of its own; an eId that is in several of them gets no entry.
    """
    named = Counter(element.get("eId") for element in root.iter("*"))
    entries = [
        make_own(name, for_=f"#{eid}", **values)
        for name, anchor, values in _hints(document)
        if (eid := _eid(anchors, anchor)) and named[eid] == 1
    ]
    meta = next(root.iter(akn("meta")), None)
    if entries and meta is not None:
        meta.append(make("presentation", make_own("layout", *entries), source=ENCODER))


def _hints(document: Document) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield for each entry its name, its anchor and its values, in the order of the text."""
    for part in document.parts:
        for number, block in enumerate(part.blocks):
            if block.page_break:
                yield "pageBreak", block.anchor, {}
                if not number:
                    yield "pageBreak", part.anchor, {}
            if block.landscape:
                yield "landscape", block.anchor, {}
            if spaces := _spaces(part.blocks, number):
                yield "space", block.anchor, {name: f"{points:g}" for name, points in spaces.items()}
            if block.newspaper is not None:
                count, space = block.newspaper
                yield "columns", block.anchor, {"count": f"{count}", "space": f"{space:g}"}
            if not isinstance(block, Table) and block.letters is not None:
                spacing, scale = block.letters
                yield "letters", block.anchor, {"spacing": f"{spacing:g}", "scale": f"{scale:g}"}
            if isinstance(block, Heading) and any(edge is not None for edge in block.edges):
                given = block.edges._asdict().items()
                yield "edges", block.anchor, {name: f"{points:g}" for name, points in given if points is not None}
            if isinstance(block, Table) and block.frame:
                yield "frame", block.anchor, {}


def _spaces(blocks: Sequence[Block], number: int) -> dict[str, float]:
    """Return the space above a block. The entry of a table with titles also has the space above the first title."""
    block, before = blocks[number], blocks[number - 1] if number else None
    if not isinstance(block, Table) or before is None or not _is_title(before):
        line = {} if block.leading is None or isinstance(block, Table) else {"line": block.leading}
        return line if block.above is None or _is_usual(block, before) else {"above": block.above, **line}
    first = next(n for n in range(number - 1, -1, -1) if not n or not _is_title(blocks[n - 1]))
    spaces = {"above": blocks[first].above, "table": block.above}
    return {name: points for name, points in spaces.items() if points is not None}


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.TABLE_TITLE


def _is_usual(block: Block, before: Block | None) -> bool:
    """Return True for a paragraph whose distance from the paragraph above is that of all forms."""
    return isinstance(block, Paragraph) and isinstance(before, Paragraph) and block.above == _USUAL


def _eid(anchors: Mapping[str, etree._Element], anchor: str) -> str:
    element = anchors.get(anchor)
    return (element.get("eId") or "") if element is not None else ""
