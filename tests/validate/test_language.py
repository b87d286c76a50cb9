"""Reports in French: every rule and every message has its words, and nothing but words changes."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.validate import RULES, check
from pipeline.validate.report.examples import Example, examples
from pipeline.validate.report.language import (
    Catalogue,
    catalogue,
    counted_in,
    finding_in,
    in_language,
    report_in,
    tags,
    words_in,
)
from pipeline.validate.report.render import render, summary
from tests.validate.messages import is_known, templates, written

FRENCH: Catalogue = catalogue("fr")
_ENGLISH = re.compile(r"\b(?:the|is|are|has|have|does|not|here|with)\b")


def test_every_rule_has_its_title_and_advice_in_every_language() -> None:
    assert tags() == ("en", "fr")
    for tag in tags()[1:]:
        assert set(catalogue(tag).rules) == {rule.id for rule in RULES}


def test_every_message_that_the_validator_writes_is_in_the_catalogue() -> None:
    found = list(templates())
    assert len(found) > 350
    assert {place.partition("/")[0] for place, _ in found} >= {"rules", "run", "model", "templates"}
    for tag in tags()[1:]:
        assert [f"{place}: {text}" for place, text in found if not is_known(text, tag)] == []


def test_a_message_that_is_reworded_is_no_longer_in_the_catalogue() -> None:
    code = """
def f(x):
    \"\"\"Return what is not read.\"\"\"
    if x == "as a name of three":
        raise UsageError("nothing that a finding says")
    yield Hit(x, f"the eId “{x}” has the number", {"a key with words": 1})
    yield Hit(x, f"the eId “{x}” bears the number")
"""
    texts = [text for _, text in written(code)]
    assert texts == ["the eId “{}” has the number", "the eId “{}” bears the number"]
    assert [is_known(text, "fr") for text in texts] == [True, False]


def test_words_that_a_message_quotes_from_the_document_stay_as_they_are() -> None:
    french = in_language("the symbol is “the eId “a” has no number”, in b.xml “c”", "fr")
    assert french == "la cote est «\u00a0the eId “a” has no number\u00a0», et dans b.xml «\u00a0c\u00a0»"


def test_both_languages_have_the_same_values_in_a_message() -> None:
    wrong = {}
    for english, other in FRENCH.messages.items():
        number = english.count("{}")
        names = [name for _, name, _, _ in string.Formatter().parse(other) if name is not None]
        places = {int(name) if name else n for n, name in enumerate(names)}
        if places != set(range(number)):
            wrong[english] = other
    assert wrong == {}


def test_french_has_no_break_spaces_before_its_marks_and_inside_its_quotation_marks() -> None:
    texts = [*FRENCH.messages.values(), *FRENCH.report.values()]
    texts += [text for rule in FRENCH.rules.values() for text in (rule.title, rule.advice)]
    quoted = re.compile(r"&\w+;|^(?:français|anglais|espagnol|russe).*|« et »")
    wrong = re.compile(r"\w[;?!]|« | [;:?!»](?!\w)|'\w")
    assert [text for text in texts if wrong.search(quoted.sub("", text))] == []


@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.rule)
def test_the_finding_of_every_rule_is_in_french_at_the_same_place(example: Example, tmp_path: Path) -> None:
    for name, text in example.bad_files.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    found = [finding for finding in check([tmp_path]).findings if finding.rule == example.rule]
    assert found
    for finding in found:
        french = finding_in(finding, "fr")
        assert replace(french, message="", suggestion="", related=()) == replace(
            finding, message="", suggestion="", related=()
        )
        assert not _ENGLISH.search(re.sub(r"`[^`]*`|<[^>]*>", "", french.suggestion))
        plain = re.sub(r"«[^»]*»|<[^>]*>|\S*/\S*", "", french.message)
        assert french.message != finding.message and not _ENGLISH.search(plain), french.message


def test_values_keep_their_place_when_the_order_of_words_differs() -> None:
    message = "the title of A/RES/1/2 is “Old” in the index, here “New”"
    assert (
        in_language(message, "fr")
        == "le titre de A/RES/1/2 est «\u00a0Old\u00a0» dans the index, ici «\u00a0New\u00a0»"
    )
    assert in_language("a message that no rule writes", "fr") == "a message that no rule writes"
    assert in_language(message, "en") == message


def test_the_summary_and_the_forms_for_machines_are_in_the_language(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<a>", "utf-8")
    report = check([tmp_path])
    french = report_in(report, "fr")
    assert summary(report) == "1 document: 1 error, 0 warnings, 0 notes; 0 suppressed"
    assert summary(french) == "1 document\u00a0: 1 erreur, 0 avertissement, 0 remarque\u00a0; 0 écartées"
    assert "bien formé et valide" in render(french, "sarif")
    assert render(report_in(report, "en"), "json") == render(report, "json")
    assert counted_in(2, "difference", "fr") == "2 écarts"
    assert words_in("To look at", "fr") == "À examiner"


def test_an_unknown_language_is_named_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="reports cannot be written in “es”"):
        catalogue("es")
