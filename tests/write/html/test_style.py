"""The style sheet: measures from the form, paper, running heads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import MastheadRole, Rank, Role
from pipeline.forms import form_named
from pipeline.write.html.style import style_sheet


@pytest.mark.parametrize(("form", "paper"), [("new-york-t2", "size:612pt 792pt"), ("geneva", "size:595.35pt 842pt")])
def test_the_paper_is_that_of_the_form(resolution, form, paper):
    assert paper in style_sheet(form_named(form), resolution.identity)


def test_measures_of_a_role_come_from_the_form(resolution):
    assert ".operative>.label{--room:23.75}" in style_sheet(form_named("new-york-t2"), resolution.identity)


def test_the_running_head_holds_symbol_and_title(resolution):
    sheet = style_sheet(form_named("new-york-t2"), replace(resolution.identity, running_title='A "title" <b>'))
    assert 'content:"A/RES/80/1"' in sheet
    assert 'content:"A \\22 title\\22  \\3c b\\3e "' in sheet


def test_a_text_that_is_not_a_united_nations_document_has_no_running_head(resolution):
    sheet = style_sheet(form_named("unofficial"), replace(resolution.identity, official=False))
    assert "A/RES/80/1" not in sheet


def test_braces_are_balanced(resolution):
    sheet = style_sheet(form_named("new-york-t2"), resolution.identity)
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("key", [*Role, *Rank, *MastheadRole])
def test_every_role_rank_and_field_has_a_look(key):
    styles = form_named("new-york-t2").styles
    assert key.value in styles or f"{key.value}-1" in styles
