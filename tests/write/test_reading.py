"""Tests of reading words back from files."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.prove.fold import tokens
from pipeline.write.docx import read as docx
from pipeline.write.html import read as html
from pipeline.write.pdf import read as pdf_files
from pipeline.write.reading import Sort
from pipeline.write.text import read as text_files

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def page(inside):
    return f"<!doctype html><html><head><title>Copy</title></head><body>{inside}</body></html>".encode()


def package(document, **parts):
    """Return a DOCX with this document part and others by name ("footnotes")."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {_W} {_R}><w:body>{document}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:part {_W} {_R}>{content}</w:part>")
        relation = '<Relationship Id="{}" Target="{}.xml"/>'
        relations = "".join(relation.format(f"r{name}", name) for name in parts)
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
    return buffer.getvalue()


def run(text, before=""):
    return f"<w:r>{before}<w:t>{text}</w:t></w:r>"


def test_text_is_read_as_it_is():
    assert tokens(text_files.read("Déclaration\n de Bamako".encode()).seen) == ["déclaration", "de", "bamako"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>copy</p>",
        '<p style="display: none">copy</p>',
        '<p style="visibility:hidden">copy</p>',
        '<span aria-hidden="true">copy</span>',
        "<script>copy</script>",
        "<style>copy</style>",
        "<template>copy</template>",
        "<nav>copy</nav>",
        "<!-- copy -->",
    ],
)
def test_a_hidden_copy_in_a_page_does_not_count(hidden):
    assert tokens(html.read(page(f"<p>seen</p>{hidden}<p>too</p>")).seen) == ["seen", "too"]


def test_inline_elements_of_a_page_do_not_break_words():
    assert tokens(html.read(page("<p>Su<em>pplé</em>ment n<sup>o</sup> 1</p>")).seen) == ["supplément", "no", "1"]


def test_blocks_of_a_page_break_words():
    assert tokens(html.read(page("<p>one</p><p>two</p>")).seen) == ["one", "two"]


def test_a_note_mark_of_a_page_does_not_join_the_figure_before_it():
    marked = page('<p>2022<a role="doc-noteref" href="#n">1</a></p>')
    assert tokens(html.read(marked).seen) == ["2022", "1"]


def test_document_and_footnotes_of_a_docx_are_read():
    data = package(f"<w:p>{run('text')}</w:p>", footnotes=f"<w:footnote><w:p>{run('note')}</w:p></w:footnote>")
    assert tokens(docx.read(data).seen) == ["text", "note"]


def test_a_hidden_run_of_a_docx_does_not_count():
    hidden = run("copy", "<w:rPr><w:vanish/></w:rPr>")
    assert tokens(docx.read(package(f"<w:p>{run('seen')}{hidden}</w:p>")).seen) == ["seen"]


def test_deleted_text_of_a_docx_is_seen_struck_and_apart_from_what_is_beside_it():
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    found = docx.read(package(f"<w:p>{run('seen')}{deleted}</w:p>"))
    assert tokens(found.seen) == ["seen", "gone"]
    assert found.counted(Sort.DELETION) == ("gone",)


def test_the_words_of_a_text_box_of_a_docx_are_read_once_and_apart_from_those_around_it():
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:pict></w:r>"
    found = docx.read(package(f"<w:p>{run('be')}{box}{run('fore')}</w:p><w:p>{run('after')}</w:p>"))
    assert tokens(found.seen) == ["be", "box", "fore", "after"]


def test_what_is_in_no_paragraph_of_a_docx_is_not_read():
    assert tokens(docx.read(package(f"<w:p>{run('text')}</w:p>{run('lost')}")).seen) == ["text"]


def test_the_first_page_header_of_a_docx_counts_and_the_running_head_does_not():
    references = (
        '<w:headerReference w:type="first" r:id="rheader1"/><w:headerReference w:type="default" r:id="rheader2"/>'
    )
    section = f"<w:sectPr>{references}<w:titlePg/></w:sectPr>"
    data = package(
        f"<w:p>{run('text')}</w:p>{section}",
        header1=f"<w:p>{run('masthead')}</w:p>",
        header2=f"<w:p>{run('copy')}</w:p>",
    )
    assert tokens(docx.read(data).seen) == ["masthead", "text"]


def test_a_first_page_header_that_is_not_switched_on_does_not_count():
    section = '<w:sectPr><w:headerReference w:type="first" r:id="rheader1"/></w:sectPr>'
    data = package(f"<w:p>{run('text')}</w:p>{section}", header1=f"<w:p>{run('masthead')}</w:p>")
    assert tokens(docx.read(data).seen) == ["text"]


def test_runs_of_a_docx_join_and_tabs_and_paragraphs_part():
    document = f"<w:p>{run('Supplé')}{run('ment')}<w:r><w:tab/></w:r>{run('a')}</w:p><w:p>{run('b')}</w:p>"
    assert tokens(docx.read(package(document)).seen) == ["supplément", "a", "b"]


def test_a_custom_note_mark_of_a_docx_does_not_join_the_figure_before_it():
    marked = run("1", '<w:footnoteReference w:id="2" w:customMarkFollows="1"/>')
    assert tokens(docx.read(package(f"<w:p>{run('2022')}{marked}{run('5')}</w:p>")).seen) == ["2022", "1", "5"]


def test_the_automatic_number_of_a_footnote_is_read_at_its_mark_and_in_the_note():
    references = "".join(f'<w:r><w:footnoteReference w:id="{i}"/></w:r>' for i in (5, 6))
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r>{run("n")}</w:p></w:footnote>' for i in (5, 6)
    )
    data = package(f"<w:p>{run('a')}{references}</w:p>", footnotes=notes)
    assert tokens(docx.read(data).seen) == ["a", "1", "2", "1", "n", "2", "n"]


def test_automatic_numbers_of_footnotes_begin_where_the_section_says():
    section = '<w:sectPr><w:footnotePr><w:numStart w:val="4"/></w:footnotePr></w:sectPr>'
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    assert tokens(docx.read(package(f"<w:p>{reference}</w:p>{section}")).seen) == ["4"]


def pdf(*lines):
    """Return a PDF with one page a line."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for line in lines:
        canvas.drawString(100, 700, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_all_pages_of_a_pdf_are_read():
    assert tokens(pdf_files.read(pdf("first page", "second page")).seen) == ["first", "page", "second", "page"]


def test_what_is_not_a_pdf_is_a_value_error():
    with pytest.raises(ValueError, match=r"PDF|Data format|load"):
        tokens(pdf_files.read(b"nothing").seen)
