"""Parts of the package around a tree of lxml.

Gives `xml_part`: python-docx's part classes want the element classes of python-docx, but need no more
of them than that lxml can write them.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.package import Package
from lxml import etree

_P = TypeVar("_P", bound=XmlPart)


def xml_part(
    kind: type[_P], name: str, content_type: str, element: etree._Element, package: Package | None = None
) -> _P:
    """Return a part of this class and name ("/word/header1.xml") whose content is `element`."""
    content, owner = cast("Any", element), cast("Any", package)
    return kind(PackURI(name), content_type, content, owner)
