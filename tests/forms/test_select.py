"""Which form a document takes (`templates/select.toml`)."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pipeline.document import PROGRAMME_BUDGET, Body, Kind
from pipeline.forms import form_for
from tests.makers import IDENTITY

UNTABBED = "untabbed title"


@pytest.mark.parametrize(
    ("day", "signs", "form"),
    [
        ("2023-07-01", {"SingleTxt"}, "new-york-t1"),
        ("2023-12-11", {"SingleTxt"}, "new-york-t1"),
        ("2023-12-21", {"MercuryDocument"}, "new-york-t1"),
        ("2024-12-10", {"MercuryDocument"}, "new-york-t1"),
        ("2024-12-10", {"MercuryDocument", UNTABBED}, "new-york-t2"),
        ("2024-06-10", {"MercuryDocument", UNTABBED}, "new-york-t1"),
        ("2024-12-31", {"SingleTxt", UNTABBED}, "new-york-t1"),
        ("2025-12-08", {"MercuryDocument"}, "new-york-t1"),
        ("2025-12-22", {"SingleTxt"}, "new-york-t3"),
        ("2025-12-08", {"MercuryDocument", UNTABBED}, "new-york-t2"),
        ("2008-01-18", set(), "new-york-2008"),
    ],
)
def test_a_resolution_takes_the_set_up_of_its_date_and_signs(day: str, signs: set[str], form: str):
    made = replace(IDENTITY, date=datetime.date.fromisoformat(day), signs=frozenset(signs))
    assert form_for(made).name == form


@pytest.mark.parametrize(("day", "form"), [("2026-02-09", "new-york-t3"), ("2024-12-31", "new-york-t1")])
def test_a_report_is_set_up_by_its_date(day: str, form: str):
    made = replace(IDENTITY, kind=Kind("report"), date=datetime.date.fromisoformat(day), signs=frozenset({UNTABBED}))
    assert form_for(made).name == form


def test_a_decision_has_no_title_that_could_be_a_sign():
    day = datetime.date(2024, 12, 10)
    made = replace(IDENTITY, kind=Kind("decision"), date=day, signs=frozenset({"MercuryDocument", UNTABBED}))
    assert form_for(made).name == "new-york-t1"


@pytest.mark.parametrize(("day", "form"), [("2026-02-19", "programme-budget"), ("2011-05-02", "new-york-2008")])
def test_a_section_of_the_programme_budget_has_a_form_of_its_own(day: str, form: str):
    made = replace(IDENTITY, date=datetime.date.fromisoformat(day), signs=frozenset({PROGRAMME_BUDGET}))
    assert form_for(made).name == form


def test_geneva_and_texts_of_others_have_forms_of_their_own():
    council = replace(IDENTITY, body=Body.HUMAN_RIGHTS_COUNCIL)
    assert form_for(council).name == "geneva"
    assert form_for(replace(council, language="ru")).name == "geneva-translated"
    assert form_for(replace(council, language="fr", date=datetime.date(2009, 11, 16))).name == "geneva-2009"
    assert form_for(replace(IDENTITY, official=False)).name == "unofficial"


@pytest.mark.parametrize("change", [{"language": "fr"}, {"kind": Kind("decision")}, {"body": Body.SECURITY_COUNCIL}])
def test_the_tab_before_the_title_is_a_sign_in_english_resolutions_of_the_assembly_alone(change):
    made = replace(IDENTITY, date=datetime.date(2025, 12, 8), signs=frozenset({"MercuryDocument"}), **change)
    assert form_for(made).name == "new-york-t2"
