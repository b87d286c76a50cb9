"""The content of a document and its hashes."""

from __future__ import annotations

from pipeline.distribution.content import Content, letters, of_document
from pipeline.document import Heading, Rank, Text
from pipeline.write import Basis


def test_letters_and_digits_count_and_nothing_else():
    assert letters("Article 1er : « l’État » — n°\u00a02²") == "Article1erlÉtatn22"
    assert letters("e\u0301 \u00ad\u200e") == "é"
    assert letters("كِتَـــاب") == "كتاب"
    assert letters("大会，第78/249号") == "大会第78249号"


def test_case_and_accents_count():
    assert letters("État") != letters("Etat") != letters("etat")


def test_the_order_of_masthead_fields_and_notes_does_not_count_but_that_of_the_text_does():
    one = Content(("a", "b"), "one two", ("x", "y"))
    assert one.hash(Basis.SEQUENCE) == Content(("b", "a"), "one  two!", ("y", "x", "")).hash(Basis.SEQUENCE)
    assert one.hash(Basis.SEQUENCE) != Content(("a", "b"), "two one", ("x", "y")).hash(Basis.SEQUENCE)


def test_text_does_not_pass_from_one_section_to_another():
    assert Content(("a",), "b", ()).hash(Basis.SEQUENCE) != Content((), "ab", ()).hash(Basis.SEQUENCE)


def test_each_basis_is_weaker_than_the_one_before():
    content = Content(("United Nations",), "In 1945 [1] it was", ("A note",))
    hashes = content.hashes()
    columns = Content((), "A note it was United Nations In[2] 1945", ())
    letters_only = Content((), "eton A saw ti detinU snoitaN nI 5491 1", ())
    assert content.strongest(hashes) is Basis.SEQUENCE
    assert columns.strongest(hashes) is Basis.WORDS
    assert letters_only.strongest(hashes) is Basis.LETTERS
    assert Content((), "In 1954 it was", ()).strongest(hashes) is None


def test_figures_changed_about_are_another_word():
    assert Content((), "1945", ()).hash(Basis.WORDS) != Content((), "1954", ()).hash(Basis.WORDS)


def test_generated_runs_and_note_marks_are_not_content(documents):
    from dataclasses import replace

    document = documents[0]
    made = Heading(anchor="made", rank=Rank.TITLE, level=1, inlines=(Text("Generated", generated=True),))
    assert of_document(replace(document, title=(made, *document.title))).hashes() == of_document(document).hashes()
    assert "3" in letters(of_document(document).text)
