"""Hand-made documents for the tests of the Word writer, and a package opened for XPath."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from pipeline.document import (
    Body,
    Direction,
    Document,
    Heading,
    Identity,
    Imprint,
    Kind,
    Masthead,
    MastheadField,
    MastheadRole,
    Note,
    NoteMark,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Text,
)
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options
from pipeline.write.docx import write

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
IDENTITY = Identity(
    title="Rights of the child",
    kind=Kind.RESOLUTION,
    body=Body.GENERAL_ASSEMBLY,
    language="en",
    language_code="eng",
    direction=Direction.LTR,
    date=datetime.date(2025, 12, 5),
    symbol="A/RES/80/1",
    symbol_printed="A/RES/80/1",
    running_title="Rights of the child",
    work="/akn/un/statement/deliberation/unga/2025-12-05/80-1",
    signs=frozenset({"MercuryDocument"}),
    source_name="A_RES_80_1.xml",
    source_sha256="ab" * 32,
)
FIELDS = (
    (MastheadRole.ORGANIZATION, "United Nations"),
    (MastheadRole.SYMBOL, "A/RES/80/1"),
    (MastheadRole.ORGAN, "General Assembly"),
    (MastheadRole.DISTRIBUTION, "Distr.: General"),
    (MastheadRole.DATE, "5 December 2025"),
    (MastheadRole.SESSION, "Eightieth session"),
    (MastheadRole.AGENDA_ITEM, "Agenda item 7"),
)


class Package:
    """A Word file opened for reading."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self._archive.namelist()

    @cache  # noqa: B019
    def part(self, name: str) -> etree._Element:
        """The root element of a part ("word/document.xml")."""
        return etree.fromstring(self._archive.read(name))

    def blob(self, name: str) -> bytes:
        return self._archive.read(name)

    def xpath(self, name: str, path: str) -> list:
        return self.part(name).xpath(path, namespaces=NAMESPACES)

    def body(self, path: str) -> list:
        return self.xpath("word/document.xml", path)

    def notes(self, path: str) -> list:
        return self.xpath("word/footnotes.xml", path)

    def style(self, word_id: str) -> etree._Element:
        return self.xpath("word/styles.xml", f"//w:style[@w:styleId='{word_id}']")[0]

    def headers(self) -> dict[str, str]:
        """Name of the part of each head and foot: "header-first", "footer-even" …"""
        targets = {r.get("Id"): r.get("Target") for r in self.part("word/_rels/document.xml.rels")}
        found = {}
        for reference in self.body("//w:headerReference | //w:footerReference"):
            kind = etree.QName(reference).localname.removesuffix("Reference")
            relation = reference.get(f"{{{NAMESPACES['r']}}}id")
            found[f"{kind}-{reference.get(W + 'type')}"] = f"word/{targets[relation]}"
        return found


def words(element: etree._Element) -> str:
    """The characters of an element: text, "|" for a tab, "/" for a break."""
    signs = {"t": None, "delText": None, "tab": "|", "br": "/", "noBreakHyphen": "\u2011"}
    pieces = []
    for child in element.iter(*(W + name for name in signs)):
        if child.getparent().tag == W + "r":
            sign = signs[etree.QName(child).localname]
            pieces.append(child.text or "" if sign is None else sign)
    return "".join(pieces)


def field(role: MastheadRole, text: str, **more) -> MastheadField:
    return MastheadField(role=role, inlines=(Text(text),), anchor=f"masthead_{role.value}", **more)


def paragraph(text: str = "", role: Role = Role.TEXT, label: str = "", anchor: str = "", **more) -> Paragraph:
    inlines = more.pop("inlines", (Text(text),))
    labels = (Text(label),) if label else ()
    anchor = anchor or f"p_{role.value}_{label}_{text[:20]}"
    return Paragraph(anchor=anchor, role=role, inlines=inlines, label=labels, **more)


def heading(text: str, rank: Rank, level: int, label: str = "", anchor: str = "") -> Heading:
    labels = (Text(label),) if label else ()
    return Heading(anchor=anchor or f"h_{text}", rank=rank, level=level, inlines=(Text(text),), label=labels)


def note(number: int, text: str, mark: str = "", printed: str = "") -> Note:
    mark = mark or str(number)
    block = Paragraph(anchor=f"note_{number}_p", role=Role.TEXT, inlines=(Text(text),))
    return Note(id=f"note_{number}", mark=mark, printed=printed or mark, blocks=(block,))


def called(text: str, *ids: str, anchor: str = "", **more) -> Paragraph:
    """A paragraph that calls notes at its end."""
    anchor = anchor or f"p_{text}"
    return paragraph(anchor=anchor, inlines=(Text(text), *map(NoteMark, ids)), **more)


def part(*blocks, kind: PartKind = PartKind.MAIN, **more) -> Part:
    return Part(kind=kind, anchor=more.pop("anchor", kind.value), blocks=blocks, **more)


def document(
    *blocks, masthead: bool = True, notes=(), parts=(), imprint: Imprint | None = None, **identity
) -> Document:
    """A resolution of these blocks."""
    fields = tuple(field(role, text) for role, text in FIELDS)
    return Document(
        identity=replace(IDENTITY, **identity),
        masthead=Masthead(fields=fields) if masthead else None,
        title=(heading("Rights of the child", Rank.TITLE, 1, "80/1.", "title"),),
        parts=parts or (part(*blocks),),
        notes=tuple(notes),
        imprint=imprint or Imprint(),
    )


def written(made: Document) -> Package:
    """The Word file of a document, opened."""
    return Package(write(made, Options()).data)


def opened(path: Path, **more) -> Package:
    """The Word file of a source."""
    return written(prepare(parse_file(path, **more)))


@pytest.fixture(scope="session")
def letter(root: Path) -> Package:
    """The letter of 2008 as a Word file."""
    return opened(root / "source" / TEXTS[0])


@pytest.fixture(scope="session")
def declaration(root: Path) -> Package:
    """The unofficial translation as a Word file."""
    return opened(root / "source" / TEXTS[1])


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The builders of this module: `make.written(make.document(make.paragraph("Text.")))`."""
    return SimpleNamespace(
        W=W, IDENTITY=IDENTITY, Package=Package, words=words, field=field, paragraph=paragraph, heading=heading,
        note=note, called=called, part=part, document=document, written=written, opened=opened,
    )  # fmt: skip
