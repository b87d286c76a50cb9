"""Headings that only their look and number show, and lists of contents that lead to them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2
from lxml import etree

from pipeline.document import Document, Heading, Paragraph, Rank, Role
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.intake.wordfile import p, style, word_file_of

LONG = (
    "Summary of follow-up action taken to implement the requests of the Conference in its resolutions on harbour "
    "lights, including the recommendations of the keepers endorsed by the Conference"
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("HCh", "_ H _Ch"), ("H1", "_ H_1"), ("TOC1", "toc 1"), ("TOCHead", "toc x"))
)
WIDE = '<w:ind w:left="0"/>'


def bold(text: str, properties: str = "") -> str:
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in text.split("\t"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:b/></w:rPr>{runs}</w:r></w:p>"


def contents(*entries: tuple[str, str]) -> str:
    """Return a table of contents: words and page, in rows."""
    rows = (f"<w:tr><w:tc>{p(words)}</w:tc><w:tc>{p(page)}</w:tc></w:tr>" for words, page in entries)
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def imported(body: str) -> tuple[Imported, Document]:
    done = import_bytes(word_file_of(body, styles=STYLES), Path("t.docx"))
    return done, prepare(parse_bytes(done.data, Path("t.xml")))


def headings(document: Document) -> list[tuple[Rank, str]]:
    return [(b.rank, b.text.split()[0]) for part in document.parts for b in part.blocks if isinstance(b, Heading)]


@cache
def letters() -> tuple[Imported, Document]:
    """Return a text whose headings A to D have three looks: a style, a style above it, none but bold."""
    body = p("Tides of the coast.") + p("I.\tMandate", style("HCh")) + p("1.\tText.")
    body += p("A.\tHarbours", style("H1")) + p("2.\tText.") + p("B.\tLamps", style("H1")) + p("3.\tText.")
    body += p("C.\tKeepers", style("HCh")) + p("4.\tText.") + bold("D.\tTides") + p("5.\tText.")
    body += p("II.\tFinance", style("HCh")) + p("6.\tText.")
    return imported(body)


def test_the_letter_after_b_is_on_the_level_of_b_whatever_its_style() -> None:
    done, document = letters()
    found = headings(document)
    ranks = {word: rank for rank, word in found}
    assert ranks["C."] == ranks["D."] == ranks["A."] and ranks["II."] == ranks["I."] != ranks["A."]
    assert not done.errors
    (doubt,) = [d for d in done.doubts if "style that its number" in d.met]
    assert doubt.words.endswith("Keepers") and doubt.otherwise


def test_i_after_h_in_bold_is_a_letter_though_h_has_a_style() -> None:
    lines = "".join(p(f"{letter}.\tPart {letter}", style("H1")) + p("Text.") for letter in "ABCDEFGH")
    done, document = imported(
        p("Tides.") + p("I.\tFinance", style("HCh")) + lines + bold("I.\tActivities") + p("Text.")
    )
    ranks = [rank for rank, _ in headings(document)]
    assert ranks == [Rank.CHAPTER, *[Rank.FIRST] * 9] and not [e for e in done.errors if "series" in e]


def test_a_long_bold_line_with_the_number_of_a_section_is_a_heading() -> None:
    _, document = imported(p("1.\tText.") + bold(f"V.\t{LONG}") + p("2.\tText."))
    assert [word for _, word in headings(document)] == ["V."]


def test_a_long_bold_line_without_a_number_is_a_paragraph() -> None:
    _, document = imported(p("1.\tText.") + bold(LONG) + p("2.\tText."))
    assert headings(document) == []


def test_a_long_bold_line_below_the_word_of_an_annex_is_its_title() -> None:
    _, document = imported(p("1.\tText.") + p("Annex II", '<w:jc w:val="center"/>') + bold(LONG) + p("1.\tText."))
    assert [rank for rank, _ in headings(document)] == [Rank.ANNEX_LABEL, Rank.ANNEX_TITLE]


@cache
def listed() -> tuple[Imported, Document]:
    """Return a text with a list of contents, in which a line is above the entry of an annex."""
    body = bold("Contents") + contents(("I.\tMandate", "3"), ("Annexes", ""), ("II.\tMap of the harbours", "7"))
    body += (
        bold("I.\tMandate") + p("1.\tText.") + p("Annex", '<w:jc w:val="center"/>') + bold("II.\tMap of the harbours")
    )
    return imported(body + p("1.\tText."))


def test_a_line_above_entries_leads_where_the_first_of_them_leads() -> None:
    done, _ = listed()
    items = etree.fromstring(done.data).iter("{*}tocItem")
    places = {" ".join("".join(item.itertext()).split()): item.get("href") for item in items}
    assert places["Annexes"] == next(href for words, href in places.items() if "Map" in words) != "#"
    assert not [error for error in done.errors if "tocItem" in error or "eId" in error]


def test_a_line_above_entries_has_no_page() -> None:
    _, document = listed()
    above = [b for b in document.blocks() if isinstance(b, Paragraph) and b.role is Role.CONTENTS and not b.level]
    assert [b.text for b in above] == ["Annexes"] and above[0].target
    made = {name: writer(name)(document, Options()).data for name in ("pdf", "docx")}
    pages = pypdfium2.PdfDocument(io.BytesIO(made["pdf"]))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    line = next(line for line in text.splitlines() if line.strip().startswith("Annexes"))
    assert line.strip() == "Annexes"
    body = zipfile.ZipFile(io.BytesIO(made["docx"])).read("word/document.xml")
    assert body.count(b" PAGEREF ") == len([b for b in document.blocks() if isinstance(b, Paragraph) and b.page])
