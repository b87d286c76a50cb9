"""Spaces between blocks that a Word file has: through the XML into PDF, Word and OpenDocument."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from pipeline.document import Block, Document, Heading, HeadingEdges, Letters
from pipeline.intake.importing import import_bytes
from pipeline.intake.recognise.document import ImportHints
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.intake.wordfile import p, word_file_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMPTY = '<w:p><w:pPr><w:spacing w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr></w:p>'
TEXT = '<w:spacing w:after="{}" w:before="{}" w:line="240" w:lineRule="exact"/>'
TABLE = f"<w:tbl><w:tr><w:tc>{p('2024')}</w:tc><w:tc>{p('100')}</w:tc></w:tr></w:tbl>"
BODY = (
    p("1.\tOne.", TEXT.format(120, 0))
    + p("2.\tTwo.", TEXT.format(120, 0))
    + EMPTY.format(120)
    + EMPTY.format(100)
    + p("3.\tThree.", TEXT.format(60, 200))
    + EMPTY.format(120)
    + TABLE
    + EMPTY.format(360)
    + p("4.\tFour.", TEXT.format(0, 0))
    + EMPTY.format(3000)
    + p("5.\tFive.", TEXT.format(0, 0))
)


def brought_in(data: bytes, *, plain: bool = False) -> Document:
    made = import_bytes(data, Path("t.docx"), ImportHints(language="en"))
    return prepare(parse_bytes(made.data, Path("t.xml")), plain=plain)


@pytest.fixture
def document() -> Document:
    return brought_in(word_file_of(BODY))


def spaces(document: Document) -> list[float | None]:
    return [block.above for block in blocks(document)]


def blocks(document: Document) -> tuple[Block, ...]:
    return document.parts[0].blocks


def test_empty_lines_and_spaces_add_up_and_of_two_spaces_that_meet_the_larger_counts(document: Document) -> None:
    assert spaces(document) == [None, None, 6 + 6 + 5 + 10, 3 + 6, 18, None]


def test_a_table_and_its_titles_are_each_as_far_below_what_is_above() -> None:
    titles = p("Table 1", TEXT.format(0, 60)) + p("Vessels", TEXT.format(0, 0)) + EMPTY.format(180)
    found = blocks(brought_in(word_file_of(p("1.\tOne.", TEXT.format(120, 0)) + EMPTY.format(100) + titles + TABLE)))
    assert [(block.above, getattr(block, "role", "table")) for block in found[1:]] == [
        (14, "table-title"), (0, "table-title"), (9, "table"),
    ]  # fmt: skip


def test_plain_leaves_spaces_out() -> None:
    assert set(spaces(brought_in(word_file_of(BODY), plain=True))) == {None}


def test_the_print_has_them(document: Document) -> None:
    page = pypdfium2.PdfDocument(writer("pdf")(document, Options()).data)[0].get_textpage()
    two, three = (page.get_charbox(page.search(word).get_next()[0])[1] for word in ("Two.", "Three."))
    assert two - three == pytest.approx(12 + 27, abs=0.1)


WORDS = "The tide was measured at noon in every harbour of the coast. " * 3


def test_lines_are_as_far_apart_as_in_the_file() -> None:
    taken_in = '<w:spacing w:after="120" w:line="230" w:lineRule="exact"/>'
    made = brought_in(word_file_of(p(f"1.\t{WORDS}", TEXT.format(120, 0)) + p(f"2.\t{WORDS}", taken_in)))
    assert [block.leading for block in blocks(made)] == [None, 11.5]
    page = pypdfium2.PdfDocument(writer("pdf")(made, Options()).data)[0].get_textpage()
    places = sorted(
        {round(page.get_charbox(n)[1] / 0.5) for n in range(page.count_chars()) if page.get_text_range(n, 1) == "e"}
    )
    steps = [(high - low) / 2 for low, high in pairwise(places)]
    assert steps[:2] == [11.5, 11.5] and 12 in steps[2:]
    lines = part(writer("docx")(made, Options()).data, "word/document.xml").iter(f"{W}spacing")
    assert {line.get(f"{W}line") for line in lines} >= {"230"}


def test_an_empty_line_that_ends_a_section_has_no_height() -> None:
    section = '<w:spacing w:after="120" w:line="240"/><w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    ends = f"<w:p><w:pPr>{section}</w:pPr></w:p>"
    text = p("1.\tOne.", TEXT.format(0, 0)) + EMPTY.format(100)
    made = brought_in(word_file_of(text + ends + p("2.\tTwo.", TEXT.format(0, 0))))
    assert spaces(made) == [None, 5]


def test_a_heading_keeps_the_letters_that_an_editor_has_condensed() -> None:
    run = '<w:r><w:rPr><w:spacing w:val="-4"/></w:rPr><w:t>A. Mandates and background</w:t></w:r>'
    heading = f'<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>{run}</w:p>'
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/></w:style>'
    made = brought_in(word_file_of(p("1.\tOne.") + heading + p("2.\tTwo."), styles=styles))
    (found,) = (block for block in blocks(made) if isinstance(block, Heading))
    assert found.letters == Letters(-0.2, 1.0)
    runs = part(writer("docx")(made, Options()).data, "word/document.xml").iter(f"{W}spacing")
    assert "-4" in {run.get(f"{W}val") for run in runs}


def test_a_heading_begins_and_ends_where_an_editor_has_put_it() -> None:
    indents = '<w:ind w:left="1267" w:right="{}" w:hanging="1267"/>'
    styles = '<w:style w:type="paragraph" w:styleId="H4"><w:name w:val="_ H_4"/></w:style>'
    at_margin = p("Resolutions adopted", '<w:pStyle w:val="H4"/>' + indents.format(40))
    usual = p("\t\tDecisions adopted", '<w:pStyle w:val="H4"/>' + indents.format(1260))
    body = p("1.\tOne.") + at_margin + p("2.\tTwo.") + usual + p("3.\tThree.")
    made = brought_in(word_file_of(body, styles=styles))
    edges = [block.edges for block in blocks(made) if isinstance(block, Heading)]
    assert edges == [HeadingEdges(0, 2), HeadingEdges()]
    page = pypdfium2.PdfDocument(writer("pdf")(made, Options()).data)[0].get_textpage()
    lefts = [page.get_charbox(page.search(word).get_next()[0])[0] for word in ("Resolutions", "Decisions")]
    assert lefts[1] - lefts[0] == pytest.approx(63.35, abs=1)
    found = {
        i.get(f"{W}hanging") for i in part(writer("docx")(made, Options()).data, "word/document.xml").iter(f"{W}ind")
    }
    assert "1267" in found


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_word_has_them_and_gives_them_back(document: Document) -> None:
    data = writer("docx")(document, Options()).data
    assert spaces(brought_in(data)) == spaces(document)
    (three,) = (e for e in part(data, "word/document.xml").iter(f"{W}p") if "Three." in "".join(e.itertext()))
    found = three.find(f"{W}pPr/{W}spacing")
    assert (found.get(f"{W}before"), found.get(f"{W}after")) == ("540", "180")


def test_opendocument_has_them(document: Document) -> None:
    styles = etree.tostring(part(writer("odt")(document, Options()).data, "styles.xml")).decode()
    assert re.search(r'fo:margin-top="27pt"', styles) and re.search(r'fo:margin-top="18pt"', styles)
