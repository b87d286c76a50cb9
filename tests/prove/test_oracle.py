"""Tests of the oracle: which words of a source a reader must see."""

from __future__ import annotations

from pipeline.prove.oracle import words
from tests.prove.samples import body, source


def body_of(content):
    return words(body(content)).body_tokens


def test_numbers_headings_and_texts_come_in_document_order():
    content = "<section><num>I</num><heading>Aims</heading><paragraph><num>1.</num><content><p>Text</p></content>"
    assert body_of(content + "</paragraph></section>") == ["i", "aims", "1", "text"]


def test_metadata_is_not_read_but_notes_in_it_are():
    meta = '<meta><references source="#x"><TLCPerson eId="p" showAs="Nobody"/></references>'
    notes = '<notes source="#x"><note><p>Reissued</p></note></notes></meta>'
    found = words(source(meta + notes + "<mainBody><p>Seen</p></mainBody>"))
    assert (found.body_tokens, found.note_tokens) == (["seen"], ["reissued"])


def test_a_note_is_kept_apart_and_ends_the_word_before_it():
    found = words(body('<p>held2022<authorialNote marker="1"><p>See A.</p></authorialNote>again</p>'))
    assert found.body_tokens == ["held", "2022", "1", "again"]
    assert found.note_tokens == ["1", "see", "a"]


def test_a_mark_typed_into_its_note_is_expected_once():
    found = words(body('<p>Text<authorialNote marker="7"><p>\t<sup>7</sup>\tVoir</p></authorialNote></p>'))
    assert found.note_tokens == ["7", "voir"]


def test_a_mark_that_is_not_a_word_is_not_expected():
    found = words(body('<p>Text<authorialNote marker="*"><p>Voir</p></authorialNote></p>'))
    assert (found.body_tokens, found.note_tokens) == (["text"], ["voir"])


def test_the_cover_page_is_kept_apart():
    found = words(source("<coverPage><p>A/62/1</p></coverPage><mainBody><p>Text</p></mainBody>"))
    assert (found.cover_tokens, found.body_tokens) == (["a", "62", "1"], ["text"])


def test_white_space_that_is_layout_joins_what_it_stands_between():
    assert body_of("<p>\n  <span>S/RES/22</span>\n  <span>1</span>\n</p>") == ["s", "res", "221"]


def test_white_space_without_line_break_is_text():
    assert body_of("<p><span>22</span> <span>1</span></p>") == ["22", "1"]


def test_fields_end_words_though_nothing_stands_between_them():
    found = words(source("<conclusions><p><location>Bamako</location><docDate>17</docDate></p></conclusions>"))
    assert found.body_tokens == ["bamako", "17"]


def test_a_word_ends_where_it_is_changed_otherwise():
    assert body_of("<p>4<ins>5</ins>6<del>7</del></p>") == ["4", "5", "6", "7"]


def test_a_change_right_within_one_of_its_kind_ends_no_word():
    assert body_of("<p><ins>1<ins>2</ins>3</ins></p>") == ["123"]
    assert body_of("<p><ins>1<del><ins>2</ins></del>3<del>4</del></ins></p>") == ["123", "4"]


def test_text_after_a_comment_is_read():
    assert body_of("<p>one <!-- no --> two</p>") == ["one", "two"]


def test_text_of_an_unknown_element_is_read():
    assert body_of("<strange>word</strange>") == ["word"]


def test_attachments_and_components_are_read():
    inner = "<attachments><attachment><doc><mainBody><p>Annex</p></mainBody></doc></attachment></attachments>"
    assert words(source("<mainBody><p>Text</p></mainBody>" + inner)).body_tokens == ["text", "annex"]


def test_a_passage_knows_the_element_it_stands_in():
    sample = body("<p>one</p>\n<p>two</p>")
    passage = words(sample).body[1]
    assert (passage.text, sample.place(passage.element).line) == ("two", 2)


def test_the_typed_mark_of_a_note_with_a_note_in_it_is_expected_once():
    inner = "<authorialNote><p>See.</p></authorialNote>"
    sample = body(f"<p>One<authorialNote marker='2'><p>2\tVoir{inner}</p></authorialNote></p>")
    assert words(sample).note_tokens.count("2") == 1
