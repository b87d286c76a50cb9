"""Columns that a Word file has: through the XML and back into Word, OpenDocument and HTML."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Document, Newspaper, Table
from pipeline.intake.importing import import_bytes
from pipeline.intake.recognise.document import ImportHints
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.intake.wordfile import p, word_file_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def ends(columns: str) -> str:
    """Return a paragraph that ends a section with these columns."""
    return f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/>{columns}</w:sectPr></w:pPr></w:p>'


LIST = "".join(f"<w:tr><w:tc>{p(f'80/{n}')}</w:tc><w:tc>{p(f'Title {n}')}</w:tc></w:tr>" for n in range(6))
BODY = (
    p("1.\tOne.")
    + ends("")
    + f"<w:tbl>{LIST}</w:tbl>"
    + ends('<w:cols w:num="2" w:space="240"/>')
    + p("2.\tTwo.")
    + ends("")
    + p("3.\tThree.")
    + ends('<w:cols w:num="9"/>')
    + p("4.\tFour.")
    + ends('<w:cols w:equalWidth="0"><w:col w:w="3000" w:space="300"/><w:col w:w="2000"/></w:cols>')
    + p("5.\tFive.")
)


def brought_in(data: bytes) -> bytes:
    return import_bytes(data, Path("t.docx"), ImportHints(language="en")).data


@pytest.fixture
def document() -> Document:
    return prepare(parse_bytes(brought_in(word_file_of(BODY)), Path("t.xml")))


def columns(document: Document) -> list[Newspaper | None]:
    return [block.newspaper for block in document.parts[0].blocks]


def test_the_columns_of_a_section_are_those_of_its_blocks(document: Document) -> None:
    assert columns(document) == [None, Newspaper(2, 12.0), None, None, Newspaper(2, 15.0), None]


@pytest.mark.parametrize("attributes", [b'count="7"', b'count="5" space="99"'])
def test_what_the_metadata_say_of_columns_is_left_out_where_it_cannot_be(attributes: bytes) -> None:
    data = re.sub(rb'count="2"( space="[^"]*")?', attributes, brought_in(word_file_of(BODY)))
    assert set(columns(prepare(parse_bytes(data, Path("t.xml"))))) == {None}


def test_plain_leaves_columns_out() -> None:
    assert set(columns(prepare(parse_bytes(brought_in(word_file_of(BODY)), Path("t.xml")), plain=True))) == {None}


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_word_gets_sections_of_columns_that_come_back(document: Document) -> None:
    data = writer("docx")(document, Options()).data
    sections = [
        (e.find(f"{W}type").get(f"{W}val") if e.find(f"{W}type") is not None else "", e.find(f"{W}cols").get(f"{W}num"))
        for e in part(data, "word/document.xml").iter(f"{W}sectPr")
    ]
    assert [found for found in sections if found[1]] == [("continuous", "2")] * 2
    again = prepare(parse_bytes(brought_in(data), Path("t.xml")))
    assert [b.newspaper for b in again.parts[0].blocks if isinstance(b, Table)] == [Newspaper(2, 12.0)]
    assert columns(again).count(None) == columns(document).count(None)


def test_opendocument_has_sections_with_columns(document: Document) -> None:
    content = part(writer("odt")(document, Options()).data, "content.xml")
    names = content.nsmap
    sections = content.findall(".//text:section", names)
    assert ["80/0" in "".join(s.itertext()) for s in sections] == [True, False]
    styles = {s.get(f"{{{names['style']}}}name"): s for s in content.iter(f"{{{names['style']}}}style")}
    made = styles[sections[0].get(f"{{{names['text']}}}style-name")].find(".//style:columns", names)
    assert {k.rpartition("}")[2]: v for k, v in made.attrib.items()} == {"column-count": "2", "column-gap": "12pt"}


def test_a_page_has_columns_around_the_list_alone(document: Document) -> None:
    page = writer("html")(document, Options()).data.decode()
    found = re.findall(r'<div class="newspaper" style="([^"]*)">(.*?)</div>\n</div>', page, re.DOTALL)
    assert found[0][0] == "--columns:2;--between:12"
    assert "80/5" in found[0][1] and "Two." not in found[0][1]


def test_text_reads_on(document: Document) -> None:
    text = writer("txt")(document, Options()).data.decode()
    assert re.sub(r"\s+", " ", text).index("80/5 Title 5") < text.index("Two.")
