"""EPUB read back.

Reads an EPUB as a zip of XML parts. Gives a `Reading` of all pages in the order of the spine, the navigation left out.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from pipeline.packing import xml_part
from pipeline.write.html.counts import Counted
from pipeline.write.html.read import pieces_of
from pipeline.write.reading import Reading

_OPF = "{http://www.idpf.org/2007/opf}"


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of an EPUB; `language` plays no part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = {posixpath.basename(name) for name in package.namelist()}
    pages = pages_of_epub(data)

    def shows(address: str) -> bool:
        return posixpath.basename(address) in names

    return Reading.of(pieces_of(pages, shows), Counted(pages, shows).of)


def pages_of_epub(data: bytes) -> list[etree._Element]:
    """Return the pages of an EPUB in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        container = xml_part(package.read("META-INF/container.xml"))
        place = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
        opf = xml_part(package.read(str(place)))
        files = {item.get("id"): item.get("href", "") for item in opf.iter(f"{_OPF}item")}
        names = [files[reference.get("idref")] for reference in opf.iter(f"{_OPF}itemref")]
        folder = posixpath.dirname(str(place))
        return [xml_part(package.read(posixpath.join(folder, name))) for name in names]
