"""Documents for the tests of the writers that use pandoc: a hand-made one, and the project's own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Identity,
    Inline,
    LineBreak,
    Link,
    Look,
    NoteMark,
    Paragraph,
    PartKind,
    Rank,
    Role,
    Row,
    Table,
    Text,
)
from pipeline.prepare import prepare
from pipeline.read import Source, parse_file
from pipeline.write import Options, writer
from pipeline.write.pandoc.program import read_json
from tests import makers
from tests.makers import note

READ_AS = {"md": "markdown-smart", "epub": "epub", "odt": "odt"}


def paragraph(anchor: str, *words: Inline | str, role: Role = Role.TEXT, label: str = "", **more: Any) -> Paragraph:
    return makers.paragraph(words, role, label, anchor, **more)


def document(
    *blocks: Block, identity: Identity = makers.IDENTITY, title: tuple[Heading, ...] | None = None, **more: Any
) -> Document:
    given = makers.title(identity.title) if title is None else title
    return makers.document(*blocks, identity=identity, title=given, **more)


def table(**more: Any) -> Table:
    def cell(column: int, text: str, **own: Any) -> Cell:
        return Cell(column=column, blocks=(paragraph(f"c.{text}", text),), **own)

    rows = (
        Row((cell(0, "Head", row_span=2, header=True), cell(1, "Two", column_span=2, header=True)), header=True),
        Row((cell(1, "B", header=True), cell(2, "C", header=True)), header=True),
        Row((cell(0, "one"), cell(1, "two"), cell(2, "three"))),
    )
    return Table(anchor="table-1", columns=(Column(100.0), Column(50.0), Column(50.0)), rows=rows, **more)


def everything() -> Document:
    """Return a document with each thing that these writers treat in a way of their own."""
    blocks = (
        paragraph("p1", "See the ", Text("annex", link=Link("#annex")), NoteMark("n1"), " and ", NoteMark("n2")),
        paragraph("p2", Text("Decides ", look=Look.ITALIC), "to act:", label="12.", role=Role.OPERATIVE),
        paragraph("i1", "first", label="(a)", role=Role.ITEM, level=1),
        paragraph("i2", "inner", label="(i)", role=Role.ITEM, level=2),
        paragraph("i3", "second", label="(c)", role=Role.ITEM, level=1),
        paragraph("q", "“Quoted”", role=Role.QUOTATION),
        table(),
        paragraph("s", "One line", LineBreak(), "and another", role=Role.SIGNATURE),
        paragraph("r", role=Role.RULE),
    )
    label = makers.heading("Annex", Rank.ANNEX_LABEL, anchor="annex-label")
    annex = makers.part(label, paragraph("p9", "Text of it"), kind=PartKind.ANNEX, anchor="annex", new_page=True)
    notes = (note("n1", "1", "First note"), note("n2", "*", "Reissued"))
    head = makers.masthead(organ="", distribution="", date="", session="", agenda_item="")
    return document(*blocks, notes=notes, masthead=head, parts=(annex,))


class Make:
    """The builders of this module, and the identity of their documents."""

    identity = makers.IDENTITY
    paragraph = staticmethod(paragraph)
    document = staticmethod(document)
    note = staticmethod(note)
    table = staticmethod(table)
    everything = staticmethod(everything)
    replace = staticmethod(replace)


@pytest.fixture(scope="session")
def make() -> type[Make]:
    """Return the builders of blocks and documents."""
    return Make


@pytest.fixture(scope="session")
def own(root: Path) -> list[tuple[Source, Document]]:
    """Return the project's own documents, with their sources."""
    sources = [parse_file(path) for path in sorted((root / "source").glob("*/*@*.xml"))]
    assert len(sources) == 2
    return [(source, prepare(source)) for source in sources]


@pytest.fixture(scope="session")
def written() -> Callable[[Document, str], bytes]:
    """Return the bytes of a document in a format."""

    def write(given: Document, format: str) -> bytes:
        return writer(format)(given, Options()).data

    return write


@pytest.fixture(scope="session")
def opened() -> Callable[[bytes], dict[str, Any]]:
    """Return the parts of a zip, those that are XML parsed."""

    def read(data: bytes) -> dict[str, Any]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        xml = (".xml", ".xhtml", ".opf", ".ncx")
        return {name: etree.fromstring(part) if name.endswith(xml) else part for name, part in parts.items()}

    return read


@pytest.fixture(scope="session")
def reread() -> Callable[[bytes, str], Any]:
    """Return the blocks of a file as pandoc reads them back."""

    def read(data: bytes, format: str) -> Any:
        return json.loads(read_json(data, READ_AS[format]))["blocks"]

    return read
