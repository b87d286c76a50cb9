"""Parts of the package: of our own markup, and around a tree of lxml.

Gives `MarkupPart`, and `xml_part`: python-docx's part classes want the element classes of python-docx, but need no more
of them than that lxml can write them.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from pipeline.write.docx.ooxml.element import Element

_P = TypeVar("_P", bound=XmlPart)


class MarkupPart(Part):
    """A part whose content may be added to until the package is written."""

    def __init__(self, name: str, content_type: str, root: Element, package: Package | None = None) -> None:
        """Take the name ("/word/header1.xml") and the element that opens the part, as `root` makes it."""
        super().__init__(PackURI(name), content_type, None, package)
        self.root = root

    @property
    def blob(self) -> bytes:
        """The part as a file."""
        return self.root.file()


def xml_part(kind: type[_P], name: str, content_type: str, element: etree._Element) -> _P:
    """Return a part of this class and name ("/word/settings.xml") whose content is `element`."""
    return kind(PackURI(name), content_type, cast("Any", element), cast("Any", None))
