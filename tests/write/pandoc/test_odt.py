"""OpenDocument text."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace

import pytest

from pipeline.document import Align, Cell, Column, Direction, Look, NoteMark, Row, Table, Text
from pipeline.write import Options, writer
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
    assert found == [("1", "title_label-38.3_before18"), ("2", "annex-label_breaks")]


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


def test_a_latin_passage_over_several_looks_is_isolated_once(make, written, opened):
    identity = make.replace(make.identity, language="ar", direction=Direction.RTL)
    ltr = Direction.LTR
    words = (Text("UN, ", isolate=ltr), Text("Treaty Series", Look.ITALIC, isolate=ltr))
    given = make.document(make.paragraph("p", "من ", *words), identity=identity)
    lines = [_text(p) for p in opened(written(given, "odt"))["content.xml"].iter(qname("text:p"))]
    assert "من \u2066UN, Treaty Series\u2069" in lines


def test_a_provisional_document_says_so_in_the_head_of_every_page(make, written, opened):
    given = make.document(identity=make.replace(make.identity, unassigned=("symbol",)))
    pages = list(opened(written(given, "odt"))["styles.xml"].iter(qname("style:master-page")))
    names = ("header", "header-left", "header-first")
    heads = [_text(head) for page in pages for name in names if (head := page.find(qname(f"style:{name}"))) is not None]
    assert len(heads) == 4
    assert all(head.startswith("Provisional.") for head in heads)


def _properties(parts, name, kind):
    styles = [*parts["content.xml"].iter(qname("style:style")), *parts["styles.xml"].iter(qname("style:style"))]
    (style,) = (s for s in styles if s.get(qname("style:name")) == name)
    return {key.partition("}")[2]: value for key, value in style.find(qname(f"style:{kind}-properties")).attrib.items()}


def _cells(parts, table):
    (found,) = (t for t in parts["content.xml"].iter(qname("table:table")) if table in t.get(qname("table:name")))
    return found, list(found.iter(qname("table:table-cell")))


def test_a_table_has_the_widths_the_place_and_the_rules_of_the_print(parts):
    table, cells = _cells(parts, "table-")
    look = _properties(parts, table.get(qname("table:style-name")), "table")
    assert (look["width"], look["margin-left"]) == ("200pt", "63.38pt")
    columns = [c.get(qname("table:style-name")) for c in table.iter(qname("table:table-column"))]
    assert [_properties(parts, c, "table-column")["column-width"] for c in columns] == ["100pt", "50pt", "50pt"]
    looks = [_properties(parts, cell.get(qname("table:style-name")), "table-cell") for cell in cells]
    assert [look["border-top"] for look in looks] == ["0.5pt solid #000000"] * 2 + ["none"] * 5
    assert [look["border-bottom"] for look in looks[-3:]] == ["1.5pt solid #000000"] * 3
    assert (looks[0]["vertical-align"], looks[-1]["vertical-align"]) == ("bottom", "top")


def test_figures_stand_at_the_end_and_totals_are_bold(make, written, opened):
    cells = (Cell(column=0, blocks=(make.paragraph("a", "All"),)),
             Cell(column=1, blocks=(make.paragraph("b", "92 383"),), align=Align.DECIMAL))  # fmt: skip
    given = Table(anchor="t", columns=(Column(), Column()), rows=(Row(cells, total=True),))
    content = opened(written(make.document(given), "odt"))["content.xml"]
    lines = {_text(p): p.get(qname("text:style-name")) for p in content.iter(qname("text:p"))}
    assert (lines["All"], lines["92\u00a0383"]) == ("table-body_bold", "table-body_end_bold")


def test_a_table_whose_words_do_not_fit_is_set_smaller(make, written, opened):
    cells = tuple(Cell(column=n, blocks=(make.paragraph(f"p{n}", "Responsibilities"),)) for n in range(9))
    given = Table(anchor="t", columns=(Column(),) * 9, rows=(Row(cells),))
    parts = opened(written(make.document(given), "odt"))
    (name,) = {p.get(qname("text:style-name")) for p in _cells(parts, "table-")[0].iter(qname("text:p"))}
    assert name.startswith("table-body_smaller")
    assert float(_properties(parts, name, "text")["font-size"].removesuffix("pt")) < 8.5


def test_a_table_too_wide_for_an_upright_page_has_a_landscape_page(make, written, opened):
    cells = tuple(Cell(column=n, blocks=(make.paragraph(f"p{n}", "Responsibilities"),)) for n in range(13))
    given = Table(anchor="t", columns=(Column(),) * 13, rows=(Row(cells),))
    parts = opened(
        written(make.document(make.paragraph("a", "word " * 200), given, make.paragraph("b", "word " * 200)), "odt")
    )
    styles = [s for part in ("content.xml", "styles.xml") for s in parts[part].iter(qname("style:style"))]
    masters = {s.get(qname("style:name")): s.get(qname("style:master-page-name")) for s in styles}
    table, _ = _cells(parts, "table-")
    assert masters[table.get(qname("table:style-name"))] == "Landscape"
    assert list(filter(None, masters.values())) == ["Landscape", "Standard"]
    layouts = parts["styles.xml"].iter(qname("style:page-layout"))
    (turned,) = (one[0] for one in layouts if one.get(qname("style:name")) == "turned")
    assert (turned.get(qname("fo:page-width")), turned.get(qname("fo:page-height"))) == ("792pt", "612pt")


@pytest.mark.parametrize(("language", "order"), [("en", 1), ("ar", -1)])
def test_heads_and_feet_of_a_landscape_page_run_down_its_sides(make, written, opened, language: str, order: int):
    cells = tuple(Cell(column=n, blocks=(make.paragraph(f"p{n}", "Responsibilities"),)) for n in range(13))
    given = make.document(Table(anchor="t", columns=(Column(),) * 13, rows=(Row(cells),)))
    direction = Direction.RTL if language == "ar" else Direction.LTR
    identity = replace(given.identity, language=language, direction=direction, running_title="Lamps", official=True)
    styles = opened(written(replace(given, identity=identity), "odt"))["styles.xml"]
    (page,) = (m for m in styles.iter(qname("style:master-page")) if m.get(qname("style:name")) == "Landscape")
    looks = {s.get(qname("style:name")): s for s in styles.iter(qname("style:style"))}
    for part, words in (("header", ["Lamps", "A/RES"]), ("header-left", ["A/RES", "Lamps"]), ("footer", ["", "/"])):
        frame = page.find(f"{qname(f'style:{part}')}/{qname('text:p')}/{qname('draw:frame')}")
        assert looks[frame.get(qname("draw:style-name"))].get(qname("style:parent-style-name")) == "Frame"
        inside = list(frame.iter(qname("table:table-cell")))
        assert all(found in "".join(c.itertext()) for c, found in zip(inside, words[::order], strict=True))
        modes = {looks[c.get(qname("table:style-name"))][0].get(qname("style:writing-mode")) for c in inside}
        assert modes == {"tb-rl"}


def test_a_total_stays_with_the_row_above_it(make, written, opened):
    texts = ("Posts", "Rent", "Total")
    rows = tuple(
        Row(
            (Cell(column=0, blocks=(make.paragraph(t, t),)), Cell(column=1, blocks=(make.paragraph(f"{t}2", "4"),))),
            total=t == "Total",
        )
        for t in texts
    )
    parts = opened(written(make.document(Table(anchor="t", columns=(Column(),) * 2, rows=rows)), "odt"))
    names = [p.get(qname("text:style-name")) for p in parts["content.xml"].iter(qname("text:p"))]
    both = (parts["content.xml"], parts["styles.xml"])
    styles = {s.get(qname("style:name")): s for part in both for s in part.iter(qname("style:style"))}
    kept = [styles[n][0].get(qname("fo:keep-with-next")) for n in names if n in styles and n.startswith("table-body")]
    assert kept == [None, None, "always", "always", None, None]
    config = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
    items = {item.get(f"{config}name"): item.text for item in parts["settings.xml"].iter(f"{config}config-item")}
    assert items["TableRowKeep"] == "true"


def test_a_row_that_introduces_the_next_is_kept_by_its_empty_first_cell_too(make, written, opened):
    title = make.replace(make.paragraph("i", "Title II. Rooms"), keep_with_next=True)
    rows = (
        Row((Cell(column=0), Cell(column=1, blocks=(title,)))),
        Row(
            (Cell(column=0, blocks=(make.paragraph("n", "2"),)), Cell(column=1, blocks=(make.paragraph("r", "Rent"),)))
        ),
    )
    parts = opened(written(make.document(Table(anchor="t", columns=(Column(),) * 2, rows=rows)), "odt"))
    table, _ = _cells(parts, "table-")
    names = [p.get(qname("text:style-name")) for p in table.iter(qname("text:p"))]
    assert len(names) == 4
    assert ["keeps" in name for name in names] == [True, True, False, False]


def test_a_text_without_landscape_pages_has_no_master_page_for_them(make, written, opened):
    styles = opened(written(make.document(make.paragraph("a", "word")), "odt"))["styles.xml"]
    assert [page.get(qname("style:name")) for page in styles.iter(qname("style:master-page"))] == ["First", "Standard"]
    layouts = [page.get(qname("style:name")) for page in styles.iter(qname("style:page-layout"))]
    assert layouts == ["first", "page"]


def test_a_table_in_which_words_are_parted_is_named(make):
    cells = tuple(Cell(column=n, blocks=(make.paragraph(f"p{n}", "Responsibilities"),)) for n in range(30))
    given = make.document(Table(anchor="t", columns=(Column(),) * 30, rows=(Row(cells),)))
    (remark,) = writer("odt")(given, Options()).remarks
    assert remark.what.startswith("table 1 (t)")


def test_the_masthead_is_as_large_as_the_print_and_opens_page_1(parts):
    table, cells = _cells(parts, "masthead-")
    style = table.get(qname("table:style-name"))
    (found,) = (s for s in parts["content.xml"].iter(qname("style:style")) if s.get(qname("style:name")) == style)
    assert found.get(qname("style:master-page-name")) == "First"
    assert len(cells) == 6
    large = [_text(s) for s in parts["content.xml"].iter(qname("text:span")) if _is_large(parts, s)]
    assert large == ["A"]


def _is_large(parts, span):
    named = span.get(qname("text:style-name"))
    styles = [s for s in parts["content.xml"].iter(qname("style:style")) if s.get(qname("style:name")) == named]
    return "symbol-first" in (named, *(s.get(qname("style:parent-style-name")) for s in styles))


def test_later_pages_have_symbol_and_title_at_opposite_edges_and_their_number(parts):
    page = list(parts["styles.xml"].iter(qname("style:master-page")))[-1]
    odd, even = (_text(page.find(qname(f"style:{name}"))) for name in ("header", "header-left"))
    assert odd == "Rights of the childA/RES/80/1"
    assert even == "A/RES/80/1Rights of the child"
    assert page.find(f"{qname('style:footer')}//{qname('text:page-count')}") is not None


def test_a_space_is_between_the_mark_of_a_note_and_its_text(parts):
    bodies = list(parts["content.xml"].iter(qname("text:note-body")))
    assert bodies
    assert all(next(body.iter(qname("text:s")), None) is not None for body in bodies)


def test_marks_of_notes_are_raised(parts):
    for name in ("noteref", "Footnote_20_anchor", "Footnote_20_Symbol"):
        assert _properties(parts, name, "text")["text-position"] == "super 58%"


def test_no_line_parts_a_number_in_groups(make, written, opened):
    lines = [
        _text(p)
        for p in opened(written(make.document(make.paragraph("p", "of 56 126 600 dollars")), "odt"))[
            "content.xml"
        ].iter(qname("text:p"))
    ]
    assert "of 56\u00a0126\u00a0600 dollars" in lines


def test_no_line_parts_a_number_that_runs_from_left_to_right_in_arabic(make, written, opened):
    identity = make.replace(make.identity, language="ar", language_code="ara", direction=Direction.RTL)
    number = Text("63 930 800", isolate=Direction.LTR)
    content = opened(written(make.document(make.paragraph("p", number), identity=identity), "odt"))["content.xml"]
    assert "63\u202f930\u202f800" in "".join(content.itertext())


def test_dates_come_from_the_document(parts):
    assert parts["meta.xml"].findtext(f".//{qname('meta:creation-date')}") == "2025-12-05T00:00:00"


@pytest.mark.libreoffice
def test_libreoffice_opens_it_with_all_its_words(own, written, tmp_path):
    _, document = own[0]
    (tmp_path / "document.odt").write_bytes(written(document, "odt"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "document.odt")]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    text = (tmp_path / "document.txt").read_text(encoding="utf-8")
    for paragraph in document.paragraphs():
        for word in paragraph.text.split():
            assert word in text


@pytest.mark.parametrize("official", [True, False])
def test_a_short_rule_in_the_middle_of_the_page_ends_an_official_document(make, written, opened, official: bool):
    given = make.document(make.paragraph("a", "word"))
    given = replace(given, identity=replace(given.identity, official=official))
    parts = opened(written(given, "odt"))
    (text,) = parts["content.xml"].iter(qname("office:text"))
    rules = list(text.iter(qname("draw:line")))
    assert len(rules) == official
    for rule in rules:
        ends = [float(rule.get(qname(f"svg:x{n}")).removesuffix("pt")) for n in (1, 2)]
        assert ends[1] - ends[0] == 72
        assert sum(ends) / 2 == pytest.approx((612 - 60 - 60) / 2, abs=0.5)
        assert text[-1] is rule.getparent()
