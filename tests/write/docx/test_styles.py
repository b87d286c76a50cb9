"""The styles part: names, values, what headings are based on."""

import pytest

from pipeline.document import Rank, Role


def values(style, path):
    return {key.rpartition("}")[2]: value for key, value in style.xpath(path, namespaces=style.nsmap)[0].attrib.items()}


@pytest.fixture
def resolution(make):
    blocks = [
        make.heading("Overview", Rank.FIRST, 2, "I."),
        make.heading("Details", Rank.SECOND, 3),
        make.paragraph("Decides to act;", Role.OPERATIVE, "1."),
    ]
    return make.written(make.document(*blocks))


@pytest.mark.parametrize("name", [
    "__Single Txt", "_ H __M", "_ H _Ch", "_ H_1", "_ H_2/3", "_ H_4", "_ H_5/6", "Session", "Agenda_Item_Normal",
    "Agenda_Title_H2", "Title_H_CH", "Title_H1", "XLarge", "Distribution", "Release Date", "Original", "Sponsors",
    "footnote text", "footnote reference", "header", "footer", "Hyperlink",
])  # fmt: skip
def test_the_styles_have_the_names_that_editors_know(resolution, name):
    assert resolution.xpath("word/styles.xml", f"//w:style/w:name[@w:val='{name}']")


def test_body_text_has_the_measured_type(resolution):
    style = resolution.style("SingleTxt")
    assert values(style, "w:rPr/w:w") == {"val": "103"}
    assert values(style, "w:rPr/w:spacing") == {"val": "4"}
    assert values(style, "w:rPr/w:sz") == {"val": "20"}
    assert values(style, "w:pPr/w:spacing") == {"before": "0", "after": "120", "line": "240", "lineRule": "exact"}
    assert values(style, "w:pPr/w:jc") == {"val": "both"}
    assert values(style, "w:pPr/w:ind")["left"] == "1268"


def test_body_text_has_the_tabs_of_the_official_template(resolution):
    stops = resolution.style("SingleTxt").xpath(
        "w:pPr/w:tabs/w:tab/@w:pos", namespaces=resolution.style("SingleTxt").nsmap
    )
    assert stops[:5] == ["1267", "1742", "2218", "2693", "3182"]


def test_a_heading_has_a_right_tab_for_its_number(resolution):
    tabs = resolution.xpath("word/styles.xml", "//w:style[@w:styleId='H1']/w:pPr/w:tabs/w:tab[@w:val='right']/@w:pos")
    assert tabs == ["1023"]


def test_no_stop_stands_before_that_of_a_right_aligned_label(make):
    note = make.paragraph("See A/80/1.", Role.TABLE_NOTE, "a")
    package = make.written(make.document(note))
    stops = package.style("TableNote").xpath("w:pPr/w:tabs/w:tab", namespaces=package.style("TableNote").nsmap)
    kinds = [stop.attrib.values()[0] for stop in stops]
    places = [int(stop.attrib.values()[1]) for stop in stops]
    assert kinds[0] == "right" and set(kinds[1:]) == {"left"}
    assert places == sorted(places), "a label before its stop would run into its text"


@pytest.mark.parametrize(("style", "base"), [("TitleH1", "Heading1"), ("H1", "Heading2"), ("H23", "Heading3")])
def test_a_heading_style_is_based_on_the_built_in_heading_of_its_level(resolution, style, base):
    assert resolution.xpath("word/styles.xml", f"//w:style[@w:styleId='{style}']/w:basedOn/@w:val") == [base]


def test_one_rank_at_two_levels_is_two_styles(make):
    blocks = [make.heading("A", Rank.FIRST, 2), make.heading("B", Rank.SECOND, 3), make.heading("C", Rank.FIRST, 4)]
    package = make.written(make.document(*blocks))
    used = package.body("//w:p[w:bookmarkStart[starts-with(@w:name,'h_')]]/w:pPr/w:pStyle/@w:val")
    assert used == ["H1", "H23", "H1L4"]
    assert package.xpath("word/styles.xml", "//w:style[@w:styleId='H1L4']/w:basedOn/@w:val") == ["Heading4"]


def test_every_paragraph_style_says_its_complex_script_and_east_asian_properties(resolution):
    styles = resolution.xpath("word/styles.xml", "//w:style[@w:type='paragraph' and w:rPr/w:rFonts]")
    assert len(styles) > 10
    for style in styles:
        for path in (
            "w:rPr/w:rFonts/@w:eastAsia",
            "w:rPr/w:rFonts/@w:cs",
            "w:rPr/w:bCs",
            "w:rPr/w:iCs",
            "w:rPr/w:szCs",
        ):
            assert style.xpath(path, namespaces=style.nsmap), path


def test_every_style_that_is_used_is_defined(letter):
    used = set(letter.body("//w:pStyle/@w:val | //w:rStyle/@w:val")) | set(letter.notes("//w:pStyle/@w:val"))
    assert used <= set(letter.xpath("word/styles.xml", "//w:style/@w:styleId"))


def test_chinese_styles_have_no_italics(make):
    package = make.written(make.document(make.paragraph("大会，"), language="zh-Hans", language_code="zho"))
    assert not package.xpath("word/styles.xml", "//w:style/w:rPr/w:i[not(@w:val='0')]")


def test_the_print_of_2008_is_not_kerned(letter, make):
    assert letter.style("SingleTxt").xpath("w:rPr/w:kern/@w:val", namespaces=letter.style("SingleTxt").nsmap) == ["0"]
    today = make.written(make.document())
    assert today.style("SingleTxt").xpath("w:rPr/w:kern/@w:val", namespaces=today.style("SingleTxt").nsmap) == ["14"]
