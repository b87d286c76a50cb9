"""Bookmark names."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.docx.ooxml.bookmarks import LIMIT, Bookmarks, escaped


def test_an_eid_of_the_convention_is_its_own_name():
    assert Bookmarks().name("para_14__content") == "para_14__content"


def test_letters_of_other_scripts_are_written_as_numbers():
    assert escaped("point_أ") == "point_x0623"


def test_a_name_never_begins_with_an_underscore_or_figure():
    assert escaped("_hidden") == "b_hidden"
    assert escaped("1st") == "b1st"


@given(st.lists(st.text(min_size=1, max_size=80), unique=True, max_size=20))
def test_names_are_unique_whatever_the_case_and_never_too_long(anchors):
    bookmarks = Bookmarks()
    names = [bookmarks.name(anchor) for anchor in anchors]
    assert len({name.casefold() for name in names}) == len(anchors)
    assert all(len(name) <= LIMIT and name.isascii() for name in names)


def test_the_same_anchor_keeps_its_name():
    bookmarks = Bookmarks()
    assert bookmarks.name("x" * 90) == bookmarks.name("x" * 90)


def test_anchors_that_differ_in_case_only_get_two_names():
    bookmarks = Bookmarks()
    assert bookmarks.name("Para_1") != bookmarks.name("para_1")


def test_every_block_of_a_document_has_its_bookmark_and_each_is_closed(make):
    package = make.written(
        make.document(make.paragraph("One.", anchor="para_1"), make.paragraph("Two.", anchor="para_2"))
    )
    names = package.body("//w:bookmarkStart/@w:name")
    assert {"para_1", "para_2", "title"} <= set(names)
    assert sorted(package.body("//w:bookmarkStart/@w:id")) == sorted(package.body("//w:bookmarkEnd/@w:id"))


def test_every_inner_link_of_the_letter_leads_to_a_bookmark(letter):
    targets = letter.body("//w:hyperlink/@w:anchor")
    assert targets
    assert set(targets) <= set(letter.body("//w:bookmarkStart/@w:name"))


def test_parts_and_tables_have_bookmarks(make):
    from pipeline.document import Cell, Column, Row, Table

    table = Table(anchor="table_1", columns=(Column(),), rows=(Row((Cell(column=0),)),))
    package = make.written(make.document(parts=(make.part(table, anchor="att_1"),)))
    assert {"att_1", "table_1"} <= set(package.body("//w:bookmarkStart/@w:name"))
