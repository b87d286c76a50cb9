"""Headings of the same rank in a section of the programme budget: the number of a division is close to its name."""

from __future__ import annotations

import pytest

from pipeline.forms import form_named
from pipeline.layout.spaces import below, between_headings
from tests.makers import heading

FORM = form_named("programme-budget")


@pytest.mark.parametrize("words", ["Part IV", "Section 29C", "Subprogramme 6 of programme 10", "Sous-programme 3"])
def test_a_number_of_a_division_is_close_to_its_name(words: str) -> None:
    assert between_headings(heading(words), heading("Trade"), 12.0, FORM, "en") == FORM.flow.same_rank_gap


@pytest.mark.parametrize("words", ["Overall orientation", "Result 1: closer ties", "Trade and development"])
def test_other_headings_are_as_far_from_the_next_as_from_text(words: str) -> None:
    assert between_headings(heading(words), heading("Objective"), 12.0, FORM, "en") == 12.0
    style = FORM.style("h1")
    assert below(heading(words), style, heading("Objective"), FORM, "en") == style.after


def test_in_other_documents_headings_of_one_rank_stay_close() -> None:
    form = form_named("new-york-t3")
    assert between_headings(heading("Overall orientation"), heading("Objective"), 12.0, form, "en") == 0.0
