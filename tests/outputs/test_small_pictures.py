"""Pictures no higher than a line: they stay where they are among the words, in every format."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline.distribution.content import of_document, of_file
from pipeline.document import Paragraph, Picture
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import parse_bytes
from pipeline.write import FORMATS, Options
from pipeline.write.pdf.read import read as read_pdf
from tests.outputs.damage import document, package
from tests.outputs.test_pictures import META, picture
from tests.prepare.samples import AKN

_TITLE = "<preface><p><docTitle>Signs</docTitle></p></preface>"
_SIGN = '<img src="dot.png" alt="Blue dot" height="14"/>'
_BODY = (
    f'<paragraph><num>1.</num><content><p>Press {_SIGN} to begin,<img src="dot.png" alt="Large dot" height="80"/> '
    f"then go on.</p></content></paragraph><table><tr><th><p>Sign {_SIGN}</p></th><th><p>Meaning</p></th></tr>"
    f"<tr><td><p>{_SIGN}</p></td><td><p>begin</p></td></tr></table>"
)


@pytest.fixture
def source(tmp_path: Path):
    (tmp_path / "dot.png").write_bytes(picture("PNG", (64, 64)))
    text = f'<akomaNtoso xmlns="{AKN}"><doc name="x">{META}{_TITLE}<mainBody>{_BODY}</mainBody></doc></akomaNtoso>'
    return parse_bytes(text.encode(), tmp_path / "signs.xml")


def written(source, format: str) -> bytes:
    return FORMATS[format].write(prepare(source), Options()).data


def test_only_a_picture_higher_than_a_line_comes_after_the_words(source):
    (block,) = (b for b in prepare(source).blocks() if isinstance(b, Paragraph))
    kinds = [inline.alt if isinstance(inline, Picture) else type(inline).__name__ for inline in block.inlines]
    assert kinds[:2] == ["Text", "Blue dot"] and set(kinds[2:-1]) == {"Text"} and kinds[-1] == "Large dot"


@pytest.mark.parametrize("format", FORMATS)
def test_it_is_counted_in_every_format(source, format: str):
    data = written(source, format)
    proof = prove(source, data, format)
    assert proof.error() is None
    agreement = FORMATS[format].agreement
    assert of_document(prepare(source)).agreement(of_file(data, format, "en"), agreement)
    if format not in ("txt", "flow.txt"):
        assert proof.figures()["pictures"] == 4


def test_in_text_its_words_are_in_the_line(source):
    lines = written(source, "txt").decode().splitlines()
    assert any("Press [Blue dot] to begin" in line for line in lines)
    assert any(line.strip() == "[Large dot]" for line in lines)


def test_in_html_it_is_in_its_paragraph_and_the_large_one_is_a_block(source):
    root = etree.fromstring(written(source, "html"), etree.HTMLParser(encoding="utf-8"))
    sign, large = (root.xpath(f"//p//img[@alt='{alt}']")[0] for alt in ("Blue dot", "Large dot"))
    assert "picture" not in sign.getparent().get("class", "")
    assert sign.getprevious() is not None or (sign.getparent().text or "").startswith("Press")
    assert "picture" in large.getparent().get("class", "")


def test_in_word_it_is_between_the_words_of_its_line(source):
    found: list[str] = []

    def look(root: etree._Element) -> None:
        space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
        paragraph = root.xpath("//w:p[contains(., 'Press')]", namespaces=space)[0]
        found.extend(etree.QName(e).localname for e in paragraph.iter("{*}t", "{*}drawing", "{*}br"))

    package(r"document\.xml$", "/*", look)(written(source, "docx"))
    sign = found.index("drawing")
    assert (found[sign - 1], found[sign + 1]) == ("t", "t")
    assert found[-2:] == ["br", "drawing"]


def test_in_a_pdf_it_is_a_figure_on_the_baseline_of_its_line(source):
    data = written(source, "pdf")
    assert read_pdf(data, "en").page_count == 1
    placements: list[str] = []

    def look(pdf: pikepdf.Pdf) -> None:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        placements.extend(str(f.A.Placement) for f in figures if str(f.get("/Alt", "")).endswith("dot"))

    document(look)(data)
    assert sorted(placements) == ["/Block", "/Inline", "/Inline", "/Inline"]
