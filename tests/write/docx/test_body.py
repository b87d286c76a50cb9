"""Blocks, sections, pages, what neighbours do."""

import pytest

from pipeline.document import Align, PartKind, Rank, Role


def paragraph_of(package, anchor):
    return package.body(f"//w:p[w:bookmarkStart[@w:name='{anchor}']]")[0]


def test_a_number_is_text_before_a_tab(make):
    package = make.written(make.document(make.paragraph("Decides to act;", Role.OPERATIVE, "1.", "para_1")))
    assert make.words(paragraph_of(package, "para_1")) == "1.|Decides to act;"
    assert not package.body("//w:numPr")


def test_a_heading_number_stands_between_two_tabs(make):
    package = make.written(make.document())
    assert make.words(paragraph_of(package, "title")) == "|80/1.|Rights of the child"


def test_a_heading_without_number_does_not_hang(make):
    package = make.written(make.document(make.heading("Overview", Rank.FIRST, 2, anchor="h")))
    indent = paragraph_of(package, "h").xpath("w:pPr/w:ind/@w:firstLine", namespaces={"w": make.W[1:-1]})
    assert indent == ["0"]


def test_items_of_the_first_level_stand_like_body_text(make):
    package = make.written(make.document(make.paragraph("To act;", Role.ITEM, "(a)", "item", level=1)))
    assert paragraph_of(package, "item").find(f"{make.W}pPr/{make.W}ind") is None


@pytest.mark.parametrize(("level", "left", "first"), [(2, "1743", "0"), (3, "2218", "0"), (4, "2693", "0")])
def test_deeper_items_are_indented_by_level(make, level, left, first):
    package = make.written(make.document(make.paragraph("To act;", Role.ITEM, "(a)", "item", level=level)))
    indent = paragraph_of(package, "item").find(f"{make.W}pPr/{make.W}ind")
    found = (indent.get(f"{make.W}left"), indent.get(f"{make.W}firstLine"))
    assert found == (left, first)


def test_dashes_hang(make):
    package = make.written(make.document(make.paragraph("To act.", Role.ITEM, "–", "item", level=1)))
    assert paragraph_of(package, "item").find(f"{make.W}pPr/{make.W}ind").get(f"{make.W}hanging") == "475"


def test_body_text_of_every_kind_has_the_one_style_that_editors_know(make):
    roles = (Role.TEXT, Role.PREAMBULAR, Role.OPERATIVE, Role.NUMBERED)
    package = make.written(make.document(*(make.paragraph("Text.", role, anchor=f"p_{role}") for role in roles)))
    styles = package.body("//w:p[w:bookmarkStart[starts-with(@w:name,'p_')]]/w:pPr/w:pStyle/@w:val")
    assert styles == ["SingleTxt"] * 4


def test_a_paragraph_takes_the_alignment_of_the_source(make):
    package = make.written(make.document(make.paragraph("Centre", anchor="p", align=Align.CENTRE)))
    assert paragraph_of(package, "p").find(f"{make.W}pPr/{make.W}jc").get(f"{make.W}val") == "center"


def test_a_part_that_opens_a_page_does_so_by_its_first_paragraph(make):
    annex = make.part(
        make.heading("Annex", Rank.ANNEX_LABEL, 2, anchor="annex"), make.paragraph("Text.", anchor="second"),
        kind=PartKind.ANNEX, new_page=True,
    )  # fmt: skip
    package = make.written(make.document(parts=(make.part(make.paragraph("Main.")), annex)))
    assert len(package.body("//w:pageBreakBefore")) == 1
    assert paragraph_of(package, "annex").find(f"{make.W}pPr/{make.W}pageBreakBefore") is not None


def test_the_last_paragraph_stays_with_the_closing_lines(make):
    closing = make.paragraph("65th plenary meeting", Role.CLOSING, anchor="closing")
    package = make.written(make.document(make.paragraph("Last.", anchor="last"), closing))
    assert paragraph_of(package, "last").find(f"{make.W}pPr/{make.W}keepNext") is not None


def test_the_document_ends_with_a_drawn_rule(make):
    package = make.written(make.document(make.paragraph("Last.")))
    assert package.body("//w:body/w:p[last()]//wp:extent/@cx") == [str(72 * 12700)]
    assert package.body("//w:body/w:p[last()]//adec:decorative/@val") == ["1"]


def test_an_unofficial_text_has_no_masthead_and_no_rule(declaration):
    assert not declaration.body("//w:tbl")
    assert not declaration.body("//w:drawing")


def test_the_page_has_the_size_and_margins_of_the_form(make):
    margins = make.written(make.document()).body("//w:body/w:sectPr/w:pgMar")[0]
    names = ("top", "bottom", "left", "right", "header", "footer")
    assert [margins.get(make.W + name) for name in names] == ["1440", "1152", "1195", "1195", "432", "504"]


def test_the_text_column_is_as_wide_as_the_form_says_less_the_last_added_space(make):
    package = make.written(make.document())
    size, margins = package.body("//w:body/w:sectPr/w:pgSz")[0], package.body("//w:body/w:sectPr/w:pgMar")[0]
    indents = package.style("SingleTxt").find(f"{make.W}pPr/{make.W}ind")
    taken = [margins.get(make.W + side) for side in ("left", "right")] + [
        indents.get(make.W + side) for side in ("left", "right")
    ]
    assert int(size.get(make.W + "w")) - sum(map(int, taken)) == 7320 - 4


def test_the_masthead_is_a_section_of_its_own_on_the_same_page(make):
    package = make.written(make.document())
    assert package.body("//w:sectPr/w:type/@w:val") == ["continuous"]
    assert package.body("count(//w:sectPr)") == 2


def test_space_above_a_heading_is_the_sum_of_the_forms_spaces(make):
    heading = make.heading("Overview", Rank.FIRST, 2, anchor="h")
    package = make.written(make.document(make.paragraph("Text."), heading))
    assert package.style("H1").find(f"{make.W}pPr/{make.W}spacing").get(f"{make.W}before") == "360"
    assert paragraph_of(package, "h").find(f"{make.W}pPr/{make.W}spacing") is None


def test_the_only_line_of_the_title_of_an_annex_is_right_under_its_label_and_text_as_far_as_usual(make):
    label = make.heading("Annex", Rank.ANNEX_LABEL, 2, anchor="l")
    title = make.heading("Modalities", Rank.ANNEX_TITLE, 3, anchor="h")
    package = make.written(make.document(label, title, make.paragraph("The Conference will be held in June.")))
    after = [paragraph_of(package, a).find(f"{make.W}pPr/{make.W}spacing").get(f"{make.W}after") for a in ("l", "h")]
    assert after == ["0", "120"]
