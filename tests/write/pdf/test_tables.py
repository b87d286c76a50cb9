"""Tables: widths, rules, rows over pages, cells over rows."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from pipeline.document import Align, Borders, Cell, Column, Paragraph, Picture, PictureFile, Role, Row, Table, Text
from pipeline.document.blocks import nested
from pipeline.forms import form_named
from pipeline.layout.tables import Ruling
from pipeline.write import Options, parts
from pipeline.write.pdf.writer import write
from tests.write.pdf.write_pdf_tools import document, line_begins, page_texts, structure

MEASURES = form_named("new-york").table


def cell(column: int, text: str, **more) -> Cell:
    block = Paragraph(anchor=f"c{column}{len(text)}", role=Role.TEXT, inlines=(Text(text),))
    return Cell(column=column, blocks=(block,), **more)


def table(*rows: Row, columns: int = 2, **more) -> Table:
    return Table(anchor="t", columns=tuple(Column() for _ in range(columns)), rows=rows, **more)


def texts(made: Table) -> list[str]:
    return page_texts(write(document(made), Options()).data)


def test_a_cell_over_rows_that_are_too_short_for_it_flows_on_and_loses_no_word():
    words = " ".join(f"word{n}" for n in range(900))
    rows = [Row((cell(0, "first"), cell(1, words, row_span=3)))]
    rows += [Row((cell(0, f"row {n}"),)) for n in range(2)]
    found = re.findall(r"word\d+", " ".join(texts(table(*rows))))
    assert found == words.split()


def test_lines_of_a_cell_over_several_rows_follow_each_other_without_a_gap():
    """Rows of a height that is not a multiple of the lines': some line would cross the border of two rows."""
    words = " ".join(f"word{n}" for n in range(230))
    rows = [Row((cell(0, "row of its own", column_span=1), cell(1, words, row_span=9)))]
    rows += [Row((cell(0, f"row {n} " + "of two or more lines " * (1 + n % 3)),)) for n in range(8)]
    with pypdfium2.PdfDocument(write(document(table(*rows)), Options()).data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            found = [text.get_charbox(m.start(), loose=True)[1] for m in re.finditer(r"word\d+", text.get_text_range())]
            lines = [a - b for a, b in pairwise(found) if a - b > 1.0]
            assert lines and max(lines) < min(lines) * 1.2


def test_a_row_taller_than_a_page_is_divided_and_loses_no_word():
    words = " ".join(f"word{n}" for n in range(3000))
    pages = texts(table(Row((cell(0, "left"), cell(1, words)))))
    assert len(pages) > 2
    assert re.findall(r"word\d+", " ".join(pages)) == words.split()


def illustrated(place: int, text: str, height: float) -> Cell:
    """Return a cell of words and a picture of this height below them."""
    words = cell(place, text).blocks
    shown = Paragraph(anchor=f"p{place}", role=Role.TEXT, inlines=(Picture("one", "Lamp", 72.0, height),))
    return Cell(column=place, blocks=(*words, shown))


def pages_with_pictures(made: Table) -> list[tuple[str, int]]:
    """Return the text of each page, and the number of pictures on it."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    files = {"one": PictureFile(data=out.getvalue(), media_type="image/png", width=4, height=4, source="one.png")}
    data = write(replace(document(made), pictures=files), Options()).data
    with pypdfium2.PdfDocument(data) as pdf:
        counts = [sum(e.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for e in page.get_objects()) for page in pdf]
    return list(zip(page_texts(data), counts, strict=True))


def test_a_row_is_divided_above_its_picture_but_not_with_pictures_side_by_side():
    lines = [Row((cell(0, f"row {n}"), cell(1, "12"))) for n in range(22)]
    emblem = pages_with_pictures(table(*lines))[0][1]
    first, second = pages_with_pictures(table(*lines, Row((illustrated(0, "Lamps", 300.0), cell(1, "12")))))
    assert "Lamps" in first[0] and first[1] == emblem and second[1] == 1
    beside = Row((illustrated(0, "Lamps", 300.0), illustrated(1, "Buoys", 300.0)))
    first, second = pages_with_pictures(table(*lines, beside))
    assert "Lamps" not in first[0] and second[1] == 2


def wide(count: int, text: str, **more) -> Table:
    """Return a table of so many columns, each with this text."""
    return table(Row(tuple(cell(n, text) for n in range(count))), columns=count, **more)


def test_no_word_is_parted_while_another_column_has_room():
    rows = Row((cell(0, "Continuation"), cell(1, "of")))
    made = Table(anchor="t", columns=(Column(20.0), Column(300.0)), rows=(rows,), width=320.0)
    assert "Continuation" in " ".join(texts(made))


def test_a_table_whose_words_do_not_fit_takes_the_full_measure_then_smaller_type():
    written = write(document(wide(18, "98765")), Options())
    assert " ".join(page_texts(written.data)).count("98765") == 18
    assert written.warnings == ()


def test_a_table_that_fits_in_no_way_is_named_and_nothing_is_overprinted():
    written = write(document(wide(60, "1234567")), Options())
    (remark,) = written.remarks
    assert remark.what.startswith("table 1 (t): ")
    assert overprinted(written.data) == []


def test_words_that_fit_in_no_way_are_hyphenated_and_read_as_one_word():
    written = write(document(wide(24, "intergovernmental")), Options())
    (remark,) = written.remarks
    assert remark.what.endswith("words are hyphenated")
    assert "intergov-\nernment-\nal" in page_texts(written.data)[-1]
    assert parts(written.data, "pdf", "en").text.count("intergovernmental") == 24


def overprinted(data: bytes) -> list[str]:
    """Return the pairs of characters of which one covers a third of the other."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [page.get_charbox(n) for n in range(page.count_chars()) if page.get_text_range(n, 1).isalnum()]
    found = []
    for n, (left, low, right, high) in enumerate(boxes):
        for other in boxes[:n]:
            across, up = min(right, other[2]) - max(left, other[0]), min(high, other[3]) - max(low, other[1])
            if across > 0 and up > 0 and across * up > 0.34 * (right - left) * (high - low):
                found.append(f"{n}")
    return found


def test_a_word_too_long_for_its_column_is_broken_after_a_slash():
    text = " ".join(texts(wide(15, "S/RES/1674")))
    assert "S/RES/1674" not in text
    assert re.search(r"S/RES/\s+1674", text)


def test_short_rows_of_a_span_stay_on_one_page():
    filler = [Row((cell(0, f"filler {n}"), cell(1, "x"))) for n in range(33)]
    for shift in range(6):
        span = [Row((cell(0, "top", row_span=2), cell(1, "upper"))), Row((cell(1, "lower"),))]
        pages = texts(table(*filler[: 27 + shift], *span))
        assert any("upper" in page and "lower" in page for page in pages)


def test_spans_are_exposed_to_assistive_technology():
    rows = (
        Row((cell(0, "wide", column_span=2, header=True, scope="col"),), header=True),
        Row((cell(0, "a"), cell(1, "b"))),
    )
    tree = structure(write(document(table(*rows)), Options()).data)
    assert [line.strip() for line in tree if line.strip() in ("TR", "TH", "TD")] == ["TR", "TH", "TR", "TD", "TD"]


def test_a_table_without_any_rule_in_its_source_gets_those_of_the_form():
    ruling = Ruling(table(Row((cell(0, "h"), cell(1, "h")), header=True), Row((cell(0, "a"), cell(1, "b")))), MEASURES)
    assert ruling.above() == [0.5, 1.5, 1.5]


def test_rules_of_the_source_are_kept_and_none_is_added():
    bordered = Row((cell(0, "a", borders=Borders(top=2.0)), cell(1, "b")))
    assert Ruling(table(bordered, Row((cell(0, "c"), cell(1, "d")))), MEASURES).above() == [2.0, 0.0, 0.0]


def test_a_box_has_a_frame():
    made = table(Row((cell(0, "text"),)), columns=1, box=True)
    borders = Ruling(made, MEASURES).around(0, made.rows[0].cells[0])
    assert (borders.top, borders.bottom, borders.left, borders.right) == (0.5, 0.5, 0.5, 0.5)


def test_a_figure_with_spaces_between_its_groups_is_never_broken():
    made = Table(anchor="t", columns=(Column(30.0), Column(60.0)), rows=(Row((cell(0, "63 930 800"), cell(1, "x"))),))
    lines = " ".join(texts(made)).split("\n")
    assert any("63 930 800" in line for line in lines)


def head_of(**more) -> str:
    """Return page 1 with a head cell whose padding is just what its words lack for one line."""
    head = Row((cell(0, "Threshold in United", header=True, **more), cell(1, "b", header=True)), header=True)
    body = Row((cell(0, "x"), cell(1, "y")))
    return texts(Table(anchor="t", columns=(Column(61.5), Column(60.0)), rows=(head, body), width=121.5))[0]


def test_the_head_of_a_column_of_words_may_use_the_padding_at_its_end_to_save_a_line():
    assert "Threshold in United" in head_of()
    assert "Threshold in United" not in head_of(align=Align.END)


def test_no_page_ends_with_a_row_that_introduces_the_next():
    seen = set()
    for count in range(1, 30):
        kept = Paragraph(anchor="k", role=Role.TEXT, inlines=(Text("Of which:"),), keep_with_next=True)
        rows = [Row((cell(0, f"Row {n}x"), cell(1, "1 000"))) for n in range(20 + count)]
        made = table(*rows, Row((Cell(column=0, blocks=(kept,)), cell(1, ""))), Row((cell(0, "Detail"), cell(1, "5"))))
        pages = texts(made)
        seen.add(next(n for n, page in enumerate(pages) if "Of which:" in page))
        assert any("Of which:" in page and "Detail" in page for page in pages)
    assert len(seen) > 1  # the row was on the first page and on the second


def rules(data: bytes, page: int) -> list[tuple[float, float]]:
    """Return the distance from the foot of the paper and width of each rule over the first column, from above."""
    paper = pypdfium2.PdfDocument(data)[page]
    found = (thing.get_bounds() for thing in paper.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]))
    drawn = {(round(low, 1), round(high - low, 1)) for left, low, right, high in found if left > 120 and right < 310}
    return sorted(drawn, reverse=True)


