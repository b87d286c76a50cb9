"""Hand-made documents for the tests of the Word writer, and a package opened for XPath."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

from pipeline.document import Block, Document, Heading, Imprint, Note, NoteMark, Paragraph, Part, Rank, Role
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options
from pipeline.write.docx.writer import write
from tests import makers

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
    "custom": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
W = f"{{{NAMESPACES['w']}}}"
TEXTS = ("bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml")


class Package:
    """A Word file opened for reading."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self._archive.namelist()

    @cache  # noqa: B019
    def part(self, name: str) -> etree._Element:
        """Return the root element of a part ("word/document.xml")."""
        return etree.fromstring(self._archive.read(name))

    def blob(self, name: str) -> bytes:
        return self._archive.read(name)

    def xpath(self, name: str, path: str) -> list[Any]:
        return cast("list[Any]", self.part(name).xpath(path, namespaces=NAMESPACES))

    def body(self, path: str) -> list[Any]:
        return self.xpath("word/document.xml", path)

    def notes(self, path: str) -> list[Any]:
        return self.xpath("word/footnotes.xml", path)

    def style(self, word_id: str) -> etree._Element:
        found: etree._Element = self.xpath("word/styles.xml", f"//w:style[@w:styleId='{word_id}']")[0]
        return found

    def headers(self) -> dict[str, str]:
        """Return the name of the part of each head and foot: "header-first", "footer-even" …"""
        targets = {r.get("Id"): r.get("Target") for r in self.part("word/_rels/document.xml.rels")}
        found = {}
        for reference in self.body("//w:headerReference | //w:footerReference"):
            kind = etree.QName(reference).localname.removesuffix("Reference")
            relation = reference.get(f"{{{NAMESPACES['r']}}}id")
            found[f"{kind}-{reference.get(W + 'type')}"] = f"word/{targets[relation]}"
        return found


def words(element: etree._Element) -> str:
    """Return the characters of an element: text, "|" for a tab, "/" for a break."""
    signs = {"t": None, "delText": None, "tab": "|", "br": "/", "noBreakHyphen": "\u2011"}
    pieces = []
    for child in element.iter(*(W + name for name in signs)):
        if getattr(child.getparent(), "tag", "") == W + "r":
            sign = signs[etree.QName(child).localname]
            pieces.append(child.text or "" if sign is None else sign)
    return "".join(pieces)


def paragraph(text: str = "", role: Role = Role.TEXT, label: str = "", anchor: str = "", **more: Any) -> Paragraph:
    words = more.pop("inlines", (text,))
    return makers.paragraph(words, role, label, anchor or f"p_{role.value}_{label}_{text[:20]}", **more)


def heading(text: str, rank: Rank, level: int, label: str = "", anchor: str = "") -> Heading:
    return makers.heading(text, rank, level, label, anchor or f"h_{text}")


def note(number: int, text: str, mark: str = "", printed: str = "") -> Note:
    return makers.note(f"note_{number}", mark or str(number), text, printed=printed)


def called(text: str, *ids: str, anchor: str = "", **more: Any) -> Paragraph:
    """Return a paragraph that calls notes at its end."""
    return makers.paragraph((text, *map(NoteMark, ids)), anchor=anchor or f"p_{text}", **more)


def document(
    *blocks: Block,
    masthead: bool = True,
    notes: Iterable[Note] = (),
    parts: tuple[Part, ...] = (),
    imprint: Imprint | None = None,
    **identity: Any,
) -> Document:
    """Return a resolution of these blocks."""
    made = makers.resolution(*blocks, **identity)
    return replace(
        made,
        masthead=made.masthead if masthead else None,
        parts=parts or made.parts,
        notes=tuple(notes),
        imprint=imprint or Imprint(),
    )


def written(made: Document) -> Package:
    """Return the Word file of a document, opened."""
    return Package(write(made, Options()).data)


def opened(path: Path, **more: Any) -> Package:
    """Return the Word file of a source."""
    return written(prepare(parse_file(path, **more)))


@pytest.fixture(scope="session")
def letter(root: Path) -> Package:
    """Return the letter of 2008 as a Word file."""
    return opened(root / "source" / TEXTS[0])


@pytest.fixture(scope="session")
def declaration(root: Path) -> Package:
    """Return the unofficial translation as a Word file."""
    return opened(root / "source" / TEXTS[1])


class Make:
    """The builders of this module: `make.written(make.document(make.paragraph("Text.")))`."""

    W = W
    Package = Package
    words = staticmethod(words)
    field = staticmethod(makers.field)
    part = staticmethod(makers.part)
    paragraph = staticmethod(paragraph)
    heading = staticmethod(heading)
    note = staticmethod(note)
    called = staticmethod(called)
    document = staticmethod(document)
    written = staticmethod(written)
    opened = staticmethod(opened)


@pytest.fixture(scope="session")
def make() -> type[Make]:
    """Return the builders of documents and of their Word files."""
    return Make
