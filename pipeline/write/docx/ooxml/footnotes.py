"""Footnotes: element classes, part and proxy, made as python-docx makes its own features.

Reads `templates/docx/default-footnotes.xml`. Gives `FootnotesPart`, whose `footnotes` adds notes to the package. The
element classes are the only place that knows the XML of a note; ids are allotted by the collection.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import cast

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.parser import parse_xml, register_element_cls
from docx.oxml.simpletypes import ST_DecimalNumber
from docx.oxml.xmlchemy import BaseOxmlElement, OneOrMore, RequiredAttribute, ZeroOrMore
from docx.package import Package
from docx.parts.story import StoryPart
from lxml import etree

from pipeline.write.docx.ooxml.languages import FOLDER
from pipeline.write.docx.ooxml.markup import qualified

_DEFAULT = FOLDER / "default-footnotes.xml"


class CT_Footnote(BaseOxmlElement):
    """`w:footnote`: a story of its own with an id, at least one paragraph in it."""

    id: int = RequiredAttribute("w:id", ST_DecimalNumber)  # type: ignore[assignment]
    p = OneOrMore("w:p")


class CT_Footnotes(BaseOxmlElement):
    """`w:footnotes`, the root of the part: the two separators, then the notes in any order."""

    footnote = ZeroOrMore("w:footnote")
    footnote_lst: list[CT_Footnote]

    def add_footnote_with(self, paragraphs: Iterable[etree._Element]) -> CT_Footnote:
        """Return a new last note of these paragraphs, under the next free id."""
        note = cast("CT_Footnote", self.makeelement(qualified("footnote")))
        note.id = self.next_id
        note.extend(list(paragraphs))
        self.append(note)
        return note

    @property
    def next_id(self) -> int:
        """One more than the highest id; notes begin at 1, the separators have -1 and 0."""
        last = cast("CT_Footnote", self[-1])
        return last.id + 1


register_element_cls("w:footnotes", CT_Footnotes)
register_element_cls("w:footnote", CT_Footnote)


class Footnotes:
    """The notes of a document, as its user sees them."""

    def __init__(self, element: CT_Footnotes) -> None:
        self._element = element

    def __len__(self) -> int:
        """Return the number of notes, separators left out."""
        return len([note for note in self._element.footnote_lst if note.id > 0])

    def add(self, paragraphs: Iterable[etree._Element]) -> int:
        """Add a note of these paragraphs; the id that its reference in the text must have."""
        return self._element.add_footnote_with(paragraphs).id

    def reserve(self) -> int:
        """Return the id that the next note will get."""
        return self._element.next_id


class FootnotesPart(StoryPart):
    """The part `/word/footnotes.xml`."""

    @property
    def footnotes(self) -> Footnotes:
        """The proxy through which notes are added."""
        return Footnotes(self.element)

    @classmethod
    def default(cls, package: Package) -> FootnotesPart:
        """Return a new part that holds the two separators and no note."""
        element = parse_xml(_default_xml())
        return cls(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, element, package)


@cache
def _default_xml() -> bytes:
    return _DEFAULT.read_bytes()
