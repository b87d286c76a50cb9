"""Frames of tables: width, type, padding, and where lines may end."""

from __future__ import annotations

from pipeline.document import Cell, Column, Paragraph, Role, Row, Table, Text
from pipeline.forms import form_named
from pipeline.layout.cells import CellNeeds
from pipeline.layout.frames import Frame, Parting, Type, crowded, framed, widest
from pipeline.layout.measure import Extent, Measure

FORM = form_named("new-york")


def table(count: int, word: str, **more) -> Table:
    cells = tuple(
        Cell(column=n, blocks=(Paragraph(anchor=f"c{n}", role=Role.TEXT, inlines=(Text(word),)),)) for n in range(count)
    )
    return Table(anchor="t", columns=tuple(Column() for _ in range(count)), rows=(Row(cells),), **more)


def frame(count: int, word: str, **more) -> Frame:
    made = table(count, word, **more)
    return framed(made, FORM, CellNeeds(made, FORM, "en", False).columns)


def test_a_table_that_fits_in_the_text_column_stands_there_in_its_own_type():
    assert frame(4, "1 000") == Frame(FORM.page.column)


def test_a_wider_one_takes_the_full_measure_then_the_largest_type_in_which_it_fits():
    assert frame(12, "12 345") == Frame(widest(FORM))
    found = frame(14, "123 456")
    assert found.fits
    assert 0 < found.type.smaller < FORM.style("table-body").size - FORM.table.smallest
    assert found.type.parting is Parting.NONE


def test_symbols_are_cut_after_slashes_in_the_largest_type_that_then_fits():
    assert frame(9, "A/HRC/RES/59/1234") == Frame(FORM.page.column, Type(0.0, False, Parting.SLASHES))


def test_padding_gives_way_before_words_are_hyphenated_and_these_before_they_are_parted():
    kinds = [frame(count, "Continuation").type for count in (10, 12, 20, 60)]
    assert [kind.tight for kind in kinds] == [False, True, True, True]
    assert [kind.parting for kind in kinds] == [Parting.NONE, Parting.NONE, Parting.HYPHENS, Parting.ANYWHERE]


def test_a_box_keeps_its_width_and_type():
    found = frame(1, "Unconstitutionality", width=60.0, box=True)
    assert (found.width, found.type.smaller, found.type.tight) == (60.0, 0.0, False)
    assert not found.fits


def test_a_table_that_fits_nowhere_is_named_by_number_name_and_title():
    made = table(2, "word", summary="Resources of the programme by source of funds and by year of the plan", eid="t__1")
    remark = crowded(made, 3, Frame(100.0, Type(2.5, True, Parting.ANYWHERE)))
    assert remark.what == (
        "table 3 (t, “Resources of the programme by source of funds and by year …”): "
        "too wide for its page even in the smallest type: words are divided"
    )
    assert (remark.eid, remark.begins) == ("t__1", "word")


def test_a_text_is_measured_once_for_all_sizes_of_type_and_formats(monkeypatch):
    made = table(14, "987 654 321")
    asked: list[str] = []
    original = Measure.extent

    def counted(self: Measure, text: str, bold: bool, italic: bool) -> Extent:
        asked.append(text)
        return original(self, text, bold, italic)

    monkeypatch.setattr(Measure, "extent", counted)
    needs = CellNeeds(made, FORM, "en", False)
    framed(made, FORM, needs.columns)
    assert 0 < len(asked) <= 2 * len(Parting)  # on one line, and as a number; the same for all cells
    asked.clear()
    CellNeeds(made, FORM, "en", False, 1.1).columns(Type())
    assert asked == []  # and formats


def test_needs_in_smaller_type_are_those_of_the_text_measured_in_it():
    made = table(1, "A/HRC/RES/59/1234 and others")
    needs = CellNeeds(made, FORM, "en", False)
    needs.columns(Type())
    for type in (Type(1.5), Type(1.5, parting=Parting.SLASHES), Type(0.5, tight=True)):
        assert needs.columns(type).need() == CellNeeds(made, FORM, "en", False).columns(type).need()


def test_a_column_has_room_for_what_other_programs_round_a_word_up_by():
    """The programs that open Word files part a word of four letters else."""
    word = Cell(column=0, header=True, blocks=(Paragraph(anchor="c", role=Role.TEXT, inlines=(Text("Mark"),)),))
    made = Table(anchor="t", columns=(Column(),), rows=(Row((word,), header=True),))
    needs = CellNeeds(made, FORM, "en", rtl=False)
    measured = Measure("en", rtl=False).width("Mark", needs.style(word, Type()))
    least = needs.columns(Type()).need().longest - FORM.table.pad_left - FORM.table.pad_right
    assert least >= measured * 1.02 + 0.4
