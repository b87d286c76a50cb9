"""Headings of the same rank: the number of a division is close to its name."""

from __future__ import annotations

import pytest

from pipeline.document import Rank
from pipeline.forms import form_named
from pipeline.layout.spaces import below, between_headings
from tests.makers import document, heading

FORM = form_named("programme-budget")
DOCUMENT = document()


@pytest.mark.parametrize("words", ["Part IV", "Section 29C", "Subprogramme 6 of programme 10", "Sous-programme 3"])
def test_a_number_of_a_division_is_close_to_its_name(words: str) -> None:
    assert between_headings(heading(words), heading("Trade"), 12.0, FORM, DOCUMENT) == FORM.flow.same_rank_gap


@pytest.mark.parametrize("words", ["Overall orientation", "Result 1: closer ties", "Trade and development"])
def test_other_headings_are_as_far_from_the_next_as_from_text(words: str) -> None:
    assert between_headings(heading(words), heading("Objective"), 12.0, FORM, DOCUMENT) == 12.0
    style = FORM.style("h1")
    assert below(heading(words), style, heading("Objective"), FORM, DOCUMENT) == style.after


def test_so_it_is_in_other_documents() -> None:
    form = form_named("new-york-t3")
    assert between_headings(heading("Overall orientation"), heading("Objective"), 6.0, form, DOCUMENT) == 6.0
    assert between_headings(heading("XII"), heading("Objective"), 6.0, form, DOCUMENT) == 0.0


def test_headings_of_other_ranks_are_as_far_as_usual() -> None:
    assert between_headings(heading("I"), heading("Objective", Rank.SECOND), 6.0, FORM, DOCUMENT) == 6.0
