"""What a Word file holds besides words, counted.

Reads the document and its notes as trees, and where their relationships lead. Gives pictures, tables, notes, marks,
links and tracked changes, as `Reading.counted` has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.write.reading import Sort, cells_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHANGES = {Sort.INSERTION: ("ins", "t"), Sort.DELETION: ("del", "delText")}
_REPEATED = re.compile(r"\s*NOTEREF\s")


class Counted:
    """The parts of one file, which are searched for one kind of content at a time."""

    def __init__(
        self,
        document: etree._Element,
        notes: Sequence[etree._Element],
        pictures: Sequence[frozenset[str]],
        links: Sequence[Mapping[str, str]],
    ) -> None:
        """Each part has `pictures`, ids of relationships that lead to one, and `links`, targets of relationships."""
        self._document, self._notes, self._pictures = document, notes, pictures
        self._stories = [document, *notes]
        self._links = links

    def of(self, sort: Sort) -> Sequence[str]:
        """Return what the file holds of one kind."""
        if sort is Sort.PICTURE:
            return list(self._of_pictures())
        if sort is Sort.TABLE:
            return [_table(table) for table in self._document.iter(_W + "tbl")]
        if sort is Sort.NOTE:
            found = (n for part in self._notes for n in part.iterchildren(_W + "footnote", _W + "endnote"))
            return ["" for note in found if note.get(_W + "type") is None]
        if sort is Sort.MARK:
            return ["" for _ in self._marks()]
        if sort is Sort.LINK:
            return list(self._of_links())
        return [_words(e, _CHANGES[sort][1]) for e in self._changes(sort)] if sort in _CHANGES else []

    def _of_pictures(self) -> Iterator[str]:
        for story, pictures in zip(self._stories, self._pictures, strict=True):
            for drawing in story.iter(_W + "drawing"):
                blip, properties = next(drawing.iter(_BLIP), None), next(drawing.iter(_PROPERTIES), None)
                if blip is not None and properties is not None and blip.get(_R + "embed") in pictures:
                    yield properties.get("descr", "")

    def _marks(self) -> Iterator[etree._Element]:
        """Yield references to notes, and fields that repeat one."""
        yield from self._document.iter(_W + "footnoteReference")
        codes = self._document.iter(_W + "instrText", _W + "delInstrText")
        yield from (code for code in codes if _REPEATED.match(code.text or ""))

    def _of_links(self) -> Iterator[str]:
        for story, targets in zip(self._stories, self._links, strict=False):
            for link in story.iter(_W + "hyperlink"):
                anchor = link.get(_W + "anchor")
                yield f"#{anchor}" if anchor else targets.get(link.get(_R + "id", ""), "")

    def _changes(self, sort: Sort) -> Iterator[etree._Element]:
        """Yield runs that were inserted or deleted; the marks of paragraphs and rows have no words."""
        found = (e for story in self._stories for e in story.iter(_W + _CHANGES[sort][0]))
        return (e for e in found if len(e))


def _table(table: etree._Element) -> str:
    """Return the cells that begin in each row; one that goes on from the row above does not count."""
    return cells_of(sum(map(_begins, row.iterchildren(_W + "tc"))) for row in table.iterchildren(_W + "tr"))


def _begins(cell: etree._Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is None or merge.get(_W + "val") == "restart"


def _words(element: etree._Element, tag: str) -> str:
    return "".join(text.text or "" for text in element.iter(_W + tag))
