"""Lists of contents: from a Word file over XML to every format, with pages made again."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from pipeline.document import Document, Heading, Paragraph, Rank, Role
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import parse_bytes
from pipeline.write import FORMATS, Options, writer
from tests.intake.wordfile import p, style, word_file_of

SENTENCE = "The tide was measured at noon in every harbour of the coast, and the lamps were counted. "


def row(words: str, page: str, left: int) -> str:
    """Return a row of a list of contents as the Word files of the United Nations have it."""
    indent = f'<w:ind w:left="{left}"/>' if left else ""
    cells = (f"<w:tc><w:tcPr/>{p(words, indent)}</w:tc>", f"<w:tc><w:tcPr/>{p(page)}</w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


ROWS = (
    row("", "Page", 0),
    row("I.\tHarbours", "2", 1296),
    row("A.\tLights", "2", 1728),
    row("II.\tTides", "9", 1296),
    row("\tAnnexes", "", 0),
    row("I.\tCharts", "12", 1296),
    row("III.\tNowhere", "14", 1296),
)


def file(contents: str) -> bytes:
    """Return a report with a list of contents."""
    text = "".join(p(SENTENCE * 9, style("SingleTxt")) for _ in range(6))
    body = (
        p("Harbour lights", style("TitleHCH")) + p("Report of the Keeper", style("TitleH1")) + contents
        + p("\tI.\tHarbours", style("HCh")) + text + p("\tA.\tLights", style("H1")) + text
        + p("\tII.\tTides", style("HCh")) + text
        + p("Annex I", style("HCh")) + p("Charts", style("HCh")) + p(SENTENCE, style("SingleTxt"))
    )  # fmt: skip
    names = {"TitleHCH": "Title_H_CH", "TitleH1": "Title_H1", "SingleTxt": "__Single Txt", "HCh": "_ H _Ch",
             "H1": "_ H_1", "TOC1": "toc 1", "TOC2": "toc 2"}  # fmt: skip
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    return word_file_of(body, styles=styles)


TABLE = p("Contents", style("HCh")) + f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(ROWS)}</w:tbl>"
FIELD = (
    p("Contents", style("HCh")) + p("I.\tHarbours\t2", style("TOC1")) + p("A.\tLights\t2", style("TOC2"))
    + p("II.\tTides\t9", style("TOC1"))
)  # fmt: skip


@cache
def imported(contents: str = TABLE) -> tuple[Imported, Document]:
    """Return the import of a report, and the document prepared of it."""
    done = import_bytes(file(contents), Path("report.docx"))
    return done, prepare(parse_bytes(done.data, Path("report.xml")))


def entries(document: Document) -> list[Paragraph]:
    return [b for b in document.blocks() if isinstance(b, Paragraph) and b.role is Role.CONTENTS]


def test_each_entry_has_its_level_its_number_and_the_page_that_the_file_prints() -> None:
    found = [(entry.level, entry.text, entry.page) for entry in entries(imported()[1])]
    assert found == [
        (1, "I. Harbours", "2"), (2, "A. Lights", "2"), (1, "II. Tides", "9"), (0, "Annexes", ""),
        (1, "I. Charts", "12"), (1, "III. Nowhere 14", ""),
    ]  # fmt: skip


def test_lines_in_words_own_styles_are_entries_too() -> None:
    found = [(entry.level, entry.text, entry.page) for entry in entries(imported(FIELD)[1])]
    assert found == [(1, "I. Harbours", "2"), (2, "A. Lights", "2"), (1, "II. Tides", "9")]


def test_an_entry_without_heading_keeps_its_page_and_is_a_doubt() -> None:
    done, _ = imported()
    assert [doubt.met for doubt in done.doubts if "Nowhere" in doubt.met] == ["no heading reads “III. Nowhere”"]


def test_nothing_of_it_is_lost_and_the_xml_is_valid() -> None:
    done, _ = imported()
    assert done.is_valid
    assert [row.name for row in done.arrived if not row.is_whole] == []


def test_the_heading_above_it_is_not_a_chapter() -> None:
    ranks = {b.text: b.rank for b in imported()[1].blocks() if isinstance(b, Heading)}
    assert ranks["Contents"] is Rank.CONTENTS
    assert (ranks["Harbour lights"], ranks["Report of the Keeper"]) == (Rank.TITLE, Rank.SUBTITLE)


def test_a_pdf_prints_the_pages_on_which_the_headings_are() -> None:
    data = writer("pdf")(imported()[1], Options()).data
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    first = pages[0].splitlines()
    assert any(line.strip() == "Page" for line in first)
    for words, heading in (("I. Harbours", "I. Harbours"), ("A. Lights", "A. Lights"), ("II. Tides", "II. Tides")):
        printed = next(line for line in first if line.startswith(words) and line.rstrip()[-1:].isdecimal())
        number = int(printed.rpartition(".")[2])
        assert f"..{number}" in printed.replace(" ", "")
        assert any(line.strip() == heading for line in pages[number - 1].splitlines())


def test_word_has_the_pages_as_fields() -> None:
    data = writer("docx")(imported()[1], Options()).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    assert text.count(" PAGEREF ") == 4
    assert 'w:leader="dot"' in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()


def test_a_web_page_leads_to_the_headings() -> None:
    data = writer("html")(imported()[1], Options()).data.decode()
    assert data.count('href="#sec_II"') >= 1
    assert 'class="contents-1"' in data


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_has_the_words_of_the_source(name: str) -> None:
    done, document = imported()
    source = parse_bytes(done.data, Path("report.xml"))
    assert prove(source, writer(name)(document, Options()).data, name).recall == 1.0


def test_the_word_file_made_of_it_comes_back_the_same() -> None:
    done, document = imported()
    again = import_bytes(writer("docx")(document, Options()).data, Path("report.docx"))
    found = prepare(parse_bytes(again.data, Path("report.xml")))
    assert [(e.level, e.text, e.page) for e in entries(found)] == [(e.level, e.text, e.page) for e in entries(document)]
    assert again.data.count(b"<tocItem") == done.data.count(b"<tocItem")
