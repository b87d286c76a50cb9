"""Elements of Word while a part is being written."""

from lxml import etree

from pipeline.write.docx.ooxml.element import Element, qualified, root
from pipeline.write.docx.ooxml.markup import Prototypes, text, w


def test_a_part_is_what_lxml_reads_of_it():
    words = "a & b < c > d \"e\" 'f'\tg\nh\ri"
    data = root("document", w("body", w("p", w("r", text(words)), id=words), None)).file()
    read = etree.fromstring(data)
    assert read.tag == qualified("w:document")
    assert read.findtext(f".//{qualified('w:t')}") == words
    assert read[0][0].get(qualified("w:id")) == words
    assert data == etree.tostring(read, xml_declaration=True, encoding="UTF-8", standalone=True)


def test_an_element_without_children_counts_as_one():
    assert w("p")
    assert len(w("p")) == 0
    assert w("pPr", w("rPr")).find("w:rPr", "w:b") is None


def test_what_is_shared_changes_only_where_it_is_owned():
    known = Prototypes()
    first, second = (known.copy("p", lambda: w("pPr", w("spacing", after=0), w("rPr"))) for _ in range(2))
    assert first is not None
    assert second is not None
    spacing = first.own("w:spacing")
    assert spacing is not None
    spacing.set("w:after", "120")
    assert first.xml() == '<w:pPr><w:spacing w:after="120"/><w:rPr/></w:pPr>'
    assert second.xml() == '<w:pPr><w:spacing w:after="0"/><w:rPr/></w:pPr>'
    assert first.own("w:jc") is None


def test_an_element_is_found_at_any_depth():
    table = w("tbl", w("tr", w("tc", w("p"), Element("a:p", {}, []))), w("p"))
    assert [found.tag for found in table.iter("w:p")] == ["w:p", "w:p"]
