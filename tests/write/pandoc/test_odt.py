"""OpenDocument text."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pytest

from pipeline.document import Direction, NoteMark, Text
from pipeline.write.pandoc.odt.elements import qname


@pytest.fixture(scope="module")
def parts(make, written, opened):
    return opened(written(make.everything(), "odt"))


def _styles(parts):
    return {s.get(qname("style:name")): s for s in parts["styles.xml"].iter(qname("style:style"))}


def _text(element):
    return "".join(element.itertext())


def test_the_media_type_comes_first_and_is_not_compressed(make, written):
    data = written(make.everything(), "odt")
    first = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert data == written(make.everything(), "odt")


def test_styles_bear_the_names_that_editors_know(parts):
    shown = {name: s.get(qname("style:display-name")) for name, s in _styles(parts).items()}
    assert (shown["text"], shown["organ"], shown["chapter"]) == ("__Single Txt", "XLarge", "_ H _Ch")
    assert len({*shown.values()}) >= len(shown) - list(shown.values()).count(None)


def test_every_style_that_the_text_names_is_there(own, make, written, opened):
    for document in (make.everything(), *(d for _, d in own)):
        parts = opened(written(document, "odt"))
        automatic = {s.get(qname("style:name")) for s in parts["content.xml"].iter(qname("style:style"))}
        named = {e.get(qname("text:style-name")) for e in parts["content.xml"].iter() if isinstance(e.tag, str)}
        lists = {s.get(qname("style:name")) for s in parts["content.xml"].iter(qname("text:list-style"))}
        assert named - {None} - automatic - lists - set(_styles(parts)) == set()


def test_headings_have_their_level_and_the_style_of_their_rank(parts):
    found = [
        (h.get(qname("text:outline-level")), h.get(qname("text:style-name")))
        for h in parts["content.xml"].iter(qname("text:h"))
    ]
    assert found == [("1", "title_labelled"), ("2", "annex-label_page")]


def test_labels_are_text_and_no_list_numbers_them(parts):
    content = parts["content.xml"]
    assert list(content.iter(qname("text:list"))) == []
    lines = {p.get(qname("text:style-name")): _text(p) for p in content.iter(qname("text:p"))}
    assert (lines["item-1"], lines["item-2"], lines["operative"]) == ("(c)second", "(i)inner", "12.Decides to act:")


def test_notes_are_native_and_a_sign_is_the_label_of_its_note(parts):
    citations = [(c.text, c.get(qname("text:label"))) for c in parts["content.xml"].iter(qname("text:note-citation"))]
    assert citations == [("1", None), ("*", "*")]


def test_a_number_that_counting_does_not_give_is_typed(make, written, opened):
    given = make.document(make.paragraph("p", "a", NoteMark("n")), notes=[make.note("n", "7", "Seventh")])
    content = opened(written(given, "odt"))["content.xml"]
    assert list(content.iter(qname("text:note"))) == []
    assert [_text(p) for p in content.iter(qname("text:p")) if p.get(qname("text:style-name")) == "note"] == [
        "7 Seventh"
    ]


def test_cells_under_a_span_are_covered(parts):
    table = next(
        t for t in parts["content.xml"].iter(qname("table:table")) if "masthead" not in t.get(qname("table:name"))
    )
    kinds = [[c.tag.partition("}")[2] for c in row] for row in table.iter(qname("table:table-row"))]
    covered, cell = "covered-table-cell", "table-cell"
    assert kinds == [[cell, cell, covered], [covered, cell, cell], [cell, cell, cell]]


def test_anchors_are_bookmarks(parts):
    names = {e.get(qname("text:name")) for e in parts["content.xml"].iter() if "bookmark" in str(e.tag)}
    assert {"p1", "p2", "i2", "annex", "annex-label", "masthead-symbol"} <= names


def test_arabic_runs_from_right_to_left(make, written, opened):
    identity = make.replace(make.identity, language="ar", direction=Direction.RTL)
    given = make.document(make.paragraph("p", "in English", direction=Direction.LTR, language="en"), identity=identity)
    parts = opened(written(given, "odt"))
    default = parts["styles.xml"].find(f".//{qname('style:default-style')}/{qname('style:paragraph-properties')}")
    assert default.get(qname("style:writing-mode")) == "rl-tb"
    variant = _styles(parts)["text_ltr_en"].find(qname("style:paragraph-properties"))
    assert variant.get(qname("style:writing-mode")) == "lr-tb"


def test_a_symbol_in_arabic_is_isolated(make, written, opened):
    identity = make.replace(make.identity, language="ar", direction=Direction.RTL)
    given = make.document(make.paragraph("p", "من ", Text("31 December", isolate=Direction.LTR)), identity=identity)
    lines = [_text(p) for p in opened(written(given, "odt"))["content.xml"].iter(qname("text:p"))]
    assert "من \u206631 December\u2069" in lines


def test_a_provisional_document_says_so_in_the_head_of_every_page(make, written, opened):
    given = make.document(identity=make.replace(make.identity, unassigned=("symbol",)))
    master = opened(written(given, "odt"))["styles.xml"].find(f".//{qname('style:master-page')}")
    heads = [_text(master.find(qname(f"style:{name}"))) for name in ("header", "header-first")]
    assert all(head.startswith("Provisional.") for head in heads)


def test_dates_come_from_the_document(parts):
    assert parts["meta.xml"].findtext(f".//{qname('meta:creation-date')}") == "2025-12-05T00:00:00"


@pytest.mark.libreoffice
def test_libreoffice_opens_it_with_all_its_words(own, written, tmp_path):
    _, document = own[0]
    (tmp_path / "document.odt").write_bytes(written(document, "odt"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "document.odt")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "document.txt").read_text(encoding="utf-8")
    for paragraph in document.paragraphs():
        for word in paragraph.text.split():
            assert word in text
