"""Structure of Word files as a reader sees it: levels, headings by look, titles of tables, hidden and complex text."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.characters.whitespace import Run
from pipeline.document import Look
from pipeline.intake.importing import import_bytes
from pipeline.intake.model.manuscript import RawLine
from pipeline.intake.recognise.document import ImportHints
from pipeline.intake.word.reader import read_word
from pipeline.read import AKN, akn
from tests.intake.wordfile import WordFile, p

PATH = Path("t.docx")
BOLD = "<w:b/>"


def bold(text: str) -> str:
    """Return a paragraph in bold."""
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in text.split("\t"))
    return f"<w:p><w:r><w:rPr>{BOLD}</w:rPr>{runs}</w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of words."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def imported(data: bytes) -> etree._Element:
    """Return the tree of the XML that an import gives."""
    return etree.fromstring(import_bytes(data, Path("t.docx")).data)


def named(root: etree._Element, name: str) -> list[str]:
    """Return the words of all elements of a name."""
    return [" ".join("".join(e.itertext()).split()) for e in root.iter(f"{{{AKN}}}{name}")]


def looks(data: bytes) -> list[Look]:
    """Return the looks of the runs of the first line."""
    line = read_word(data, Path("t.docx")).pieces[0]
    assert isinstance(line, RawLine)
    return [run.look for run in line.runs if isinstance(run, Run)]


def test_hidden_text_is_left_out_and_reported(word_file: WordFile) -> None:
    body = ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>')  # fmt: skip
    manuscript = read_word(word_file(body), Path("t.docx"))
    assert [line.text for line in manuscript.lines()] == ["shown"]
    assert [(d.met, d.words) for d in manuscript.doubts.found] == [("hidden text", "secret")]


def test_text_is_hidden_by_the_style_of_its_paragraph(word_file: WordFile) -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr>'
              "</w:style>")  # fmt: skip
    manuscript = read_word(word_file(p("secret", '<w:pStyle w:val="Note"/>'), styles=styles), Path("t.docx"))
    assert "".join(line.text for line in manuscript.lines()) == ""


def test_a_field_that_begins_in_hidden_text_still_hides_its_code(word_file: WordFile) -> None:
    body = ('<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/><w:instrText>XE</w:instrText></w:r>'
            '<w:r><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>text</w:t></w:r>'
            "</w:p>")  # fmt: skip
    assert [line.text for line in read_word(word_file(body), Path("t.docx")).lines()] == ["text"]


@pytest.mark.parametrize(
    ("properties", "text", "expected"),
    [
        ("<w:iCs/>", "Latin", Look.PLAIN),
        ("<w:bCs/>", "Latin", Look.PLAIN),
        ("<w:b/><w:iCs/>", "Latin", Look.BOLD),
        ("<w:bCs/>", "قرار", Look.BOLD),
        ("<w:b/>", "قرار", Look.PLAIN),
        ("<w:iCs/><w:rtl/>", "2024", Look.ITALIC),
        ('<w:iCs/><w:rtl w:val="0"/>', "2024", Look.PLAIN),
    ],
)
def test_complex_script_properties_count_for_complex_script_text_only(
    word_file: WordFile, properties: str, text: str, expected: Look
) -> None:
    assert looks(word_file(f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>")) == [expected]


def test_paragraphs_on_a_deep_level_of_their_numbering_are_paragraphs(word_file: WordFile) -> None:
    def level(n: int, form: str, text: str) -> str:
        return f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'

    def item(text: str, depth: int, number: int) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    def abstract(n: int, levels: str) -> str:
        return f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'

    letters = level(0, "lowerLetter", "(%1)") + level(1, "decimal", "%2.")
    deep = level(0, "upperRoman", "%1.") + level(4, "decimal", "%5.")
    numbering = abstract(0, deep) + abstract(1, letters) + abstract(2, letters)
    numbering += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2, 3))
    body = (item("Decides:", 4, 1) + item("one", 0, 2) + item("deeper", 1, 2) + item("two", 0, 2)
            + item("Requests:", 4, 1) + item("again", 0, 3))  # fmt: skip
    root = imported(word_file(body, numbering=numbering))
    assert list(named(root, "num")) == ["1.", "(a)", "1.", "(b)", "2.", "(a)"]
    found = [(len(list(e.iterancestors(f"{{{AKN}}}list"))), e[0].text) for e in root.iter(f"{{{AKN}}}point")]
    assert found == [(1, "(a)"), (2, "1."), (1, "(b)"), (1, "(a)")]
    assert len(named(root, "paragraph")) == 2


def test_headings_by_look_have_the_rank_of_their_number(word_file: WordFile) -> None:
    heads = ("I.\tMandate", "A.\tFirst", "B.\tSecond", "C.\tThird", "D. Fourth", "II.\tMoney", "Matters")
    root = imported(word_file("".join(bold(head) + p(f"{n}.\tText.") for n, head in enumerate(heads, 1))))
    assert [e.get("class") for e in root.iter(f"{{{AKN}}}heading")] == ["HCh", "H1", "H1", "H1", "H1", "HCh", "H23"]
    assert named(root, "num")[::2][:6] == ["I.", "A.", "B.", "C.", "D.", "II."]
    assert len(list(root.iter(f"{{{AKN}}}title"))) == 4
    assert named(root, "docTitle") == []


def test_number_title_and_unit_above_a_table_are_its_caption(word_file: WordFile) -> None:
    root = imported(word_file(
        p("1.\tSee table 1.") + bold("Table 1") + bold("Sourcing solutions") + p("(Thousands of dollars)")
        + table(("Item", "Amount"), ("Posts", "100.5")) + p("2.\tNext.")
    ))  # fmt: skip
    caption = next(root.iter(f"{{{AKN}}}caption"))
    assert [t.strip() for t in caption.itertext() if t.strip()] == [
        "Table 1", "Sourcing solutions", "(Thousands of dollars)",
    ]  # fmt: skip
    assert len(caption.findall(f"{{{AKN}}}eol")) == 2
    assert named(root, "heading") == []


def cell(inner: str) -> str:
    return f"<w:tc>{inner}</w:tc>"


INNER = f"<w:tbl><w:tr>{cell(p('2024'))}{cell(p('100'))}</w:tr><w:tr>{cell(p('2025'))}{cell(p('200'))}</w:tr></w:tbl>"


def test_a_table_in_a_cell_stays_a_table_among_the_lines_of_the_cell(word_file: WordFile) -> None:
    outer = f"<w:tbl><w:tr>{cell(p('Outer') + INNER + p('after'))}</w:tr></w:tbl>"
    done = import_bytes(word_file(p("1.\tText.") + outer), PATH, ImportHints(language="en"))
    holder = etree.fromstring(done.data).find(f".//{akn('td')}")
    assert holder is not None
    assert [etree.QName(e).localname for e in holder] == ["p", "table", "p"]
    assert [e.text for e in holder[1].iter(akn("p"))] == ["2024", "100", "2025", "200"]
    assert b"akn4un:frame for=" in done.data and done.is_valid


def test_forced_page_breaks_and_new_sections_begin_a_page(word_file: WordFile) -> None:
    forced = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    going_on = '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr></w:p>'
    body = p("1.\tOne.") + forced + p("2.\tTwo.") + going_on + p("3.\tThree.") + section + p("4.\tFour.")
    body += p("5.\tFive.", "<w:pageBreakBefore/>") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    done = import_bytes(word_file(body), PATH, ImportHints(language="en"))
    found = [e.get("for") for e in etree.fromstring(done.data).iter("{http://un.org/akn4un}pageBreak")]
    assert found == ["#para_2", "#para_3", "#para_5"]
    assert done.is_valid


def test_blocks_of_a_section_of_landscape_pages_are_named(word_file: WordFile) -> None:
    def ends(size: str) -> str:
        return f"<w:p><w:pPr><w:sectPr>{size}</w:sectPr></w:pPr></w:p>"

    turned = ends('<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>')
    body = p("1.\tOne.") + ends("") + p("2.\tTwo.") + table(("a", "b")) + turned + p("3.\tThree.")
    root = etree.fromstring(import_bytes(word_file(body), PATH, ImportHints(language="en")).data)
    found = [e.get("for") or "" for e in root.iter("{http://un.org/akn4un}landscape")]
    assert found[0] == "#para_2" and found[1].endswith("__table_1") and len(found) == 2
