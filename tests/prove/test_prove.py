"""Tests of the proof as a whole: nothing lost passes, anything lost is named."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.errors import LostWordsError
from pipeline.prove import prove, words
from pipeline.prove.compare import compare
from pipeline.read import parse_file
from pipeline.write import FORMATS, Sort
from tests.prove.samples import body


def test_a_file_with_every_word_is_sound():
    proof = prove(body("<p>one two</p><p>three</p>"), b"one two\n\nthree", "txt")
    assert proof.sound
    assert (proof.words, proof.recall, proof.order, proof.extra) == (3, 1.0, 1.0, 0)
    assert proof.error() is None


def test_a_lost_word_is_named_with_line_column_and_neighbours():
    sample = body("<p>one two</p>\n  <p>three four five</p>")
    error = prove(sample, b"one two three five", "txt").error()
    assert isinstance(error, LostWordsError)
    assert (error.place.line, error.place.column) == (2, 3)
    assert "1 word is lost: «four», in “one two three four five”" in str(error)


def test_a_word_that_stands_twice_must_stand_twice():
    proof = prove(body("<p>peace and peace</p>"), b"peace and", "txt")
    assert [lost.word for lost in proof.lost] == ["peace"]


def test_the_place_of_a_lost_word_is_where_it_is_missing_not_where_it_first_stands():
    sample = body("<p>the aim</p>\n<p>the end</p>\n<p>the rest</p>")
    proof = prove(sample, b"the aim the end rest", "txt")
    assert [lost.place.line for lost in proof.lost] == [3]


def test_a_lost_note_is_found_in_its_note():
    sample = body('<p>Text<authorialNote marker="1"><p>See above.</p></authorialNote></p>')
    proof = prove(sample, b"Text [1]\n[1]", "txt")
    assert [lost.word for lost in proof.lost] == ["see", "above"]


@pytest.mark.parametrize("text", [b"Text\n[1] See above.", b"Text [1]\nSee above."])
def test_a_lost_mark_of_a_note_is_a_lost_word(text):
    sample = body('<p>Text<authorialNote marker="1"><p>See above.</p></authorialNote></p>')
    assert [lost.word for lost in prove(sample, text, "txt").lost] == ["1"]


def test_a_lost_number_is_a_lost_word():
    sample = body("<paragraph><num>12.</num><content><p>Decides</p></content></paragraph>")
    assert [lost.word for lost in prove(sample, b"Decides", "txt").lost] == ["12"]


def test_neighbouring_changes_that_read_as_one_are_not_lost():
    sample = body("<p><ins>one</ins><ins>two <ins>three</ins></ins> four</p>")
    assert prove(sample, b"{+onetwo three+} four", "txt").error() is None
    error = prove(sample, b"{+one+} two three four", "txt").error()
    assert "1 of 2 insertions is lost: “two three”" in str(error)


def lacking(sample, page):
    """Return the kinds of things that a page lacks."""
    return {lack.sort for lack in prove(sample, page.encode(), "html").lacks}


@pytest.mark.parametrize(("text", "sound"), [("<ins>one a two</ins>", True), ("one a <ins>two</ins>", False)])
def test_a_mark_or_a_block_parts_the_words_of_a_change(text, sound):
    note = '<authorialNote marker="a"><p>note</p></authorialNote>'
    for parted in (f"<p><ins>one{note}two</ins></p>", f"<ins><p>one{note}</p><p>two</p></ins>"):
        assert (Sort.INSERTION not in lacking(body(parted), f"<p>{text}</p><p>a note</p>")) is sound


def test_words_of_a_change_around_a_mark_are_not_lost_and_no_others_pass_for_them():
    note = '<authorialNote marker="1"/>'
    sample = body(f"<ins><p>see<person>below</person></p><p>it{note}ends</p></ins>")
    assert Sort.INSERTION not in lacking(sample, "<p><ins>seebelow</ins></p><p><ins>it 1 ends</ins></p>")
    assert Sort.INSERTION in lacking(sample, "<p><ins>seebelow</ins></p><p><ins>it</ins> 1 ends</p>")


def test_a_change_within_one_of_another_kind_is_asked_for_by_itself():
    sample = body("<p><ins>one <del>two</del> three</ins></p>")
    assert not lacking(sample, "<p><ins>one </ins><del>two</del><ins> three</ins></p>")
    assert lacking(sample, "<p><ins>one </ins>two<ins> three</ins></p>") == {Sort.DELETION}
    assert lacking(sample, "<p><ins>one </ins><del>two</del> three</p>") == {Sort.INSERTION}


def test_generated_words_are_extra_and_no_fault():
    proof = prove(body("<p>text</p>"), b"Contents text", "flow.txt")
    assert (proof.sound, proof.extra) == (True, 1)


def test_words_out_of_order_are_a_fault_where_the_format_keeps_order():
    sample = body("<p>one two three four</p><p>five six seven eight</p>")
    moved = b"five six seven eight one two three four"
    error = prove(sample, moved, "flow.txt").error()
    assert isinstance(error, LostWordsError)
    assert "words out of order: only 50.00% are in the order of the source; the first that is not: «" in str(error)
    assert error.place.line == 1
    assert prove(sample, moved, "txt").sound  # wrapped columns may interleave


def test_the_order_of_right_to_left_text_is_not_asked_of_a_pdf():
    arabic = body("<p>إن الجمعية العامة</p><p>تقرر أن تبقي</p>")
    assert compare(words(arabic), "تقرر أن تبقي إن الجمعية العامة", FORMATS["pdf"]).sound
    english = body("<p>the General Assembly</p><p>decides to remain seized</p>")
    assert not compare(words(english), "decides to remain seized the General Assembly", FORMATS["pdf"]).sound


def test_arabic_words_of_a_pdf_with_letters_in_another_order_are_counted():
    arabic = body("<p>إن الجمعية العامة</p>")
    proof = compare(words(arabic), "إن الجميعة العامة", FORMATS["pdf"])
    assert (proof.sound, proof.unordered) == (True, 1)
    assert not compare(words(arabic), "إن الجميعة العامة", FORMATS["html"]).sound


def test_a_row_that_goes_over_a_page_is_not_disorder_but_the_text_around_it_is():
    row = "".join(f"<td><p>left{c} middle{c} right{c}</p></td>" for c in "abcd")
    made = words(body(f"<table><tr>{row}</tr></table><p>one two three four five</p>"))
    halves = " ".join(f"left{c}" for c in "abcd") + " \f " + " ".join(f"middle{c} right{c}" for c in "abcd")
    assert compare(made, f"{halves} one two three four five", FORMATS["pdf"]).sound
    assert not compare(made, f"{halves} five four three two one", FORMATS["pdf"]).sound
    assert not compare(made, f"{halves} one two three four five", FORMATS["html"]).sound


def test_a_displaced_row_is_found_where_no_page_turns():
    rows = ["".join(f"<td><p>{c}{r} {c}{r}more</p></td>" for c in ("left", "mid", "right")) for r in "abcdef"]
    made = words(body("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table><p>one two three</p>"))
    cells = [" ".join(f"{c}{r} {c}{r}more" for c in ("left", "mid", "right")) for r in "abcdef"]
    assert compare(made, " ".join(cells) + " one two three", FORMATS["pdf"]).sound
    swapped = " ".join([cells[4], *cells[:4], cells[5]]) + " one two three"
    error = compare(made, swapped, FORMATS["pdf"]).error()
    assert error is not None and "words out of order" in str(error)


def test_a_file_that_cannot_be_read_back_is_a_loss():
    with pytest.raises(LostWordsError, match="cannot be read back"):
        prove(body("<p>text</p>"), b"no zip", "docx")


def test_a_long_loss_is_reported_by_its_first_words():
    error = prove(body("<p>a b c d e f g h i j</p>"), b"j", "txt").error()
    assert "9 of 10 words are lost: «a» «b» «c» «d» «e» «f» «g» «h» …" in str(error)


@pytest.mark.parametrize("name", ["bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml"])
def test_each_word_of_our_texts_is_missed_when_it_is_taken_out(root, name):
    source = parse_file(root / "source" / name)
    found = words(source)
    text = "\n".join(passage.text for passage in found.passages())
    assert prove(source, text.encode(), "txt").lost == ()
    places = [m.span() for m in re.finditer(r"[^\W\d_]+|\d+", text)]
    for begin, end in random.Random(7).sample(places, 40):
        proof = prove(source, (text[:begin] + text[end:]).encode(), "txt")
        assert len(proof.lost) == 1, text[begin:end]
