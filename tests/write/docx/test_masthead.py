"""The masthead: a table in the body, its rules, the emblem's place, the session block below."""

from pipeline.document import Direction, MastheadRole


def test_the_masthead_opens_the_body_where_every_reader_finds_it(make):
    package = make.written(make.document())
    first = package.body("//w:body/*[1]")[0]
    assert first.tag == f"{make.W}tbl"
    assert [make.words(p) for p in first.iter(f"{make.W}p") if make.words(p)] == [
        "United Nations", "A/RES/80/1", "General Assembly", "Distr.: General", "11 December 2025",
    ]  # fmt: skip


def test_it_has_the_geometry_of_the_official_file(make):
    package = make.written(make.document())
    assert package.body("//w:body/w:tbl[1]/w:tblGrid/w:gridCol/@w:w") == ["1267", "1872", "245", "3110", "245", "3111"]
    assert package.body("//w:body/w:tbl[1]/w:tr/w:trPr/w:trHeight/@w:hRule") == ["exact", "exact"]
    assert package.body("//w:body/w:tbl[1]/w:tr[2]/w:trPr/w:trHeight/@w:val") == ["2880"]


def test_it_has_a_thin_and_a_thick_rule_over_the_full_measure(make):
    package = make.written(make.document())
    assert set(package.body("//w:body/w:tbl[1]/w:tr[1]/w:tc//w:tcBorders/w:bottom/@w:sz")) == {"4"}
    assert set(package.body("//w:body/w:tbl[1]/w:tr[2]/w:tc//w:tcBorders/w:bottom/@w:sz")) == {"12"}


def test_the_first_component_of_the_symbol_is_large(make):
    package = make.written(make.document())
    sizes = package.body("//w:p[w:pPr/w:pStyle/@w:val='MastheadSymbol']//w:r[w:t='A']/w:rPr/w:sz/@w:val")
    assert sizes == ["40"]


def test_all_of_the_symbol_is_lowered_on_a_line_that_does_not_cut_it(make):
    package = make.written(make.document())
    symbol = "//w:p[w:pPr/w:pStyle/@w:val='MastheadSymbol']"
    assert package.body(f"{symbol}/w:pPr/w:spacing/@w:lineRule") == ["auto"]
    assert package.body(f"count({symbol}//w:r)") == 2
    assert package.body(f"{symbol}//w:r/w:rPr/w:position/@w:val") == ["-4", "-4"]


def test_the_place_of_the_emblem_is_kept_and_described(make):
    package = make.written(make.document())
    assert package.body("//w:body/w:tbl[1]//wp:extent/@cx") == [str(round(56.1 * 12700))]
    assert "emblem" in package.body("//w:body/w:tbl[1]//wp:docPr/@descr")[0]
    assert package.body("//w:sdt/w:sdtPr/w:picture")


def test_session_and_item_stand_below_in_their_styles(make):
    package = make.written(make.document())
    styles = package.body("//w:body/w:p[position() < 3]/w:pPr/w:pStyle/@w:val")
    assert styles == ["Session", "AgendaItemNormal"]


def test_the_first_header_repeats_nothing_of_it(make):
    package = make.written(make.document())
    assert make.words(package.part(package.headers()["header-first"])) == ""


def test_the_arabic_masthead_begins_at_the_right(make):
    package = make.written(make.document(language="ar", direction=Direction.RTL))
    assert package.body("//w:body/w:tbl[1]/w:tblPr/w:bidiVisual")


def test_original_stands_a_line_below_the_date(make):
    made = make.document()
    fields = (*made.masthead.fields, make.field(MastheadRole.ORIGINAL, "Original: French"))
    changed = type(made)(
        identity=made.identity, parts=made.parts, title=made.title, masthead=type(made.masthead)(fields=fields)
    )
    package = make.written(changed)
    assert package.body("//w:p[w:pPr/w:pStyle/@w:val='Original']/w:pPr/w:spacing/@w:before") == ["240"]
