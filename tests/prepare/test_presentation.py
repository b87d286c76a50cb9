"""Page breaks and frames that the metadata ask for: in the prepared document, in PDF, Word and HTML."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from lxml import etree

from pipeline.document import Block, Document, Look, Table
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.write import Options
from pipeline.write.docx.writer import write as write_docx
from pipeline.write.html.page import write as write_html
from pipeline.write.pdf.writer import write as write_pdf
from tests.prepare.samples import source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """<mainBody><paragraph eId="para_1"><num>1.</num><content><p>First words.</p></content></paragraph>
<paragraph eId="para_2"><num>2.</num><content><p>Second words.</p></content></paragraph>
<paragraph eId="para_3"><content><table eId="box"><tr><td><p>Summary of it</p></td></tr><tr><td><p>Words inside.</p>
<table><tr><td><p>2024</p></td><td><p>100</p></td></tr><tr><td><p>2025</p></td><td><p>200</p></td></tr></table>
<p>Words after.</p></td></tr></table></content></paragraph>
<paragraph eId="para_4"><num>4.</num><content><p>Last words.</p></content></paragraph></mainBody>"""


def layout(*entries: str) -> str:
    return f'<presentation source="#e"><akn4un:layout>{"".join(entries)}</akn4un:layout></presentation>'


def blocks(document: Document) -> list[Block]:
    return list(document.parts[0].blocks)


BREAK = layout('<akn4un:pageBreak for="#para_2"/>', '<akn4un:pageBreak for="#nowhere"/>')


def test_a_page_begins_with_the_element_that_the_metadata_name() -> None:
    assert [b.page_break for b in blocks(prepare(source(TEXT, meta=BREAK)))][:3] == [False, True, False]
    assert not any(b.page_break for b in blocks(prepare(source(TEXT))))


def test_pdf_and_word_break_the_page_there() -> None:
    document = prepare(source(TEXT, meta=BREAK))
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_pdf(document, Options()).data)
    ]
    assert len(pages) == 2 and "First words." in pages[0] and "Second words." in pages[1]
    assert len(list(word(document).iter(f"{W}pageBreakBefore"))) == 1


def word(document: Document) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write_docx(document, Options()).data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_a_column_that_holds_a_table_is_a_frame_around_text_and_table() -> None:
    found = blocks(prepare(source(TEXT)))
    framed = [b for b in found if b.frame]
    assert [b.text if not isinstance(b, Table) else f"{len(b.rows)} rows" for b in framed] == [
        "Summary of it", "Words inside.", "2 rows", "Words after.",
    ]  # fmt: skip
    assert len({b.frame for b in framed}) == 1 and not found[-1].frame


def test_word_has_the_table_in_a_table_and_html_both_in_one_frame() -> None:
    document = prepare(source(TEXT))
    assert len(word(document).findall(f".//{W}tc//{W}tbl")) == 1
    page = write_html(document, Options()).data.decode()
    assert page.count('<div class="frame">') == 1
    words = ("Second words.", '<div class="frame">', "Summary of it", "<table", "Words after.", "Last words.")
    places = [page.index(one) for one in words]
    assert places == sorted(places)


@pytest.mark.parametrize(("name", "writer"), [("pdf", write_pdf), ("docx", write_docx), ("html", write_html)])
def test_nothing_of_a_frame_is_lost(name: str, writer: object) -> None:
    given = source(TEXT)
    proof = prove(given, writer(prepare(given), Options()).data, name)  # type: ignore[operator]
    assert proof.recall == 1.0 and not proof.lacks


def test_a_column_of_text_is_a_frame_where_the_metadata_say_so_and_a_box_elsewhere() -> None:
    inside = """<mainBody><paragraph eId="para_1"><content><table eId="box"><tr><td><p>Words.</p></td></tr></table>
    </content></paragraph></mainBody>"""
    assert isinstance(blocks(prepare(source(inside)))[0], Table)
    stated = blocks(prepare(source(inside, meta=layout('<akn4un:frame for="#box"/>'))))
    assert stated[0].frame and not isinstance(stated[0], Table)


def test_a_block_stands_on_a_landscape_page_where_the_metadata_say_so() -> None:
    document = prepare(source(TEXT, meta=layout('<akn4un:landscape for="#para_2"/>')))
    assert [b.landscape for b in blocks(document)][:3] == [False, True, False]
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(write_pdf(document, Options()).data)]
    assert len(sizes) == 3
    assert len([s for s in word(document).iter(f"{W}pgSz") if s.get(f"{W}orient") == "landscape"]) == 1


WIDE = """<mainBody><table eId="t" style="width: 300pt"><col width="40"/><col width="200"/>
<tr><td style="width: 30pt"><p>2024</p></td><td><p><i>100</i></p></td></tr></table>
<paragraph eId="para_2"><num>2.</num><content><p>Words.</p></content></paragraph>
<table eId="box"><tr><td><p>In a frame.</p></td></tr></table></mainBody>"""
LOOKS = layout(
    '<akn4un:pageBreak for="#para_2"/>', '<akn4un:landscape for="#para_2"/>', '<akn4un:frame for="#box"/>'
)  # fmt: skip


def test_a_plain_document_has_the_words_and_the_emphasis_but_no_look_of_the_word_file() -> None:
    own, plain = (prepare(source(WIDE, meta=LOOKS), plain=plain) for plain in (False, True))
    table, paragraph, *_ = blocks(own)
    assert isinstance(table, Table) and table.width == 300.0 and table.columns[1].width
    assert paragraph.page_break and paragraph.landscape and blocks(own)[-1].frame
    table, paragraph, box = blocks(plain)
    assert isinstance(table, Table) and table.width is None and table.width_share is None
    assert [column.width for column in table.columns] == [None, None]
    assert not paragraph.page_break and not paragraph.landscape and isinstance(box, Table) and not box.frame
    assert [p.text for p in own.paragraphs()] == [p.text for p in plain.paragraphs()]
    looks = [inline.look for cell in table.rows[0].cells for inline in cell.blocks[0].inlines]
    assert looks == [Look.PLAIN, Look.ITALIC]
