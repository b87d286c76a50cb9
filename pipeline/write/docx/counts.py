"""What a Word file holds besides words, counted.

Reads the document and its notes as trees, and where their relationships lead. Gives pictures, tables, notes, marks,
links and tracked changes, as `Reading.counted` has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lxml import etree

from pipeline.write.docx.found import Found, W, holder
from pipeline.write.reading import Sort, cells_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHANGES = {Sort.INSERTION: ("ins", "t"), Sort.DELETION: ("del", "delText")}
_REPEATED = re.compile(r"\s*NOTEREF\s")


class Counted:
    """The parts of one file, which are searched for one kind of content at a time."""

    def __init__(
        self,
        document: Found,
        notes: Sequence[etree._Element],
        pictures: Sequence[frozenset[str]],
        links: Sequence[Mapping[str, str]],
    ) -> None:
        """Each part has `pictures`, ids of relationships that lead to one, and `links`, targets of relationships."""
        self._document, self._notes, self._pictures = document, notes, pictures
        self._links = links

    def of(self, sort: Sort) -> Sequence[str]:
        """Return what the file holds of one kind."""
        if sort is Sort.PICTURE:
            return list(self._of_pictures())
        if sort is Sort.TABLE:
            return _tables(self._document)
        if sort is Sort.NOTE:
            found = (n for part in self._notes for n in part.iterchildren(W + "footnote", W + "endnote"))
            return ["" for note in found if note.get(W + "type") is None]
        if sort is Sort.MARK:
            return ["" for _ in self._marks()]
        if sort is Sort.LINK:
            return list(self._of_links())
        return [_words(e, _CHANGES[sort][1]) for e in self._changes(sort)] if sort in _CHANGES else []

    @cached_property
    def _stories(self) -> list[Found]:
        return [self._document, *map(Found, self._notes)]

    def _of_pictures(self) -> Iterator[str]:
        for story, pictures in zip(self._stories, self._pictures, strict=True):
            for drawing in story.of("drawing"):
                blip, properties = next(drawing.iter(_BLIP), None), next(drawing.iter(_PROPERTIES), None)
                if blip is not None and properties is not None and blip.get(_R + "embed") in pictures:
                    yield properties.get("descr", "")

    def _marks(self) -> Iterator[etree._Element]:
        """Yield references to notes, and fields that repeat one."""
        yield from self._document.of("footnoteReference")
        codes = self._document.of("instrText", "delInstrText")
        yield from (code for code in codes if _REPEATED.match(code.text or ""))

    def _of_links(self) -> Iterator[str]:
        for story, targets in zip(self._stories, self._links, strict=False):
            for link in story.of("hyperlink"):
                anchor = link.get(W + "anchor")
                yield f"#{anchor}" if anchor else targets.get(link.get(_R + "id", ""), "")

    def _changes(self, sort: Sort) -> Iterator[etree._Element]:
        """Yield runs that were inserted or deleted; the marks of paragraphs and rows have no words."""
        found = (e for story in self._stories for e in story.of(_CHANGES[sort][0]))
        return (e for e in found if len(e))


def _tables(document: Found) -> list[str]:
    """Return the cells that begin in each row of each table; one that goes on from the row above does not count."""
    merges = (merge for merge in document.of("vMerge") if merge.get(W + "val") != "restart")
    going_on = {holder(merge, "tcPr") for merge in merges}
    begun = Counter(cell.getparent() for cell in document.of("tc") if cell not in going_on)
    rows: dict[etree._Element | None, list[int]] = {}
    for row in document.of("tr"):
        rows.setdefault(row.getparent(), []).append(begun[row])
    return [cells_of(rows.get(table, ())) for table in document.of("tbl")]


def _words(element: etree._Element, tag: str) -> str:
    return "".join(text.text or "" for text in element.iter(W + tag))