def test_a_repeated_head_has_its_rule_and_no_rule_of_the_row_above_is_drawn_again():
    head = Row((cell(0, "Item", header=True), cell(1, "Amount", header=True)), header=True)
    spacer = Row((Cell(column=0, borders=Borders(top=1.5)), Cell(column=1, borders=Borders(top=1.5))))
    ruled = Borders(top=0.5, bottom=0.5)
    body = [Row((cell(0, f"Row {n}x", borders=ruled), cell(1, "1 000", borders=ruled))) for n in range(80)]
    made = write(document(table(head, spacer, *body)), Options()).data
    (under_head, width), (first_row, _), *_ = rules(made, 1)
    assert width == 1.5
    assert under_head - first_row > 17  # the empty row and the first row, without a rule between them


def filled(count: int, *more: Row) -> Table:
    """Return a table of so many rows, and these."""
    return table(*[Row((cell(0, f"Row {n}x"), cell(1, "1 000"))) for n in range(count)], *more)


def test_no_page_begins_with_a_total():
    begun = []
    for count in range(20, 50):
        total = Row((cell(0, "Subtotal"), cell(1, "9 000")), total=True)
        pages = texts(filled(count, total))
        last = next(page for page in pages if "Subtotal" in page)
        begun.append(f"Row {count - 1}x" in last)
    assert all(begun)


