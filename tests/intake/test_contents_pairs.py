"""Entries of contents that name two headings at once."""

from __future__ import annotations

from pipeline.document import Paragraph, Part, PartKind, Rank, Role
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.recognise.contents import link_entries
from tests.makers import heading, inlines


def entry(words: str) -> Paragraph:
    return Paragraph(role=Role.CONTENTS, level=3, inlines=inlines(words), page="10", anchor="entry")


def targets(words: str) -> list[str]:
    headings = [
        heading("Subprogramme 1", Rank.FIRST, anchor="one"),
        heading("Climate and water", Rank.FIRST, anchor="water"),
        heading("Subprogramme 2", Rank.FIRST, anchor="two"),
        heading("Trade", Rank.FIRST, anchor="trade"),
    ]
    part = Part(kind=PartKind.MAIN, anchor="text", blocks=(entry(words), *headings))
    return [b.target for b in link_entries([part], Doubts())[0].blocks if isinstance(b, Paragraph)]


def test_an_entry_that_names_a_heading_and_the_one_below_it_leads_to_the_first() -> None:
    assert targets("Subprogramme 2. Trade") == ["two"]


def test_an_entry_that_names_one_heading_leads_to_it() -> None:
    assert targets("Climate and water") == ["water"]


def test_an_entry_that_names_no_heading_leads_nowhere() -> None:
    assert targets("Subprogramme 3. Fisheries") == [""]
