"""Core and custom properties, document variables."""

from dataclasses import replace

import pytest

from pipeline.document import Imprint
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import Prototypes, w


@pytest.fixture
def package(make):
    return make.written(make.document(imprint=Imprint(job_number="25-20098 (E)", bar_code="2520098")))


def custom(package):
    entries = package.xpath("docProps/custom.xml", "//custom:property")
    return {entry.get("name"): entry[0].text for entry in entries}


def test_title_language_symbol_and_dates(package):
    core = "docProps/core.xml"
    assert package.xpath(core, "//dc:title/text()") == ["Rights of the child"]
    assert package.xpath(core, "//dc:language/text()") == ["en"]
    assert package.xpath(core, "//dc:subject/text()") == ["A/RES/80/1"]
    assert package.xpath(core, "//dcterms:created/text()") == ["2025-12-05T12:00:00Z"]
    assert package.xpath(core, "//dcterms:modified/text()") == ["2025-12-05T12:00:00Z"]


def test_custom_properties_have_the_names_of_the_official_files(package):
    found = custom(package)
    assert found["Symbol1"] == "A/RES/80/1"
    assert found["JobNo"] == "2520098"
    assert found["Session1"] == "Eightieth session"
    assert found["SourceSHA256"] == "ab" * 32


def test_property_ids_begin_at_two_and_are_unique(package):
    ids = package.xpath("docProps/custom.xml", "//custom:property/@pid")
    assert ids == [str(n) for n in range(2, 2 + len(ids))]


def test_document_variables_are_those_that_macros_read(package):
    names = package.xpath("word/settings.xml", "//w:docVar/@w:name")
    assert {"Symbol1", "JobNo", "FooterJN", "jobn"} <= set(names)


def test_what_is_not_assigned_makes_the_document_provisional(letter):
    assert "cote" in letter.xpath("docProps/core.xml", "//cp:contentStatus/text()")[0]
    found = custom(letter)
    assert "symbol" in found["NotAssigned"]
    assert "Symbol1" not in found
    assert "JobNo" not in found


def test_an_assigned_document_is_not_provisional(package):
    assert not package.xpath("docProps/core.xml", "//cp:contentStatus/text()")


def test_a_title_too_long_for_the_property_is_cut(make):
    package = make.written(make.document(title="x" * 400))
    assert len(package.xpath("docProps/core.xml", "//dc:title/text()")[0]) == 255


def test_a_text_of_no_united_nations_document_does_not_name_them_as_source(make):
    comment = "//dc:description/text()"
    assert make.written(make.document()).xpath("docProps/core.xml", comment) == [
        "Source: United Nations. Unofficial copy."
    ]
    other = make.document()
    other = replace(other, identity=replace(other.identity, official=False))
    assert make.written(other).xpath("docProps/core.xml", comment) == []


def test_an_element_is_made_once_for_its_key_and_every_copy_is_its_own() -> None:
    made: list[str] = []

    def make() -> Element:
        made.append("made")
        return w("rPr", w("b"))

    known = Prototypes()
    first, second = known.copy("bold", make), known.copy("bold", make)
    assert first is not None
    assert second is not None
    first.append(w("i"))
    assert made == ["made"]
    assert [child.tag for child in second] == ["w:b"]
    assert known.copy("none", lambda: None) is None