def test_a_box_that_fits_on_a_page_is_whole():
    words = " ".join(["Lamps are lit at dusk and put out at dawn."] * 20)
    for count in range(12, 32):
        rows = tuple(Row((cell(0, text),)) for text in ("Box of lamps", words, "The end of it"))
        box = Table(anchor="b", columns=(Column(),), rows=rows, box=True)
        pages = page_texts(write(document(filled(count), box), Options()).data)
        assert [n for n, page in enumerate(pages) if "Box of lamps" in page] == [
            n for n, page in enumerate(pages) if "The end of it" in page
        ]


def test_the_notes_of_a_table_stand_on_the_page_of_its_last_row():
    for count in range(20, 50):
        note = Paragraph(anchor="n", role=Role.TABLE_NOTE, inlines=(Text("Abbreviations: x, lamp."),))
        pages = page_texts(write(document(filled(count), note), Options()).data)
        assert any("Abbreviations" in page and f"Row {count - 1}x" in page for page in pages)


def baselines(data: bytes, word: str) -> list[float]:
    """Return the feet of the first letters of a word's occurrences on the first page."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    text = page.get_text_range()
    return [page.get_charbox(match.start())[1] for match in re.finditer(word, text)]


def test_a_cell_over_many_short_rows_runs_on_over_their_borders():
    words = " ".join(["lamp"] * 200)
    rows = [Row((cell(0, "Row"), cell(1, words, row_span=25)))] + [Row((cell(0, "Row"),)) for _ in range(24)]
    made = Table(anchor="t", columns=(Column(200.0), Column(100.0)), rows=tuple(rows), width=300.0)
    found = sorted(set(baselines(write(document(made), Options()).data, "lamp")), reverse=True)
    steps = [round(above - below, 1) for above, below in pairwise(found)]
    assert len(steps) > 20
    assert sum(step != 10.5 for step in steps) <= 3  # where pages may turn


@pytest.mark.parametrize("sides", [True, False])
@pytest.mark.parametrize("over", [1, 3])
def test_a_cell_with_rules_at_its_sides_is_closed_where_a_page_ends(sides: bool, over: int):
    """`over`: rows that the long cell spans."""
    around = Borders(top=0.5, bottom=0.5, **({"left": 0.5, "right": 0.5} if sides else {}))
    long = replace(cell(0, "lamp " * 900, borders=around), row_span=over)
    more = [Row((cell(1, "Dusk", borders=around),)) for _ in range(over - 1)]
    made = write(document(table(Row((long, cell(1, "Dawn", borders=around))), *more)), Options()).data
    last, first = min(feet(made, 0)), max(feet(made, 1))
    assert any(last - 6 < foot < last - 1 for foot in across(made, 0)) is sides
    assert any(first + 6 < foot < first + 14 for foot in across(made, 1)) is sides


def across(data: bytes, page: int) -> list[float]:
    """Return the height of each rule across a column, from the foot of the paper."""
    paths = pypdfium2.PdfDocument(data)[page].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    return [low for left, low, right, high in (path.get_bounds() for path in paths) if right - left > 20 > high - low]


def feet(data: bytes, page: int) -> list[float]:
    """Return the feet of the words of the long cell on a page."""
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    return [text.get_charbox(match.start())[1] for match in re.finditer("lamp", text.get_text_range())]


def test_a_note_is_as_wide_as_its_table():
    words = (
        "Abbreviations of the lamps that were counted by the keepers of the harbours of the northern coast at noon. "
    )
    note = Paragraph(anchor="n", role=Role.TABLE_NOTE, inlines=(Text(words * 3),))
    row = Row((cell(0, "Lamps"), cell(1, "Keepers")))
    narrow, wide = (
        len(line_begins(write(document(table(row, width=width), note), Options()).data, words * 3))
        for width in (300.0, 490.0)
    )
    assert narrow > wide


def test_the_letter_of_a_note_to_a_table_is_raised():
    note = Paragraph(anchor="n", role=Role.TABLE_NOTE, label=(Text("b"),), inlines=(Text("Counted at noon."),))
    data = write(document(table(Row((cell(0, "Lamps"), cell(1, "Keepers")))), note), Options()).data
    assert line_begins(data, "b")[0][1] > line_begins(data, "Counted at noon.")[0][1] + 2.0


def holding(*inner: Table) -> Table:
    """Return a table of one row below a head, each cell with a table within it."""
    head = Row(tuple(cell(n, "Coast", header=True) for n in range(len(inner))), header=True)
    cells = tuple(
        Cell(
            column=number,
            blocks=tuple(block for row in one.rows for inside in row.cells for block in inside.blocks),
            nested=nested([(0, one)], len(one.rows) * len(one.columns)),
        )
        for number, one in enumerate(inner)
    )
    return table(head, Row(cells), columns=len(inner))


def test_the_head_of_a_table_within_a_cell_is_repeated_on_each_page():
    head = Row((cell(0, "Station", header=True), cell(1, "Lamps", header=True)), header=True)
    inner = replace(filled(70), anchor="within")
    inner = replace(inner, rows=(head, *inner.rows))
    made = write(document(holding(inner)), Options()).data
    first, second, *_ = page_texts(made)
    assert first.count("Station") == second.count("Station") == 1
    assert second.index("Coast") < second.index("Station") < second.index("Row")
    assert "\n".join(structure(made)).count("Station") == 1
    assert "Station" not in page_texts(write(document(holding(inner, inner)), Options()).data)[1]


def test_a_row_that_stays_with_the_next_one_is_not_divided():
    words = " ".join(f"word{n}" for n in range(120))
    long = cell(1, words)
    kept = replace(long, blocks=tuple(replace(block, keep_with_next=True) for block in long.blocks))
    divided, whole = (
        [
            len([page for page in texts(table(*rows, Row((cell(0, "Lamps"), second)))) if "word" in page])
            for rows in (tuple(Row((cell(0, f"Row {n}"),)) for n in range(count)) for count in range(18, 26))
        ]
        for second in (long, kept)
    )
    assert max(divided) == 2
    assert set(whole) == {1}


def test_the_rule_below_the_head_is_above_its_empty_row_and_adds_nothing_to_the_table():
    head, body = (cell(0, "Harbour"), cell(1, "Lamps")), Row((cell(0, "North"), cell(1, "12")))
    empty = (Cell(column=0, blocks=()), Cell(column=1, blocks=()))
    made = table(Row(head, header=True), Row(empty, header=True), body)
    ruling = Ruling(made, MEASURES)
    assert [ruling.around(n, row.cells[0]).bottom or 0.0 for n, row in enumerate(made.rows)] == [1.5, 0.0, 1.5]
    data = write(document(made), Options()).data
    tall = line_begins(data, "Harbour")[0][1] - line_begins(data, "North")[0][1]
    data = write(document(replace(made, borders=Borders(top=0.0))), Options()).data
    assert tall == pytest.approx(line_begins(data, "Harbour")[0][1] - line_begins(data, "North")[0][1])
