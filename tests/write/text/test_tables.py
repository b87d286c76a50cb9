"""Tables in text: columns, records, boxes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Cell, Column, Row, Table
from pipeline.write import Options
from pipeline.write.text.file import write, write_flow
from tests.makers import document, table


def lines_of(made, writer=write):
    return writer(document(made), Options()).data.decode("utf-8").split("\n")


def test_columns_are_as_wide_as_their_cells():
    assert lines_of(table(("a", "bb"), ("cccc", "d")))[:5] == [
        "--------",
        "a     bb",
        "--------",
        "cccc  d",
        "--------",
    ]


def test_chinese_columns_are_aligned_by_display_width():
    lines = lines_of(table(("国家", "数额"), ("马里", "5")))
    assert lines[1] == "国家  数额"
    assert lines[3] == "马里  5"


def test_long_cells_are_wrapped_beside_each_other():
    lines = lines_of(table(("State", "Text"), ("Mali", "word " * 30)))
    assert lines[3].startswith("Mali   word word")
    assert lines[4].startswith("       word")


def test_figures_are_never_parted():
    lines = lines_of(table(("Text", "Sum"), ("word " * 40, "(92 383 700)")))
    assert any("(92 383 700)" in line for line in lines)


def test_a_table_too_wide_for_columns_becomes_records_in_which_empty_cells_count():
    head = tuple(f"Responsibility{n}" for n in range(7))
    lines = lines_of(table(head, ("", "", "x", "", "y", "", "")))
    assert lines[1].startswith("Responsibility0 | Responsibility1 | ")
    assert "|  | x |  | y" in lines


def test_columns_keep_the_proportions_of_the_source_where_the_text_does_not_fit_on_one_line():
    made = replace(table(("word " * 30, "word " * 30)), columns=(Column(50.0), Column(150.0)))
    (line, *_) = [line for line in lines_of(made) if "word" in line]
    narrow, wide = (part.split() for part in line.split("  ") if part.strip())
    assert 2.5 < len(wide) / len(narrow) < 4


def test_short_columns_stand_on_one_line_beside_long_ones():
    lines = lines_of(table(("Region", "Station", "Remarks"), ("coast between " * 6, "Station 1", "read at dawn " * 9)))
    assert any("  Station 1  " in line for line in lines)


def test_no_word_under_a_head_that_spans_columns_is_parted():
    base = table(("Responsibilities of States", "", "x"), ("a", "b", "word " * 40))
    head = Row(cells=(replace(base.rows[0].cells[0], column_span=2), base.rows[0].cells[2]), header=True)
    made = replace(base, rows=(head, base.rows[1]))
    assert any("Responsibilities" in line for line in lines_of(made))


def test_a_cell_over_two_columns_has_the_room_of_both():
    base = table(("aa", "bb"), ("c", "d"))
    wide = replace(base.rows[0].cells[0], column_span=2)
    wide = replace(wide, blocks=(replace(wide.blocks[0], inlines=base.rows[1].cells[0].blocks[0].inlines * 12),))
    lines = lines_of(replace(base, rows=(Row(cells=(wide,)), *base.rows[1:])))
    assert lines[1] == "c" * 12


def test_a_box_is_text_between_two_rules():
    lines = lines_of(table(("one",), ("two",), heads=0, box=True))
    assert [line for line in lines if line][:4] == ["-" * 76, "one", "two", "-" * 76]


def test_a_row_of_the_unwrapped_form_is_a_line_with_tabs():
    assert lines_of(table(("a", "b"), ("c", "")), write_flow)[:2] == ["a\tb", "c"]


def test_a_table_of_empty_cells_is_not_an_error():
    empty = Table(anchor="t", columns=(Column(),), rows=(Row(cells=(Cell(column=0),)), Row(cells=())))
    assert lines_of(empty)[0].startswith("-")


def test_figures_stand_beside_the_last_line_of_the_text_before_them():
    """So a row reads cell by cell, as it does in print."""
    lines = lines_of(table(("Text", "Gross", "Net"), ("Estimated " * 12, "63 930 800", "58 552 400")))
    row = [line for line in lines if "Estimated" in line]
    assert len(row) > 1
    assert row[-1].endswith("63 930 800  58 552 400")
    assert not any(c.isdigit() for line in row[:-1] for c in line)


def test_what_stands_before_a_long_cell_stands_beside_its_first_line():
    lines = lines_of(table(("State", "Text", "Sum"), ("Mali", "word " * 30, "92")))
    row = [line for line in lines if "word" in line]
    assert row[0].startswith("Mali") and not row[0].endswith("92")
    assert row[-1].endswith("92")


def test_words_after_a_long_cell_are_beside_its_first_line():
    lines = lines_of(table(("State", "Text", "Office"), ("Mali", "word " * 30, "Harbour of Bamako")))
    row = [line for line in lines if "word" in line]
    assert len(row) > 1
    assert row[0].endswith("Harbour of Bamako")


def test_a_figure_of_a_table_within_a_cell_is_never_parted():
    inner = table(("大会" * 3, "回顾12502022号"), ("秘书", "决定"))
    row = tuple(Cell(column=n, blocks=(inner,), anchor=f"c{n}") for n in range(7))
    made = Table(anchor="t", columns=(Column(),) * 7, rows=(Row(row),))
    assert "\n".join(lines_of(made)).count("12502022") == 7
