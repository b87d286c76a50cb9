"""Parts of python-docx's package (ISO 29500-2).

Gives `Part`, of our own markup or of bytes, and the `Kind` of each part of a Word file.
"""

from __future__ import annotations

from typing import NamedTuple

from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart

from pipeline.write.docx.ooxml.element import Element

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-"
HYPERLINK = _OFFICE + "hyperlink"
"""Type of a relationship to an address outside."""


class Kind(NamedTuple):
    """A kind of part: type of the relationships that lead to it, and of its content."""

    relation: str
    content: str


def _word(name: str, content: str = "") -> Kind:
    return Kind(_OFFICE + name, f"{_TYPE}officedocument.wordprocessingml.{content or name}+xml")


DOCUMENT = _word("officeDocument", "document.main")
STYLES, FONTS, SETTINGS, FOOTNOTES = _word("styles"), _word("fontTable"), _word("settings"), _word("footnotes")
HEADER, FOOTER = _word("header"), _word("footer")
THEME = Kind(_OFFICE + "theme", _TYPE + "officedocument.theme+xml")
CORE = Kind(_PACKAGE + "/metadata/core-properties", _TYPE + "package.core-properties+xml")
CUSTOM = Kind(_OFFICE + "custom-properties", _TYPE + "officedocument.custom-properties+xml")
PNG, JPEG = Kind(_OFFICE + "image", "image/png"), Kind(_OFFICE + "image", "image/jpeg")
RELATIONS = _TYPE + "package.relationships+xml"
XML = "application/xml"


class Part(PackagePart):
    """A part whose content may be added to until the package is written, if it is markup."""

    def __init__(self, name: str, kind: Kind, content: Element | bytes) -> None:
        """Take the name ("/word/header1.xml"), and bytes or the element that opens the part, as `root` makes it."""
        super().__init__(PackURI(name), kind.content)
        self.kind, self._content = kind, content

    @property
    def root(self) -> Element:
        """The element that opens the part."""
        assert isinstance(self._content, Element)
        return self._content

    @property
    def blob(self) -> bytes:
        """The part as a file."""
        return self._content if isinstance(self._content, bytes) else self._content.file()

    def to(self, part: Part) -> str:
        """Return the id of a part that this one leads to, related now if it was not."""
        return self.relate_to(part, part.kind.relation)

    def outside(self, name: str, address: str) -> None:
        """Relate an address outside by the id `name`."""
        self.rels.add_relationship(HYPERLINK, address, name, is_external=True)
