"""Markdown."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from pipeline.document import Direction, Link, Look, NoteMark, Text
from pipeline.write import Sort
from pipeline.write.pandoc.markdown.read import read


def test_it_is_pandoc_markdown_with_metadata_and_literal_labels(make, written):
    text = written(make.everything(), "md").decode()
    assert text.startswith("---\ndate: 2025-12-05\nidentifier: /akn/un/")
    assert "# 80/1. Rights of the child {#title}" in text
    assert "[12.]{#p2} *Decides* to act:" in text
    assert "- [(a)]{#i1} first\n\n  - [(i)]{#i2} inner\n\n- [(c)]{#i3} second" in text
    assert "> “Quoted”" in text
    assert "One line\\\nand another" in text
    assert "::: {.generated .colophon}" in text


def test_a_number_that_counting_gives_is_a_native_note_and_another_mark_is_typed(make, written):
    text = written(make.everything(), "md").decode()
    assert "[annex](#annex)[^1] and ^[\\*](#n2){.noteref}^" in text
    assert "[^1]: First note" in text
    assert "::: {#n2 .note}\n[\\*]{.noteref} Reissued\n:::" in text


def test_a_link_inside_the_document_finds_its_anchor(make, written):
    assert "## []{#annex}Annex {#annex-label}" in written(make.everything(), "md").decode()


@pytest.mark.parametrize("address", ["https://example.org/(35", "https://example.org/35)", "https://example.org/a)(b"])
def test_a_link_whose_brackets_do_not_close_each_other_leads_where_it_did(make, written, address):
    paragraph = make.paragraph("p", Text("187(35", link=Link(address)), Text(" and more"))
    found = read(written(make.document(paragraph), "md")).counted(Sort.LINK)
    assert [unquote(one) for one in found] == [address]


def test_brackets_of_an_address_that_close_each_other_stay(make, written):
    address = "https://example.org/S/RES/1441(2002)"
    paragraph = make.paragraph("p", Text("1441", link=Link(address)))
    assert f"[1441]({address})" in written(make.document(paragraph), "md").decode()


def test_direction_and_language_stand_in_the_metadata_and_where_they_change(make, written):
    identity = make.replace(make.identity, language="ar", direction=Direction.RTL)
    given = make.document(make.paragraph("p", "in English", language="en", direction=Direction.LTR), identity=identity)
    text = written(given, "md").decode()
    assert "\ndir: rtl\n" in text and "\nlang: ar\n" in text
    assert '::: {lang="en" dir="ltr"}\nin English\n:::' in text


def test_a_frame_around_text_is_a_division_and_spans_are_kept(make, written, reread):
    text = written(make.document(make.table(box=True)), "md").decode()
    assert "::: {#table-1 .box}" in text
    cells = [
        c for b in reread(written(make.document(make.table()), "md"), "md") if b["t"] == "Table" for c in _cells(b)
    ]
    assert [(c[2], c[3]) for c in cells] == [(2, 1), (1, 2), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1)]


def _cells(block):
    rows = [*block["c"][3][1], *(row for body in block["c"][4] for row in body[3])]
    return [cell for row in rows for cell in row[1]]


def test_a_provisional_document_says_so_at_its_head(make, written):
    given = make.document(identity=make.replace(make.identity, unassigned=("symbol",)))
    assert "::: {.generated .status}\nProvisional." in written(given, "md").decode()


def test_a_note_called_twice_is_typed_at_both_places(make, written):
    given = make.document(
        make.paragraph("p", NoteMark("n1"), "a", NoteMark("n1")), notes=[make.note("n1", "1", "Once")]
    )
    assert written(given, "md").decode().count("^[1](#n1){.noteref}^") == 2


@pytest.mark.parametrize("look", [Look.RAISED, Look.LOWERED, Look.RAISED | Look.ITALIC, Look.RAISED | Look.BOLD])
@pytest.mark.parametrize("words", ["a &amp; b", "&#38;", "![x](y)"])
def test_raised_and_lowered_words_that_look_like_mark_up_are_read_back_as_they_are(make, written, look, words):
    found = read(written(make.document(make.paragraph("p", Text(words, look))), "md"))
    assert words in " ".join(found.seen.split())


@pytest.mark.parametrize("mark", ["1 * * *", "(a*b*)", "$x$"])
def test_a_mark_with_signs_or_spaces_before_a_native_note_is_read_back_as_a_mark(make, written, mark):
    notes = [make.note("n1", mark, "Typed"), make.note("n2", "1", "Native")]
    given = make.document(make.paragraph("p", "sea", NoteMark("n1"), NoteMark("n2")), _long_table(make), notes=notes)
    found = read(written(given, "md"))
    assert len(found.counted(Sort.MARK)) == len(found.counted(Sort.NOTE)) == 2
    assert mark in " ".join(found.seen.split())


@pytest.mark.parametrize("look", [Look.RAISED, Look.LOWERED])
@pytest.mark.parametrize("text", ["a*b*c", "$x$", "![x](y)", "x^2^", "Chloride\\x"])
def test_raised_text_with_signs_of_markdown_stays_as_it_is(make, written, look, text):
    given = make.document(make.paragraph("p", "sea", Text(text, look=look)))
    assert text in read(written(given, "md")).seen


def _long_table(make):
    """Return a table for whose sake lines of the whole text are wrapped."""
    table = make.table()
    cell = make.replace(table.rows[-1].cells[0], blocks=(make.paragraph("long", "many words " * 10),))
    return make.replace(table, rows=(*table.rows[:-1], make.replace(table.rows[-1], cells=(cell,))))
