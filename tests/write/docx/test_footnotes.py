"""Footnotes: the part, numbering, custom marks, several at a point."""

from dataclasses import replace

from pipeline.document import Direction, NoteMark, Rank
from pipeline.write.docx.ooxml.footnotes import FootnotesPart
from pipeline.write.docx.ooxml.markup import w
from tests.own import DOCUMENTS


def test_a_new_part_has_the_two_separators_and_no_note():
    part = FootnotesPart.default()
    kinds = [note.get("w:type") for note in part.root]
    assert kinds == ["separator", "continuationSeparator"]
    assert len(part.footnotes) == 0


def test_ids_are_allotted_by_the_collection():
    footnotes = FootnotesPart.default().footnotes
    assert [footnotes.reserve(), footnotes.add([w("p")]), footnotes.add([w("p")])] == [1, 1, 2]
    assert len(footnotes) == 2


def test_notes_numbered_in_order_are_numbered_by_word(make):
    document = make.document(make.called("One", "note_1"), make.called("Two", "note_2"),
                             notes=[make.note(1, "First."), make.note(2, "Second.")])  # fmt: skip
    package = make.written(document)
    assert package.body("//w:footnoteReference/@w:id") == ["1", "2"]
    assert not package.body("//w:footnoteReference/@w:customMarkFollows")
    assert len(package.notes("//w:footnoteRef")) == 2
    assert [make.words(note) for note in package.notes("//w:footnote[@w:id > 0]")] == ["||First.", "||Second."]


def test_every_reference_has_its_note_and_every_note_its_reference(make):
    package = make.opened(DOCUMENTS / "ga-resolution" / "en" / "A_RES_78_907-2399907E.xml")
    assert len(package.notes("//w:footnote[@w:id > 0]")) == 11
    assert package.body("//w:footnoteReference/@w:id") == package.notes("//w:footnote[@w:id > 0]/@w:id")


def test_a_number_that_the_source_types_as_text_stays_text(make):
    note = replace(make.note(1, "First."), typed=True)
    package = make.written(make.document(make.called("One", "note_1"), notes=[note]))
    assert package.body("//w:footnoteReference/@w:customMarkFollows") == ["1"]
    assert not package.notes("//w:footnoteRef")


def test_notes_that_begin_at_two_are_numbered_from_two(make):
    package = make.written(make.document(make.called("Text", "note_2"), notes=[make.note(2, "Second.")]))
    assert set(package.body("//w:sectPr/w:footnotePr/w:numStart/@w:val")) == {"2"}
    assert not package.body("//w:footnoteReference/@w:customMarkFollows")


def test_numbers_with_a_gap_are_custom_marks(make):
    document = make.document(make.called("One", "note_1"), make.called("Three", "note_3"),
                             notes=[make.note(1, "First."), make.note(3, "Third.")])  # fmt: skip
    package = make.written(document)
    assert package.body("//w:footnoteReference/@w:customMarkFollows") == ["1", "1"]
    assert package.body("//w:r[w:footnoteReference]/w:t/text()") == ["1", "3"]
    assert make.words(package.notes("//w:footnote[@w:id='2']")[0]) == "|3|Third."


def test_an_asterisk_is_a_custom_mark_and_does_not_count(make):
    document = make.document(make.called("Title", "note_9"), make.called("One", "note_1"),
                             notes=[make.note(9, "Reissued.", "*"), make.note(1, "First.")])  # fmt: skip
    package = make.written(document)
    assert package.body("//w:footnoteReference/@w:customMarkFollows") == ["1"]
    assert package.body("//w:r[w:footnoteReference]/w:t/text()") == ["*"]
    assert len(package.notes("//w:footnoteRef")) == 1


def test_arabic_numbers_stand_in_brackets_in_text_and_note(make):
    document = make.document(make.called("النص", "note_1"), notes=[make.note(1, "انظر.", "1", "(1)")],
                             language="ar", direction=Direction.RTL)  # fmt: skip
    package = make.written(document)
    beside = "//w:r[w:rPr/w:rStyle[@w:val='FootnoteReference']]/w:t/text()"
    assert package.body(beside) == ["(", ")"]
    assert package.notes(beside) == ["(", ")"]
    assert not package.body("//w:r[w:footnoteReference]/w:t")
    assert package.notes("//w:footnote[@w:id='1']/w:p/w:pPr/w:bidi")


def test_two_notes_at_a_point_are_parted_by_a_raised_comma(make):
    document = make.document(make.called("Text", "note_1", "note_2"), notes=[make.note(1, "a"), make.note(2, "b")])
    package = make.written(document)
    between = package.body("//w:r[preceding::w:footnoteReference and following::w:footnoteReference]")
    assert [make.words(run) for run in between] == [","]


def test_a_second_mark_of_a_note_repeats_its_number(make):
    document = make.document(
        make.called("Text", "note_1"), make.called("Again", "note_1", anchor="again"), notes=[make.note(1, "a")]
    )
    package = make.written(document)
    assert len(package.notes("//w:footnote[@w:id > 0]")) == 1
    assert package.body("//w:instrText/text()") == [" NOTEREF note_1 \\f \\h "]


def test_the_masthead_can_call_notes(make):
    document = make.document(make.paragraph("x"), notes=[make.note(1, "Note.")])
    fields = tuple(replace(f, inlines=(*f.inlines, NoteMark("note_1"))) for f in document.masthead.fields[:1])
    masthead = replace(document.masthead, fields=(*fields, *document.masthead.fields[1:]))
    assert len(make.written(replace(document, masthead=masthead)).body("//w:tbl//w:footnoteReference")) == 1


def test_a_heading_can_call_notes(make):
    heading = make.heading("Overview", Rank.FIRST, 2)
    heading = replace(heading, inlines=(*heading.inlines, NoteMark("note_1")))
    package = make.written(make.document(heading, notes=[make.note(1, "Note.")]))
    assert package.body("//w:p[w:pPr/w:pStyle/@w:val='H1']//w:footnoteReference/@w:id") == ["1"]


def test_a_note_that_nothing_calls_is_called_at_the_symbol(make):
    reissue = make.note(1, "Reissued for technical reasons on 13 June 2011.", "*")
    package = make.written(make.document(make.paragraph("Text."), notes=[reissue]))
    assert make.words(package.body("//w:tc[.//w:footnoteReference]")[0]) == "A/RES/80/1*"


def test_links_of_notes_belong_to_the_part_of_notes(make):
    package = make.opened(DOCUMENTS / "ga-resolution" / "ru" / "A_RES_78_908-2399908R.xml")
    used = set(package.notes("//w:hyperlink/@r:id"))
    assert len(used) == 5
    assert used == set(package.xpath("word/_rels/footnotes.xml.rels", "//rel:Relationship/@Id"))
