"""Measures of Word files that no form has: units, automatic spaces, columns and edges that a page has no room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.akn.names import local
from pipeline.document import Heading, HeadingEdges, Letters, Newspaper, Paragraph, Table
from pipeline.forms import form_for
from pipeline.intake.importing import Imported, import_bytes
from pipeline.layout.cells import CellNeeds
from pipeline.layout.frames import framed
from pipeline.layout.landscape import columned
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from tests.intake.wordfile import p, style, word_file_of

OPENING = p("The tide was measured at noon in every harbour of the coast by the keeper of the lamps.")
LATER = p("The lamps were counted.")
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing '
    'w:line="240" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
)
SIZE = (
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1200" w:bottom="1440" w:left="1200" w:gutter="0"/>'
)


def imported(body: str, **parts: str) -> Imported:
    return import_bytes(word_file_of(body, styles=STYLES, **parts), Path("tides.docx"))


def blocks(body: str, **parts: str) -> list[Paragraph | Heading | Table]:
    done = imported(body, **parts)
    assert done.is_valid
    return [b for b in done.document.blocks() if isinstance(b, Paragraph | Heading | Table)]


def heading(indents: str, text: str = "") -> Heading:
    """Return a heading with these indents below a text with others."""
    words = p("The tide was measured at noon in every harbour of the coast.", text)
    return next(b for b in blocks(words + p("Lamps", style("H1") + indents) + LATER) if isinstance(b, Heading))


def columns(cols: str) -> Newspaper | None:
    section = f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/>{SIZE}{cols}</w:sectPr></w:pPr></w:p>'
    return blocks(OPENING + section + LATER)[0].newspaper


@pytest.mark.parametrize("given", ["144", "7.2pt", "144.0000001", "0.1in", "2.54mm"])
def test_a_measure_may_have_a_fraction_or_a_unit_as_strict_files_have(given: str) -> None:
    assert blocks(OPENING + p("Lamps.", f'<w:spacing w:before="{given}"/>'))[1].above == 7.2


def test_the_size_of_type_may_have_a_unit() -> None:
    large = LATER.replace("<w:r>", '<w:r><w:rPr><w:sz w:val="12pt"/></w:rPr>')
    cell = f'<w:tbl><w:tblGrid><w:gridCol w:w="150pt"/></w:tblGrid><w:tr><w:tc>{large}</w:tc></w:tr></w:tbl>'
    table = blocks(OPENING + cell)[1]
    assert isinstance(table, Table)
    assert (table.size, table.columns[0].width) == (12, 150)


@pytest.mark.parametrize(
    ("spacing", "above"),
    [
        ('w:before="400" w:beforeAutospacing="1"', 14),
        ('w:before="400" w:beforeAutospacing="0"', 20),
        ('w:before="10" w:beforeLines="150"', 18),
        ('w:before="10" w:beforeLines="0"', 0.5),
        ('w:before="-400"', 0),
    ],
)
def test_spaces_are_automatic_or_in_lines_where_word_says_so(spacing: str, above: float) -> None:
    assert blocks(OPENING + p("Lamps.", f"<w:spacing {spacing}/>"))[1].above == above


def test_paragraphs_of_one_style_are_close_where_word_joins_them() -> None:
    close = '<w:spacing w:before="400" w:after="400"/><w:contextualSpacing/>'
    found = blocks(OPENING + p("One lamp.", close) + p("Two lamps.", close) + p("Three", style("H1")))
    assert [b.above for b in found] == [None, 0, 0, 20]


@pytest.mark.parametrize("line", ["0", "-240", "20", "31680"])
def test_a_leading_that_no_print_has_is_left_to_the_form(line: str) -> None:
    lines = blocks(OPENING + p("Lamps.", f'<w:spacing w:line="{line}" w:lineRule="exact"/>'))
    assert lines[1].leading in (None, 11.5)


@pytest.mark.parametrize("looks", ['<w:w w:val="-50"/>', '<w:w w:val="1"/>', '<w:spacing w:val="-40"/>'])
def test_letters_that_cannot_be_read_are_set_as_the_style_has_them(looks: str) -> None:
    line = blocks(OPENING + LATER.replace("<w:r>", f"<w:r><w:rPr>{looks}</w:rPr>"))[1]
    assert isinstance(line, Paragraph)
    assert line.letters is None


def test_letters_in_per_cent_and_points_are_read() -> None:
    looks = '<w:rPr><w:spacing w:val="-0.5pt"/><w:w w:val="90%"/></w:rPr>'
    line = blocks(OPENING + LATER.replace("<w:r>", f"<w:r>{looks}"))[1]
    assert isinstance(line, Paragraph)
    assert line.letters == Letters(-0.5, 0.9)


@pytest.mark.parametrize(
    ("cols", "found"),
    [
        ('<w:cols w:num="2" w:space="18pt"/>', Newspaper(2, 18)),
        ('<w:cols w:num="2" w:space="-400"/>', Newspaper(2, 0)),
        ('<w:cols w:num="2"><w:col w:w="2000" w:space="200"/></w:cols>', Newspaper(2, 36)),
        ('<w:cols w:num="2" w:space="90000"/>', None),
        ('<w:cols w:num="45"/>', None),
        ('<w:cols w:num="-2"/>', None),
    ],
)
def test_columns_have_room_on_a_page(cols: str, found: Newspaper | None) -> None:
    assert columns(cols) == found


def test_a_section_may_end_within_a_content_control() -> None:
    end = f'<w:p><w:pPr><w:sectPr>{SIZE}<w:cols w:num="2" w:space="240"/></w:sectPr></w:pPr></w:p>'
    control = f"<w:sdt><w:sdtContent>{LATER}{end}</w:sdtContent></w:sdt>"
    rest = f'<w:sectPr><w:type w:val="continuous"/>{SIZE}</w:sectPr>'
    found = [block.newspaper for block in blocks(OPENING + control + p("One lamp.") + rest)]
    assert found == [Newspaper(2, 12), Newspaper(2, 12), None]


def test_columns_of_several_widths_are_a_doubt() -> None:
    cols = '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="2000" w:space="200"/><w:col w:w="7000"/></w:cols>'
    done = imported(OPENING + f"<w:sectPr>{SIZE}{cols}</w:sectPr>")
    assert [(d.met, d.chosen) for d in done.doubts if d.place == "sections"] == [
        ("columns of several widths", "columns of the same width")
    ]


def test_a_heading_at_the_edge_of_a_text_at_the_margin_is_at_the_edge_of_the_text() -> None:
    assert heading("").edges == HeadingEdges()
    assert heading('<w:ind w:left="720"/>').edges.start == pytest.approx(63.35 + 36)
    assert heading("", '<w:ind w:left="1267" w:right="1267"/>').edges == HeadingEdges(0, 0)


@pytest.mark.parametrize("indents", ['<w:ind w:left="20000"/>', '<w:ind w:left="5000" w:right="5000"/>'])
def test_edges_of_a_heading_leave_room_for_its_words(indents: str) -> None:
    assert heading(indents).edges == HeadingEdges()


def test_columns_of_a_table_have_no_width_that_no_page_has() -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (-5000, 99_999, 3000))
    cells = "".join(f"<w:tc>{p(word)}</w:tc>" for word in ("One", "two", "three"))
    table = blocks(OPENING + f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>")[1]
    assert isinstance(table, Table)
    assert [column.width for column in table.columns] == [None, None, 150]


def test_a_row_begins_within_its_table() -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr><w:tc>{p("Lamps")}</w:tc></w:tr>'
    assert imported(OPENING + f"<w:tbl>{row}</w:tbl>").is_valid


def test_a_table_in_columns_fits_in_its_column() -> None:
    exact = '<w:spacing w:line="200" w:lineRule="exact"/>'
    grid = '<w:gridCol w:w="4000"/><w:gridCol w:w="4000"/>'
    cells = f"<w:tc>{p('Lamps', exact)}</w:tc><w:tc>{p('Tides', exact)}</w:tc>"
    table = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    done = imported(OPENING + table + LATER + f'<w:sectPr>{SIZE}<w:cols w:num="2" w:space="400"/></w:sectPr>')
    document = prepare(parse_bytes(done.data, Path("tides.xml")))
    found = next(b for b in document.blocks() if isinstance(b, Table))
    assert found.newspaper == Newspaper(2, 20)
    form = columned(form_for(document.identity), found.newspaper)
    needs = CellNeeds(found, form, "en", False)
    assert framed(found, form, needs.columns).width <= form.page.measure + form.table.pad_right


def test_a_label_names_no_level_below_its_own() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="-5"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2%9"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = p("The lamps were counted.", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    root = parse_bytes(imported(OPENING + numbered, numbering=numbering).data, Path("tides.xml")).root
    assert [e.text for e in root.iter("*") if isinstance(e.tag, str) and local(e) == "num"] == ["0."]
