"""Sections with landscape pages, their heads and feet."""

from __future__ import annotations

import pytest

from pipeline.document import Cell, Column, Direction, Imprint, Row, Table

WORDS = "The tide was measured at noon in every harbour of the coast. " * 14


@pytest.fixture
def wide(make):
    """Return a table of 16 columns with numbers that no upright page has space for."""

    def build(anchor="wide"):
        cells = [Cell(column=n, blocks=(make.paragraph(f"98765000{n:02}", anchor=f"{anchor}-{n}"),)) for n in range(16)]
        return Table(anchor=anchor, columns=tuple(Column() for _ in cells), rows=(Row(tuple(cells)),))

    return build


def orientations(package):
    """Of each section: its orientation and how it begins."""
    sections = package.body("//w:sectPr")
    return [
        (s.find(f"{{{W}}}pgSz").get(f"{{{W}}}orient"), getattr(s.find(f"{{{W}}}type"), "attrib", {}).get(f"{{{W}}}val"))
        for s in sections
    ]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_wide_table_has_a_section_of_its_own(make, wide):
    package = make.written(make.document(make.paragraph(WORDS), wide(), make.paragraph(WORDS, anchor="q")))
    assert orientations(package) == [
        (None, None), (None, "continuous"), ("landscape", "nextPage"), (None, "nextPage"),
    ]  # fmt: skip


def test_a_document_that_ends_with_a_wide_table_ends_on_a_landscape_page(make, wide):
    package = make.written(make.document(make.paragraph(WORDS), wide()))
    assert orientations(package)[-1] == ("landscape", "nextPage")
    last = package.body("//w:body/w:sectPr")
    assert len(last) == 1


def test_a_wide_table_right_under_the_masthead_leaves_page_1_upright(make, wide):
    package = make.written(make.document(wide()))
    assert orientations(package)[0] == (None, None)
    assert orientations(package)[-1] == ("landscape", "nextPage")
    assert all(len(p) == 1 for p in package.body("//w:pPr[w:sectPr]") for p in [p.findall(f"{{{W}}}sectPr")])


def test_heads_and_feet_of_landscape_pages_are_their_own_and_those_of_upright_pages_come_back(make, wide):
    package = make.written(make.document(make.paragraph(WORDS), wide(), make.paragraph(WORDS, anchor="q")))
    used = [
        [r.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
         for r in s.findall(f"{{{W}}}headerReference") if r.get(f"{{{W}}}type") == "default"]
        for s in package.body("//w:sectPr")
    ]  # fmt: skip
    first, body, landscape, after = used
    assert body == []
    assert first == after != landscape


@pytest.mark.parametrize(
    ("direction", "language", "rows"),
    [(Direction.LTR, "en", ["A/RES/80/1", "Rights of the child"]),
     (Direction.RTL, "ar", ["Rights of the child", "A/RES/80/1"])],
)  # fmt: skip
def test_the_head_runs_down_the_side(make, wide, direction, language, rows):
    document = make.document(make.paragraph(WORDS), wide(), direction=direction, language=language)
    package = make.written(document)
    assert [make.words(row) for row in package.part("word/header4.xml").iter(f"{make.W}tr")] == rows
    assert set(package.xpath("word/header4.xml", "//w:textDirection/@w:val")) == {"tbRl"}
    assert package.xpath("word/header4.xml", "//w:tblpPr/@w:tblpX") == [str(round((792 - 56.5) * 20))]


def test_the_foot_runs_down_the_other_side(make, wide):
    imprint = Imprint(job_number="25-20098 (E)", bar_code="2520098")
    package = make.written(make.document(make.paragraph(WORDS), wide(), imprint=imprint))
    assert [make.words(row) for row in package.part("word/footer4.xml").iter(f"{make.W}tr")] == ["1/1", "25-20098"]
    assert [make.words(row) for row in package.part("word/footer5.xml").iter(f"{make.W}tr")] == ["25-20098", "1/1"]


def test_a_document_without_wide_tables_has_no_heads_for_them(make):
    assert "word/header4.xml" not in make.written(make.document(make.paragraph(WORDS))).names
