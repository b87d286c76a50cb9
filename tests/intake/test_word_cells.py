"""How a Word file sets the cells of its tables: leading, distances from the edges of cells, first lines, letters."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Align, CellSetting, Document, Letters, Paragraph, Role, Table, Text, Valign
from pipeline.intake.importing import import_bytes
from pipeline.prepare import prepare
from pipeline.prepare.walk.settings import cell_letters, cell_setting
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.intake.wordfile import word_file_of
from tests.write.pdf.write_pdf_tools import line_begins

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="Normal"/><w:pPr>'
    '<w:spacing w:after="120" w:line="240" w:lineRule="{rule}"/></w:pPr><w:rPr><w:spacing w:val="4"/>'
    '<w:w w:val="103"/><w:sz w:val="17"/></w:rPr></w:style>'
)
PADDING = '<w:tblCellMar><w:left w:w="20" w:type="dxa"/><w:right w:w="10" w:type="dxa"/></w:tblCellMar>'
END = '<w:jc w:val="right"/>'
STOPS = '<w:tabs><w:tab w:val="left" w:pos="288"/><w:tab w:val="left" w:pos="576"/></w:tabs>'
PLAIN = '<w:p><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>The end of the lamps.</w:t></w:r></w:p>'
CLOSE = '<w:spacing w:val="0"/><w:w w:val="100"/>'
CLOSED = f'<w:r><w:rPr>{CLOSE}</w:rPr><w:t xml:space="preserve"> at noon, once more</w:t></w:r></w:p>'
HANGING = 'w:left="576" w:hanging="576"'
WORDS = "The lamps of the northern harbour were counted by their keeper at noon and once more in the evening"


def cell(words: str, properties: str = "", looks: str = "", of_cell: str = "") -> str:
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in words.split("\t"))
    made = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{looks}</w:rPr>{runs}</w:r></w:p>"
    return f"<w:tc><w:tcPr>{of_cell}</w:tcPr>{made}</w:tc>"


def exact(line: int, indents: str = 'w:left="144" w:right="40"') -> str:
    return f'<w:spacing w:before="40" w:after="80" w:line="{line}" w:lineRule="exact"/><w:ind {indents}/>'


def word_file(rule: str = "exact") -> bytes:
    rows = (
        cell(WORDS, exact(190)) + cell("12", exact(190) + END, of_cell='<w:vAlign w:val="bottom"/>'),
        cell("\tOf which", exact(190, 'w:left="0" w:right="40"')) + cell("7", exact(190) + END),
        cell(f"1.1.5\t{WORDS}", exact(190, HANGING)) + cell("No", exact(200), '<w:sz w:val="14"/>'),
        cell(f"2.1\t{WORDS} and once at night", STOPS + exact(190)) + cell("Three", exact(190)),
        cell("Keepers of the lamps", "<w:keepNext/>" + exact(190), CLOSE) + cell("Two", exact(190)),
        cell("Counted", exact(190)).replace("</w:p>", CLOSED) + cell("3", exact(190)),
    )  # fmt: skip
    if rule != "exact":
        rows = tuple(row.replace('w:lineRule="exact"', f'w:lineRule="{rule}"') for row in rows)
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    table = f"<w:tbl><w:tblPr>{PADDING}</w:tblPr>{grid}{body}</w:tbl>"
    first = "<w:p><w:r><w:t>The lamps</w:t></w:r></w:p>"
    properties = f'<w:spacing w:line="210" w:lineRule="{rule}"/><w:ind w:left="288" w:hanging="475"/>'
    note = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>Note: {WORDS}, {WORDS}, {WORDS}.</w:t></w:r></w:p>"
    return word_file_of(f"{first}{table}{note}{PLAIN}{first}", styles=STYLES.format(rule=rule))


@cache
def xml(rule: str = "exact") -> bytes:
    return import_bytes(word_file(rule), Path("text.docx")).data


def read(data: bytes, *, plain: bool = False) -> Document:
    return prepare(parse_bytes(data, Path("text.xml")), plain=plain)


def table(document: Document) -> Table:
    return next(block for block in document.blocks() if isinstance(block, Table))


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for row in table(document).rows for cell in row.cells for block in cell.blocks]


def test_leading_is_said_once_for_the_table_and_where_a_paragraph_differs() -> None:
    assert b'<table style="line-height:9.5pt"' in xml()
    found = {p.text: (p.setting.leading, p.setting.size) for p in paragraphs(read(xml())) if p.setting}
    assert found[WORDS] == (9.5, None)
    assert found["No"] == (10.0, 7.0)


def test_distances_are_those_from_the_edge_of_the_cell() -> None:
    first = paragraphs(read(xml()))[0].setting
    assert first == CellSetting(before=2, right=2.5, after=4, left=8.2, leading=9.5)


def test_a_tab_at_the_beginning_moves_the_first_line_to_its_stop() -> None:
    found = next(p for p in paragraphs(read(xml())) if p.text == "Of which")
    assert found.setting is not None
    assert found.setting.first == 36.0


def test_what_hangs_before_the_first_tab_is_a_label() -> None:
    found = next(p for p in paragraphs(read(xml())) if p.text.startswith("1.1.5"))
    assert [run.text for run in found.label] == ["1.1.5"]
    assert found.setting is not None
    assert found.setting.first == -28.8


def test_a_label_without_hanging_line_has_the_stop_after_it() -> None:
    found = next(p for p in paragraphs(read(xml())) if p.text.startswith("2.1"))
    assert [run.text for run in found.label] == ["2.1"]
    assert found.setting is not None
    assert found.setting.tab == 21.6  # the stop at 28.8, 7.2 further in than the paragraph


def test_letters_and_vertical_alignment_come_along() -> None:
    document = read(xml())
    assert next(p.letters for p in paragraphs(document) if p.text.startswith("Keepers")) == Letters(0.0, 1.0)
    assert [row.cells[1].valign for row in table(document).rows[:2]] == [Valign.BOTTOM, Valign.TOP]


def test_a_part_of_a_short_line_is_condensed_too() -> None:
    (last,) = [p for p in paragraphs(read(xml())) if p.text.startswith("Counted")]
    assert [run.letters for run in last.inlines if isinstance(run, Text)] == [None, Letters(0.0, 1.0)]


def test_figures_at_the_start_of_their_cell_stay_there() -> None:
    rows = table(read(xml())).rows
    assert (rows[0].cells[1].align, rows[-1].cells[1].align) == (Align.DECIMAL, Align.START)


def test_a_line_in_the_type_of_tables_below_one_is_a_note_to_it() -> None:
    note, end, *_ = [
        b for b in read(xml()).blocks() if isinstance(b, Paragraph) and b.text.startswith(("Note", "The end"))
    ]
    assert (note.role, end.role) == (Role.TABLE_NOTE, Role.TEXT)
    assert note.setting is not None
    assert (note.setting.left, note.setting.first) == (14.4, -23.75)


def test_a_row_that_stays_with_the_next_one_does_so() -> None:
    rows = table(read(xml())).rows
    assert [any(p.keep_with_next for c in row.cells for p in c.blocks) for row in rows[-2:]] == [True, False]


def test_a_table_whose_lines_are_not_exact_is_set_as_the_form_says() -> None:
    assert {p.setting for p in paragraphs(read(xml("auto")))} == {None}
    assert table(read(xml("auto"))).leading is None


def test_plain_leaves_it_out() -> None:
    document = read(xml(), plain=True)
    assert {p.setting for p in paragraphs(document)} == {None}
    assert {p.letters for p in paragraphs(document)} == {None}


def test_a_pdf_sets_lines_so_far_apart_and_so_far_in() -> None:
    data = writer("pdf")(read(xml()), Options()).data
    lines = line_begins(data, WORDS)
    assert [a[1] - b[1] for a, b in pairwise(lines)] == pytest.approx([9.5] * (len(lines) - 1), abs=0.05)
    edge = lines[0][0] - 8.2
    assert line_begins(data, "Of which")[0][0] == pytest.approx(edge + 37.0, abs=0.1)
    assert line_begins(data, WORDS, "2.1")[0][0] == pytest.approx(edge + 29.8, abs=0.1)
    assert line_begins(data, "1.1.5")[0][0] == pytest.approx(edge + 1.0, abs=0.1)


def test_a_word_file_of_it_comes_back_the_same() -> None:
    document = read(xml())
    again = import_bytes(writer("docx")(document, Options()).data, Path("text.docx"))
    found = read(again.data)
    assert [(p.text, p.setting, p.letters) for p in paragraphs(found)] == [
        (p.text, p.setting, p.letters) for p in paragraphs(document)
    ]
    assert [c.align for r in table(found).rows for c in r.cells] == [
        c.align for r in table(document).rows for c in r.cells
    ]
    assert [c.valign for r in table(found).rows for c in r.cells] == [
        c.valign for r in table(document).rows for c in r.cells
    ]


@pytest.mark.parametrize(
    "style",
    ["margin:2pt 2pt 2pt", "margin:2pt 2pt 2pt -1pt", "margin:auto", "line-height:900pt", "font-size:1pt", "margin"],
)
def test_css_that_no_print_has_counts_as_absent(style: str) -> None:
    element = etree.Element("p", style=style)
    assert cell_setting(element) is None
    assert cell_letters(element) is None
