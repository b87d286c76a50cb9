"""What the file says of looks and the XML of texts has no place for: page breaks and frames [strict presentation].

Reads the blocks of a document and the finished tree. Adds `presentation` to the metadata of the main document, with an
entry by its eId for each element that begins a page, is a frame or in columns, or whose letters are closer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.akn.builder import make, make_own
from pipeline.akn.metadata import ENCODER
from pipeline.document import Block, Document, Paragraph, Table
from pipeline.read import akn

_USUAL = 6.0
"""Points between two paragraphs of a text [form distances.paragraph]."""


def present(root: etree._Element, document: Document, anchors: Mapping[str, etree._Element]) -> None:
    """Add what the blocks of a document say of looks to the metadata; `anchors`: elements by the anchors of blocks."""
    entries = [
        make_own(name, for_=f"#{eid}", **values)
        for name, anchor, values in _hints(document)
        if (eid := _eid(anchors, anchor))
    ]
    meta = next(root.iter(akn("meta")), None)
    if entries and meta is not None:
        meta.append(make("presentation", make_own("layout", *entries), source=ENCODER))


def _hints(document: Document) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the name of each entry, the anchor that it is for, its values, in the order of the text."""
    for part in document.parts:
        for number, block in enumerate(part.blocks):
            if block.page_break:
                yield "pageBreak", block.anchor, {}
                if not number:
                    yield "pageBreak", part.anchor, {}
            if block.landscape:
                yield "landscape", block.anchor, {}
            if block.above is not None and not _is_usual(block, part.blocks[number - 1] if number else None):
                yield "space", block.anchor, {"above": f"{block.above:g}"}
            if block.newspaper is not None:
                count, space = block.newspaper
                yield "columns", block.anchor, {"count": f"{count}", "space": f"{space:g}"}
            if isinstance(block, Paragraph) and block.letters is not None:
                spacing, scale = block.letters
                yield "letters", block.anchor, {"spacing": f"{spacing:g}", "scale": f"{scale:g}"}
            if isinstance(block, Table) and block.frame:
                yield "frame", block.anchor, {}


def _is_usual(block: Block, before: Block | None) -> bool:
    """Return True for a paragraph as far below another one as paragraphs are in any form."""
    return isinstance(block, Paragraph) and isinstance(before, Paragraph) and block.above == _USUAL


def _eid(anchors: Mapping[str, etree._Element], anchor: str) -> str:
    element = anchors.get(anchor)
    return (element.get("eId") or "") if element is not None else ""
