"""OpenDocument text read back.

Reads an ODT as a zip of XML parts. Gives a `Reading`, notes at their place. Fields of the masthead and typed notes are
known by their paragraph styles, generated words and marks of notes by their character styles.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import partial

from lxml import etree

from pipeline.document import MastheadRole
from pipeline.forms import AGENDA_TITLES
from pipeline.packing import xml_part
from pipeline.write.pandoc.odt.counts import counted, picture
from pipeline.write.reading import Part, Piece, Reading

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FRAME = f"{_DRAW}frame"
_ROLES = frozenset((AGENDA_TITLES, *(role.value for role in MastheadRole)))
_ADDED = frozenset(("generated", "noteref"))
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_BREAKS = _PARAGRAPHS | {
    _TEXT + name for name in ("tab", "line-break", "note", "note-citation", "change-start", "change-end")
}


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of an OpenDocument text; `language` plays no part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = xml_part(package.read("content.xml"))
        names = frozenset(package.namelist())
    return Reading.of(_Walk(names, root).element(root, Part.TEXT, 0), partial(counted, root, names))


class _Walk:
    """One pass over the body; fields of the masthead and notes are counted as they come."""

    def __init__(self, names: frozenset[str], root: etree._Element) -> None:
        self.names = names
        regions = root.iter(f"{_TEXT}changed-region")
        self.deleted = {region.get(f"{_TEXT}id", ""): region for region in regions}
        """The records of changes by their names; a deletion holds the words that it takes from the text."""
        self.fields = self.notes = 0
        self.typed = False
        """True once a typed note has begun: a paragraph without a mark goes on with it."""

    def element(self, element: etree._Element, part: Part, number: int) -> Iterator[Piece]:
        """Yield the pieces of an element and of those inside it."""
        tag, style = str(element.tag), element.get(f"{_TEXT}style-name", "")
        if part is not Part.NOTE and tag in _PARAGRAPHS:
            part, number = self._paragraph(element, style.split("_")[0])
        elif style in _ADDED or tag == f"{_TEXT}note-citation":
            part = Part.ADDED
        elif tag == f"{_TEXT}note-body":
            self.notes += 1
            part, number = Part.NOTE, self.notes
            yield Part.ADDED, 0, _citation(element)
        elif tag == _FRAME:
            yield part, number, self._picture(element)
            return
        elif tag == f"{_TEXT}tracked-changes":  # read where the change is
            return
        elif tag == f"{_TEXT}change":
            yield from self._deleted(element, part, number)
            return
        gap = "\n" if tag in _BREAKS else ""
        yield part, number, gap + (" " if tag == f"{_TEXT}s" else "") + (element.text or "")
        for child in element:
            yield from self.element(child, part, number)
            if child.tail:
                yield part, number, child.tail
        if gap:
            yield part, number, gap

    def _deleted(self, change: etree._Element, part: Part, number: int) -> Iterator[Piece]:
        """Yield the words of a deletion, at its place."""
        region = self.deleted.get(change.get(f"{_TEXT}change-id", ""))
        yield part, number, "\n"
        for paragraph in region.iterfind(f"{_TEXT}deletion/{_TEXT}p") if region is not None else ():
            yield part, number, paragraph.text or ""
            for child in paragraph:
                yield from self.element(child, part, number)
                yield part, number, child.tail or ""
        yield part, number, "\n"

    def _picture(self, frame: etree._Element) -> str:
        """Return a picture as its words in brackets, if the file has it."""
        title = picture(frame, self.names)
        return "" if title is None else f"[{title}]"

    def _paragraph(self, paragraph: etree._Element, style: str) -> tuple[Part, int]:
        """Return what a paragraph outside a native note belongs to."""
        if style in _ROLES:
            self.fields += 1
            return Part.MASTHEAD, self.fields
        if style != "note":
            return Part.TEXT, 0
        if not self.typed or paragraph.find(f"{_TEXT}span[@{_TEXT}style-name='noteref']") is not None:
            self.notes, self.typed = self.notes + 1, True
        return Part.NOTE, self.notes


def _citation(body: etree._Element) -> str:
    """Return the mark of a native note, which is seen at its place and again before the note."""
    parent = body.getparent()
    return parent.findtext(f"{_TEXT}note-citation", "") if parent is not None else ""
