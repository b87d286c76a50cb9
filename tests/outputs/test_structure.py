"""Structure of the outputs of the two texts: headings, numbered paragraphs, pages, fonts, landmarks; native in each."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html

from tests.outputs.reading import NAMES, W, output
from tests.source.source_texts import spaces

NS = {"w": W[1:-1]}
SECTIONS = {
    "letter": [
        "Démocratie, développement et atténuation de la pauvreté", "Institutions étatiques", "Acteurs non étatiques",
        "Organisations régionales", "Institutions internationales et coopération",
        "Fonctionnement et rayon d’action de la Communauté des démocraties",
    ],
    "declaration": [
        "Démocratie, Développement et Réduction de la Pauvreté.", "Institutions Etatiques.", "Acteurs non Etatiques.",
        "Organisations régionales", "Institutions internationales et Coopération",
        "Fonctionnement et renforcement de la Communauté des démocraties",
    ],
}  # fmt: skip
IN = {"letter": "att_1__", "declaration": ""}
"""Beginning of the eIds of the 78 paragraphs."""
BOTH = pytest.mark.parametrize("name", NAMES)


def word(name: str, part: str = "document") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(output(name, "docx"))) as package:
        return etree.fromstring(package.read(f"word/{part}.xml"))


def outline_levels(name: str) -> dict[str, int]:
    """Return the level of the heading on which each style is based, by style."""
    styles = word(name, "styles")
    based = {s.get(f"{W}styleId"): s.xpath("string(w:basedOn/@w:val)", namespaces=NS) for s in styles.iter(f"{W}style")}
    return {style: int(base[-1]) for style, base in based.items() if re.fullmatch("Heading[1-6]", base)}


def word_paragraphs(name: str) -> list[tuple[str, str]]:
    """Return the style and text of each paragraph; a tab is a space."""
    found = []
    for p in word(name).iter(f"{W}p"):
        style = p.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NS)
        pieces = p.xpath(".//w:t | .//w:tab[parent::w:r] | .//w:br", namespaces=NS)
        found.append((style, spaces("".join(e.text or " " if e.tag == f"{W}t" else " " for e in pieces))))
    return found


@BOTH
def test_word_has_the_sections_as_headings_of_the_outline(name):
    levels = outline_levels(name)
    headings = [(levels[style], text) for style, text in word_paragraphs(name) if style in levels]
    assert [level for level, _ in headings].count(1) == 1
    assert [text for _, text in headings if text in SECTIONS[name]] == SECTIONS[name]
    assert all(b <= a + 1 for (a, _), (b, _) in itertools.pairwise(headings))


@BOTH
def test_word_has_no_heading_made_of_bold_body_text(name):
    paragraphs = list(word(name).iter(f"{W}p"))
    assert len(paragraphs) > 78
    for p in paragraphs:
        runs = p.xpath(".//w:r[w:t]", namespaces=NS)
        bold = [r for r in runs if r.xpath("w:rPr/w:b[not(@w:val='0')]", namespaces=NS)]
        assert not runs or len(bold) < len(runs), "".join(p.itertext())


@BOTH
def test_word_has_the_78_paragraphs_with_their_numbers_in_order(name):
    texts = [text for style, text in word_paragraphs(name) if style == "SingleTxt"]
    numbers = [int(m[1]) for text in texts if (m := re.match(r"(\d+)\. ", text))]
    assert numbers == list(range(1, 79))


def test_word_has_masthead_annex_and_appendix_on_pages_of_their_own():
    document = word("letter")
    opening = document.xpath("//w:p[w:pPr/w:pageBreakBefore]", namespaces=NS)
    assert [spaces("".join(p.itertext()))[:9] for p in opening] == ["Annexe à ", "Appendice"]
    assert document.xpath("//w:sectPr/w:titlePg", namespaces=NS)
    assert {r.get(f"{W}type") for r in document.iter(f"{W}headerReference")} >= {"first", "even", "default"}


@BOTH
def test_word_is_in_french(name):
    assert word(name, "styles").xpath("//w:docDefaults//w:lang/@w:val | //w:style[@w:default]//w:lang/@w:val",
                                      namespaces=NS)[0].startswith("fr")  # fmt: skip


@BOTH
def test_pdf_has_pages_with_text_and_all_fonts_in_it(name):
    data = output(name, "pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(pages) == {"letter": 14, "declaration": 10}[name]
    assert all(len(text) > 300 for text in pages)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert str(pdf.Root.Lang).startswith("fr")


@BOTH
def test_pdf_has_the_headings_as_structure_and_as_bookmarks(name):
    with pikepdf.open(io.BytesIO(output(name, "pdf"))) as pdf:
        kinds = [str(kind) for kind in _kinds(pdf.Root.StructTreeRoot.K)]
        with pdf.open_outline() as outline:
            titles = [spaces(title) for title in _titles(outline.root)]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert [title for title in titles if title in SECTIONS[name]] == SECTIONS[name]
    assert len(levels) == len(titles)


def _kinds(node):
    for kid in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid.S
            yield from _kinds(kid.K) if "/K" in kid else ()


def _titles(items):
    for item in items:
        yield item.title
        yield from _titles(item.children)


@BOTH
def test_html_has_its_landmarks_and_one_outline(name):
    page = html.document_fromstring(output(name, "html").decode("utf-8"))
    assert page.get("lang") == "fr"
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "article", "nav", "h1")] == [1, 1, 1, 1]
    assert len(page.xpath("//header")) == (name == "letter")
    headings = page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
    assert all(int(b.tag[1]) <= int(a.tag[1]) + 1 for a, b in itertools.pairwise(headings))
    texts = [spaces(h.xpath("string()").replace("¶", "")) for h in headings]
    assert [t for t in texts if any(t.startswith(s) for s in SECTIONS[name])] != []
    assert [s for t in texts for s in SECTIONS[name] if t.startswith(s)] == SECTIONS[name]


@BOTH
def test_html_has_each_paragraph_at_its_eid_and_no_id_twice(name):
    page = html.document_fromstring(output(name, "html").decode("utf-8"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    numbered = [f"{IN[name]}para_{n}" for n in range(1, 79)]
    assert set(numbered) <= set(ids)
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert {f"#{i}" for i in numbered} <= set(page.xpath("//a/@href")), "each paragraph has its permalink"
