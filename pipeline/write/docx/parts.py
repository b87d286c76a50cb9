"""Parts of the package around a tree.

Reads elements. Gives `TreePart`, whose content is our own tree until the file is written; `xml_part`, a part of
python-docx around a tree of lxml; `parsed`, our elements as those of lxml.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from pipeline.write.docx.markup import Element, root, xml

_P = TypeVar("_P", bound=XmlPart)


class TreePart(Part):
    """A part of this name ("/word/header1.xml") whose content is `tree`, which may still grow."""

    def __init__(self, name: str, content_type: str, tree: Element, package: Package | None = None) -> None:
        super().__init__(PackURI(name), content_type, b"", cast("Any", package))
        self.tree = tree

    @property
    def blob(self) -> bytes:
        """The content as it is now."""
        return xml(self.tree)


def xml_part(
    kind: type[_P], name: str, content_type: str, element: etree._Element, package: Package | None = None
) -> _P:
    """A part of this class and name whose content is `element`.

    python-docx's part classes want the element classes of python-docx, but need no more of them than that lxml can
    write them.
    """
    content, owner = cast("Any", element), cast("Any", package)
    return kind(PackURI(name), content_type, content, owner)


def parsed(*elements: Element) -> list[etree._Element]:
    """The same elements made by lxml, for a part that python-docx knows."""
    return list(etree.fromstring(xml(root("body", *elements))))
