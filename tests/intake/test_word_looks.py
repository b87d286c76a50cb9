"""What a Word file knows of looks: type of tables, widths of columns, condensed paragraphs."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2

from pipeline.document import Document, Letters, Paragraph, Table, Text
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.intake.wordfile import p, style, word_file_of

SENTENCE = "The tide was measured at noon in every harbour of the coast, and the lamps were counted by their keeper. "
CLOSE = '<w:spacing w:val="-10"/><w:w w:val="90"/>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="Normal"/><w:rPr><w:spacing w:val="4"/>'
    '<w:w w:val="103"/><w:sz w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="SingleTxt"><w:name w:val="__Single Txt"/><w:basedOn w:val="Normal"/>'
    "</w:style>"
)


def text(words: str, looks: str = "") -> str:
    run = f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p><w:pPr>{style('SingleTxt')}</w:pPr>{run}</w:p>"


def row(*cells: tuple[str, int]) -> str:
    made = (f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p(words)}</w:tc>' for words, span in cells)
    return f"<w:tr>{''.join(made)}</w:tr>"


GRID = "".join(f'<w:gridCol w:w="{width}"/>' for width in (3000, 2000, 4000))
TABLE = (
    f"<w:tbl><w:tblPr/><w:tblGrid>{GRID}</w:tblGrid>{row(('Lamps of the coast', 2), ('Keeper', 1))}"
    f"{row(('Northern harbour', 1), ('12', 1), ('Anna', 1))}</w:tbl>"
)


@cache
def imported() -> tuple[Imported, Document]:
    """Return the import of a text with a condensed paragraph and a table, and the document prepared of it."""
    body = text(SENTENCE * 3) + text(SENTENCE * 3, CLOSE) + TABLE + text("The end.")
    done = import_bytes(word_file_of(body, styles=STYLES), Path("text.docx"))
    return done, prepare(parse_bytes(done.data, Path("text.xml")))


def table(document: Document) -> Table:
    return next(block for block in document.blocks() if isinstance(block, Table))


def letters(document: Document) -> list[Letters | None]:
    paragraphs = (b for b in document.blocks() if isinstance(b, Paragraph) and b.text.startswith("The tide"))
    return [paragraph.letters for paragraph in paragraphs]


def test_every_column_keeps_its_width_though_a_cell_of_the_first_row_spans_two() -> None:
    assert [column.width for column in table(imported()[1]).columns] == [150.0, 100.0, 200.0]


def test_the_type_of_a_table_is_as_large_as_in_the_file() -> None:
    done, document = imported()
    assert table(document).size == 10.0
    assert b'style="font-size:10pt"' in done.data


def test_a_paragraph_that_an_editor_condensed_is_condensed_and_no_other() -> None:
    assert letters(imported()[1]) == [None, Letters(-0.5, 0.9)]
    assert b'<akn4un:letters for="#' in imported()[0].data


def test_a_pdf_sets_it_so() -> None:
    pdf = pypdfium2.PdfDocument(writer("pdf")(imported()[1], Options()).data)
    lines = [line.strip() for line in pdf[0].get_textpage().get_text_range().splitlines()]
    begins = [n for n, line in enumerate(lines) if line.startswith("The tide was measured at noon")]
    ends = [n for n, line in enumerate(lines) if line.endswith("keeper.")]
    plain, close = begins[0], begins[1]
    assert len(lines[close]) > len(lines[plain])
    assert ends


def test_a_word_file_sets_it_so_and_comes_back_the_same() -> None:
    _, document = imported()
    data = writer("docx")(document, Options()).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert '<w:spacing w:val="-10"/><w:w w:val="90"/>' in package.read("word/document.xml").decode()
    again = import_bytes(data, Path("text.docx"))
    found = prepare(parse_bytes(again.data, Path("text.xml")))
    assert letters(found) == letters(document)
    assert [c.width for c in table(found).columns] == [c.width for c in table(document).columns]


def test_plain_leaves_it_out() -> None:
    document = prepare(parse_bytes(imported()[0].data, Path("text.xml")), plain=True)
    assert letters(document) == [None, None]
    assert table(document).size is None


@cache
def partly() -> tuple[Imported, Document]:
    """Return the import of a text with a paragraph of which a third is condensed, and the document prepared of it."""
    run = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    half = "".join(run.format(looks, SENTENCE) for looks in (CLOSE, "", ""))
    body = text(SENTENCE * 3) + f"<w:p><w:pPr>{style('SingleTxt')}</w:pPr>{half}</w:p>" + text("The end.")
    done = import_bytes(word_file_of(body, styles=STYLES), Path("text.docx"))
    return done, prepare(parse_bytes(done.data, Path("text.xml")))


def of_runs(document: Document) -> list[tuple[int, Letters | None]]:
    """Return lengths and letters of the runs of the second paragraph."""
    paragraph = [b for b in document.blocks() if isinstance(b, Paragraph) and b.text.startswith("The tide")][1]
    return [(len(run.text), run.letters) for run in paragraph.inlines if isinstance(run, Text)]


def test_of_a_paragraph_condensed_in_part_that_part_is_condensed() -> None:
    done, document = partly()
    assert b'<span style="letter-spacing:-0.5pt;font-stretch:90%">The tide' in done.data
    (first, condensed), (_, rest) = of_runs(document)
    assert (first, condensed, rest) == (len(SENTENCE), Letters(-0.5, 0.9), None)


def test_a_pdf_sets_that_part_so() -> None:
    data = writer("pdf")(partly()[1], Options()).data
    first = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().splitlines()
    begins = [line for line in first if line.startswith("The tide")]
    assert len(begins[1]) > len(begins[0])


def test_a_word_file_of_that_part_comes_back_the_same() -> None:
    _, document = partly()
    again = import_bytes(writer("docx")(document, Options()).data, Path("text.docx"))
    assert of_runs(prepare(parse_bytes(again.data, Path("text.xml")))) == of_runs(document)


def test_plain_leaves_letters_of_a_part_out() -> None:
    document = prepare(parse_bytes(partly()[0].data, Path("text.xml")), plain=True)
    assert {letters for _, letters in of_runs(document)} == {None}
