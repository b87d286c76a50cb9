"""Elements and their bytes."""

import pytest
from lxml import etree

from pipeline.write.docx.markup import W, root, text, w, written, xml


@pytest.mark.parametrize("characters", ["a & b < c > d", ' "quoted" ', "tab\tline\nend\r", "é中ع\U00020000", ""])
def test_a_reader_finds_characters_as_they_were(characters):
    part = etree.fromstring(xml(root("document", w("tag", val=characters), text(characters))))
    assert part[0].get(f"{{{W}}}val") == characters
    assert (part[1].text or "") == characters


def test_a_part_is_written_as_lxml_writes_it():
    made = xml(root("document", w("p", w("pPr", w("ind", left=-5, right=None)), None, text(" a\u00a0<b "))))
    tree = etree.fromstring(made)
    assert made == etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def test_a_child_is_placed_before_those_that_must_follow():
    properties = w("pPr", w("jc"), w("sectPr"), w("pPrChange"))
    assert (properties.place("w:pPrChange"), properties.place("w:sectPr"), properties.place("w:bidi")) == (2, 1, 3)
    assert written(w("p", properties)).startswith("<w:p><w:pPr><w:jc/>")
