"""The content of a document and its hashes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.distribution.content import Content, letters, of_document, of_file
from pipeline.document import Heading, Masthead, MastheadRole, Rank, Text
from pipeline.write import FORMATS, Agreement, Options, writer
from tests.makers import field, resolution


def test_letters_and_digits_count_and_nothing_else():
    assert letters("Article 1er : « l’État » — n°\u00a02²") == "Article1erlÉtatn22"
    assert letters("e\u0301 \u00ad\u200e") == "é"
    assert letters("كِتَـــاب") == "كتاب"
    assert letters("大会，第78/249号") == "大会第78249号"


def test_case_and_accents_count():
    assert letters("État") != letters("Etat") != letters("etat")


def test_the_order_of_masthead_fields_and_notes_does_not_count_but_that_of_the_text_does():
    one = Content(("a", "b"), "one two", ("x", "y"))
    assert one.hash == Content(("b", "a"), "one  two!", ("y", "x", "")).hash
    assert one.hash != Content(("a", "b"), "two one", ("x", "y")).hash


def test_text_does_not_pass_from_one_section_to_another():
    assert Content(("a",), "b", ()).hash != Content((), "ab", ()).hash


def test_each_agreement_is_weaker_than_the_one_before():
    content = Content(("United Nations",), "In 1945 [1] it was", ("A note",))
    columns = Content((), "A note it was United Nations In[2] 1945", ())
    letters_only = Content((), "eton A saw ti detinU snoitaN nI 5491 1", ())
    for found, closest in zip((content, columns, letters_only), Agreement, strict=True):
        stricter = list(Agreement)[: list(Agreement).index(closest)]
        assert [content.agreement(found, least) for least in stricter] == [None] * len(stricter)
        assert content.agreement(found, Agreement.LETTERS) is closest
    assert content.agreement(Content((), "In 1954 it was", ()), Agreement.LETTERS) is None


def test_figures_changed_about_are_another_word():
    one, other = Content((), "1945", ()), Content((), "1954", ())
    assert one.agreement(other, Agreement.WORDS) is None
    assert one.agreement(other, Agreement.LETTERS) is Agreement.LETTERS


def test_generated_runs_and_note_marks_are_not_content(documents):
    from dataclasses import replace

    document = documents[0]
    made = Heading(anchor="made", rank=Rank.TITLE, level=1, inlines=(Text("Generated", generated=True),))
    assert of_document(replace(document, title=(made, *document.title))).hash == of_document(document).hash
    assert "3" in letters(of_document(document).text)


@pytest.mark.parametrize("format", ["odt", "docx", "epub", "html", "pdf"])
def test_both_titles_of_an_agenda_item_are_read_back_as_fields_of_the_masthead(format):
    made = resolution()
    assert made.masthead is not None
    titles = tuple(field(MastheadRole.AGENDA_TITLE, words) for words in ("Financing of the forces", "Interim Force"))
    document = replace(made, masthead=Masthead((*made.masthead.fields, *titles)))
    found = of_file(writer(format)(document, Options()).data, format, "en")
    assert of_document(document).agreement(found, FORMATS[format].agreement) is not None
