"""Runs, links, directions, languages."""

import pytest

from pipeline.document import Direction, LineBreak, Link, Look, Role, Tab, Text
from pipeline.write.docx.text.runs import edged


@pytest.fixture
def runs_of(make):
    """Return the paragraph made of some inlines."""

    def build(*inlines, **identity):
        package = make.written(make.document(make.paragraph(anchor="p", inlines=inlines), **identity))
        return package, package.body("//w:p[w:bookmarkStart[@w:name='p']]")[0]

    return build


ARABIC = {"language": "ar", "language_code": "ara", "direction": Direction.RTL}


def test_looks_hold_for_all_scripts(runs_of, make):
    _, paragraph = runs_of(Text("bold", Look.BOLD | Look.ITALIC))
    tags = [child.tag.removeprefix(make.W) for child in paragraph.find(f"{make.W}r/{make.W}rPr")]
    assert tags == ["b", "bCs", "i", "iCs"]


@pytest.mark.parametrize(
    ("look", "tags"),
    [
        (Look.BOLD, ["b", "bCs"]),
        (Look.ITALIC, ["i", "iCs"]),
        (Look.SMALL_CAPS, ["smallCaps"]),
        (Look.STRIKE, ["strike"]),
        (Look.UNDERLINE, ["u"]),
        (Look.RAISED, ["vertAlign"]),
        (Look.LOWERED, ["vertAlign"]),
        (Look.PLAIN, []),
    ],
)
def test_each_look_is_its_own_and_no_other(runs_of, make, look, tags):
    _, paragraph = runs_of(Text("word", look))
    properties = paragraph.find(f"{make.W}r/{make.W}rPr")
    assert [child.tag.removeprefix(make.W) for child in (() if properties is None else properties)] == tags


def test_raised_text_is_superscript(runs_of, make):
    _, paragraph = runs_of(Text("1"), Text("er", Look.RAISED))
    assert paragraph.find(f".//{make.W}vertAlign").get(f"{make.W}val") == "superscript"


def test_a_no_break_hyphen_is_words_own(runs_of, make):
    _, paragraph = runs_of(Text("vingt\u2011deux"))
    assert paragraph.find(f".//{make.W}noBreakHyphen") is not None
    assert make.words(paragraph) == "vingt\u2011deux"


def test_spaces_at_the_edges_of_a_run_are_kept(runs_of, make):
    _, paragraph = runs_of(Text("a "), Text("b", Look.ITALIC), Text(" c"))
    assert make.words(paragraph) == "a b c"
    assert all(t.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" for t in paragraph.iter(f"{make.W}t"))


def test_breaks_and_tabs_are_elements(runs_of, make):
    _, paragraph = runs_of(Text("a"), LineBreak(), Text("b"), Tab(), Text("c"))
    assert make.words(paragraph) == "a/b|c"


def test_a_link_over_two_looks_is_one_hyperlink(runs_of, make):
    link = Link("https://docs.un.org/en/A/RES/70/1")
    package, paragraph = runs_of(Text("70/", link=link), Text("1", Look.ITALIC, link))
    (hyperlink,) = paragraph.iter(f"{make.W}hyperlink")
    assert make.words(hyperlink) == "70/1"
    targets = package.xpath("word/_rels/document.xml.rels", "//rel:Relationship[@TargetMode='External']/@Target")
    assert targets == [link.target]


def test_the_same_address_is_one_relationship(runs_of):
    link = Link("https://docs.un.org/en/A/RES/70/1")
    package, _ = runs_of(Text("a", link=link), Text(" and "), Text("b", link=Link(link.target)))
    assert len(package.xpath("word/_rels/document.xml.rels", "//rel:Relationship[@TargetMode='External']")) == 1


def test_an_inner_link_leads_to_the_bookmark(runs_of, make):
    _, paragraph = runs_of(Text("above", link=Link("#title")))
    assert paragraph.find(f"{make.W}hyperlink").get(f"{make.W}anchor") == "title"


def test_arabic_paragraphs_and_runs_say_their_direction(runs_of, make):
    package, paragraph = runs_of(Text("إن الجمعية العامة"), **ARABIC)
    assert paragraph.find(f"{make.W}pPr/{make.W}bidi") is not None
    assert paragraph.find(f"{make.W}r/{make.W}rPr/{make.W}rtl") is not None
    assert package.body("//w:sectPr[not(w:bidi)]") == []


def test_an_isolated_symbol_in_arabic_runs_from_left_to_right(runs_of, make):
    _, paragraph = runs_of(Text("القرار "), Text("A/RES/70/1", isolate=Direction.LTR), **ARABIC)
    first, second = paragraph.findall(f"{make.W}r")
    assert first.find(f"{make.W}rPr/{make.W}rtl") is not None
    assert second.find(f"{make.W}rPr/{make.W}rtl") is None


@pytest.mark.parametrize(("text", "edges"), [
    ("A/RES/70/1", "A/RES/70/1"), ("31 December 2025", "\u200e31 December 2025"), ("(A)", "\u200e(A)\u200e"),
])  # fmt: skip
def test_an_isolated_run_gets_marks_where_its_edges_have_no_direction(text, edges):
    assert edged(text, rtl=False) == edges


def test_a_passage_in_another_language_says_so(runs_of, make):
    _, paragraph = runs_of(Text("Voir "), Text("Treaty Series", language="en"), language="fr", language_code="fra")
    assert paragraph.find(f".//{make.W}lang").get(f"{make.W}val") == "en-GB"


def test_chinese_quotation_marks_are_set_in_the_chinese_font(runs_of, make):
    _, paragraph = runs_of(Text("“可持续发展”"), language="zh-Hans", language_code="zho")
    assert paragraph.find(f".//{make.W}rFonts").get(f"{make.W}hint") == "eastAsia"


@pytest.mark.parametrize(("tag", "value"), [("fr", "fr-FR"), ("ar", "ar-SA"), ("zh-Hans", "zh-CN"), ("ru", "ru-RU")])
def test_the_default_language_is_that_of_the_document(make, tag, value):
    direction = Direction.RTL if tag == "ar" else Direction.LTR
    package = make.written(make.document(language=tag, direction=direction))
    assert package.xpath("word/styles.xml", "//w:docDefaults//w:lang/@w:val") == [value]
    assert package.xpath("docProps/core.xml", "//dc:language/text()") == [tag]


def test_brackets_around_italics_are_roman(make):
    package = make.written(make.document(make.paragraph("[on the report]", Role.ORIGIN)))
    runs = package.body("//w:p[w:pPr/w:pStyle[@w:val='Origin']]/w:r[w:t]")
    upright = [run.find(f"{make.W}rPr/{make.W}i") is not None for run in runs]
    assert ["".join(run.itertext()) for run in runs] == ["[", "on the report", "]"]
    assert upright == [True, False, True]
    assert all(i.get(f"{make.W}val") == "0" for i in package.body("//w:p[w:pPr/w:pStyle[@w:val='Origin']]//w:i"))
    plain = make.written(make.document(make.paragraph("[on the report]", Role.TEXT)))
    assert not plain.body("//w:r/w:rPr/w:i")


def test_no_line_parts_a_number_that_runs_from_left_to_right_in_arabic(runs_of, make):
    _, paragraph = runs_of(Text("القرار "), Text("63 930 800", isolate=Direction.LTR), **ARABIC)
    assert "63\u202f930\u202f800" in "".join(paragraph.itertext())
