"""Running heads and feet."""

import pytest

from pipeline.document import Direction, Imprint

IMPRINT = Imprint(job_number="25-20098 (E)", bar_code="2520098", address="https://docs.un.org/en/A/RES/80/1")


def cells(make, package, name):
    part = package.part(package.headers()[name])
    return [make.words(cell) for cell in part.iter(f"{make.W}tc")]


def test_odd_even_and_first_pages_differ(make):
    package = make.written(make.document())
    kinds = {f"{tag}-{name}" for tag in ("header", "footer") for name in ("even", "default", "first")}
    assert set(package.headers()) == kinds
    assert package.body("//w:sectPr/w:titlePg")
    assert package.xpath("word/settings.xml", "//w:evenAndOddHeaders")


def test_the_symbol_stands_left_on_even_and_right_on_odd_pages(make):
    package = make.written(make.document())
    assert cells(make, package, "header-even") == ["A/RES/80/1", "Rights of the child"]
    assert cells(make, package, "header-default") == ["Rights of the child", "A/RES/80/1"]


@pytest.mark.parametrize("name", ["footer-even", "footer-default"])
def test_page_and_number_of_pages_are_fields(make, name):
    package = make.written(make.document(imprint=IMPRINT))
    codes = package.xpath(package.headers()[name], "//w:instrText/text()")
    assert [code.strip() for code in codes] == ["PAGE", "NUMPAGES"]
    kinds = package.xpath(package.headers()[name], "//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"] * 2


def test_the_job_number_stands_at_the_inner_edge(make):
    package = make.written(make.document(imprint=IMPRINT))
    assert cells(make, package, "footer-even") == ["1/1", "25-20098"]
    assert cells(make, package, "footer-default") == ["25-20098", "1/1"]


def test_the_first_foot_has_job_number_bar_code_and_qr_code(make):
    package = make.written(make.document(imprint=IMPRINT))
    foot = package.headers()["footer-first"]
    assert make.words(package.part(foot)) == "Please recycle25-20098 (E)"
    assert package.xpath(foot, "//wp:docPr/@descr") == [
        "QR code: https://docs.un.org/en/A/RES/80/1", "Please recycle", "Bar code of job number 25-20098 (E)",
    ]  # fmt: skip


def test_the_words_beside_the_recycling_mark_are_in_the_language_of_the_document(make):
    package = make.written(make.document(language="ru", imprint=IMPRINT))
    foot = package.headers()["footer-first"]
    assert "Просьба отправить на вторичную переработку" in package.xpath(foot, "//wp:docPr/@descr")
    assert package.xpath(foot, "//w:framePr/following::w:br")


def test_without_job_number_the_first_foot_keeps_its_height_only(make):
    package = make.written(make.document())
    foot = package.headers()["footer-first"]
    assert make.words(package.part(foot)) == ""
    assert package.xpath(foot, "//w:p/w:pPr/w:spacing/@w:line") == [str(round((86.4 - 25.2) * 20))]


def test_an_unofficial_text_has_page_numbers_and_nothing_else(declaration, make):
    assert make.words(declaration.part(declaration.headers()["header-even"])) == ""
    assert declaration.xpath(declaration.headers()["footer-even"], "//w:instrText/text()") == [" PAGE ", " NUMPAGES "]


def test_arabic_heads_begin_at_the_right(make):
    package = make.written(make.document(language="ar", direction=Direction.RTL, imprint=IMPRINT))
    for name in ("header-even", "footer-even"):
        assert package.xpath(package.headers()[name], "//w:tblPr/w:bidiVisual")


def test_the_running_head_reaches_down_to_the_first_line(make):
    package = make.written(make.document(signs=frozenset()))
    head = package.headers()["header-even"]
    row = int(package.xpath(head, "//w:trHeight/@w:val")[0])
    tail = int(package.xpath(head, "/w:hdr/w:p/w:pPr/w:spacing/@w:line")[0])
    assert 432 + row + tail == 1440
