"""Texts that a resolution adopts within its main text [form indents.5]."""

from __future__ import annotations

import pytest

from pipeline.document import Look, Paragraph, Role, Text
from pipeline.prepare.finish.adopted_texts import with_adopted_texts
from tests.makers import heading, paragraph, part

WORDS = ("We are at a time of change.", "We will act:", "Our task is clear.")


def roles(*numbered: Paragraph, titled: bool = True) -> set[Role]:
    """Return the roles of numbered paragraphs of a main text, under a title or not."""
    title = (heading("The Pact for the Future"),) if titled else ()
    (made,) = with_adopted_texts([part(*title, *numbered)])
    return {block.role for block in made.blocks if isinstance(block, Paragraph)}


def operative(words: str, look: Look = Look.PLAIN) -> Paragraph:
    verb, _, rest = words.partition(" ")
    return paragraph((Text(verb, look=look), Text(f" {rest}")), Role.OPERATIVE, "1.")


def test_numbered_sentences_under_a_title_are_paragraphs_of_what_is_adopted():
    assert roles(*map(operative, WORDS)) == {Role.NUMBERED}


@pytest.mark.parametrize("look", [Look.ITALIC, Look.BOLD, Look.BOLD | Look.ITALIC])
def test_paragraphs_with_a_verb_that_stands_out_are_operative(look: Look):
    assert roles(*(operative(words, look) for words in WORDS)) == {Role.OPERATIVE}


def test_one_operative_paragraph_is_enough_for_all():
    assert roles(*map(operative, WORDS), operative("Decides so.", Look.ITALIC)) == {Role.OPERATIVE}


def test_parts_of_one_sentence_are_operative_though_their_verbs_do_not_stand_out():
    assert roles(*map(operative, ("The Fund shall be kept;", "Members shall pay;", "There shall be interest."))) == {
        Role.OPERATIVE
    }


def test_without_a_title_or_with_few_paragraphs_nothing_is_known():
    assert roles(*map(operative, WORDS), titled=False) == {Role.OPERATIVE}
    assert roles(*map(operative, WORDS[:2])) == {Role.OPERATIVE}
