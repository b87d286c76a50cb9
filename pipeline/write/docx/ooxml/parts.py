"""Parts of the package, and how one leads to another (ISO 29500-2).

Gives `Part`, of our own markup or of bytes, with its `Relations`, and the `Kind` of each part of a Word file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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


class Relations:
    """The relationships of a part, or of the package: ids of what it leads to."""

    def __init__(self, folder: str) -> None:
        """`folder` ("/word/"): that of the part, in or under which all parts are that it leads to."""
        self._folder = folder
        self._entries: list[Element] = []
        self._ids: dict[str, str] = {}
        self._parts: list[Part] = []

    def __len__(self) -> int:
        """Return the number of relationships."""
        return len(self._entries)

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts."""
        return iter(self._parts)

    def to(self, part: Part) -> str:
        """Return the id of a part, which is related now if it was not."""
        found = self._ids.get(part.name)
        if found is None:
            self._parts.append(part)
            found = self._ids[part.name] = f"rId{len(self._parts)}"
            self._add(found, part.kind.relation, part.name.removeprefix(self._folder))
        return found

    def outside(self, name: str, address: str) -> None:
        """Relate an address outside by the id `name`."""
        self._add(name, HYPERLINK, address, TargetMode="External")

    def file(self) -> bytes:
        """Return the part of the package that says them."""
        return Element("Relationships", {"xmlns": _PACKAGE}, self._entries).file()

    def _add(self, name: str, kind: str, target: str, **more: str) -> None:
        self._entries.append(Element("Relationship", {"Id": name, "Type": kind, "Target": target, **more}, []))


class Part:
    """A part whose content may be added to until the package is written, if it is markup."""

    def __init__(self, name: str, kind: Kind, content: Element | bytes) -> None:
        """Take the name ("/word/header1.xml"), and bytes or the element that opens the part, as `root` makes it."""
        self.name, self.kind = name, kind
        self._content = content
        self.folder, _, self._file = name.rpartition("/")
        self.relations = Relations(f"{self.folder}/")

    @property
    def root(self) -> Element:
        """The element that opens the part."""
        assert isinstance(self._content, Element)
        return self._content

    def file(self) -> bytes:
        """Return the part as a file."""
        return self._content if isinstance(self._content, bytes) else self._content.file()

    @property
    def relations_name(self) -> str:
        """Name of the part with its relationships."""
        return f"{self.folder}/_rels/{self._file}.rels"
