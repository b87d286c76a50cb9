"""Expressions looked for only where they can be found, and files kept for comparison only where there is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.strings import tags
from pipeline.validate.languages import slips
from pipeline.validate.reading.sought import Sought, needed
from pipeline.validate.reading.spaces import misplaced
from pipeline.validate.run.company import with_company

RULES = [f"AKN4UN-{number}" for number in range(601, 610)]


def every_expression() -> Iterator[Sought]:
    for tag in tags():
        for rule in RULES:
            yield from (sought for sought, _, _ in slips(tag, rule))
        yield from (sought for _, sought in misplaced(tag))


ODD = (r"a{2,3};?b", r"(?:x;|y!){2}", r"[;:]{13}", r"(?i:;a)|!", r"(;)?!\1", r"\?|")
NEVER = "(?!)"
"""What an expression for marks that a language does not have is: no text has it, so none can be made of it."""
EXPRESSIONS = [
    *(sought for sought in every_expression() if sought.pattern.pattern != NEVER),
    *(Sought(re.compile(one)) for one in ODD),
]


@pytest.mark.parametrize("sought", EXPRESSIONS, ids=lambda sought: sought.pattern.pattern)
@settings(max_examples=15)
@given(data=st.data())
def test_what_an_expression_needs_is_in_every_text_in_which_it_is_found(sought: Sought, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(sought.pattern) | st.text())
    if sought.pattern.search(text):
        assert sought.may_be_in(text)


def test_most_texts_are_ruled_out_by_the_marks_that_an_expression_needs() -> None:
    assert needed(re.compile(r"\.{3}")) == ("...",)
    assert needed(re.compile(r"(?<=\S) [;:]")) == (" :", " ;")
    assert not Sought(re.compile(r"(?<=\w) - (?=\w)")).may_be_in("States-parties and others")
    assert sum(1 for sought in EXPRESSIONS if sought.needs) > len(EXPRESSIONS) / 2


def written(folder: Path, name: str, work: str, before: str = "") -> Path:
    path = folder / name
    levels = f'<FRBRWork><FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/></FRBRWork>'
    path.write_text(f"<akomaNtoso>{before}{levels}</akomaNtoso>")
    return path


def test_only_files_of_one_work_have_company_however_its_iri_is_written(tmp_path: Path) -> None:
    iri = "/akn/un/statement/deliberation/unga/2022-12-30/77-256"
    hidden = f'<!-- <FRBRWork><FRBRuri value="{iri}"/> -->'
    one = written(tmp_path, "one.xml", f"{iri}/", "<!-- a note -->")
    two = written(tmp_path, "two.xml", iri.replace("unga", "un-ga"))
    other = written(tmp_path, "other.xml", "/akn/un/statement/deliberation/un-ga/2023-01-01/77-300", hidden)
    assert with_company([one, two, other]) == {one, two}
    assert with_company([one, other]) == frozenset()


@pytest.mark.parametrize("content", ["", "<akomaNtoso/>", '<![CDATA[<FRBRWork><FRBRuri value="/akn/un/x"/>]]>'])
def test_all_have_company_where_the_work_of_one_is_not_plain(tmp_path: Path, content: str) -> None:
    known, odd = written(tmp_path, "known.xml", "/akn/un/x/1"), tmp_path / "odd.xml"
    odd.write_text(content)
    assert with_company([known, odd]) == {known, odd}
    assert with_company([known, tmp_path / "missing.xml"]) == {known, tmp_path / "missing.xml"}
