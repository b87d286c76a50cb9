"""eIds: made by the tables of the naming convention that the validator checks with."""

from __future__ import annotations

import pytest

from pipeline.akn.builder import make
from pipeline.akn.eids import give_eids, is_free, reference
from pipeline.akn.names import local, text_of


def test_a_printed_number_is_the_number_and_what_stands_twice_is_returned() -> None:
    units = [make("paragraph", make("num", num), make("content", make("p", "x"))) for num in ("1.", "2 bis", "1.")]
    doubled = give_eids(make("doc", make("mainBody", *units)))
    assert [unit.get("eId") for unit in units] == ["para_1", "para_2bis", "para_1v2"]
    assert [(one.eid, one.given, one.element is units[2]) for one in doubled] == [("para_1", "para_1v2", True)]


def test_numbers_that_restart_have_the_unit_as_prefix() -> None:
    inner = [make("paragraph", make("num", "1.")) for _ in range(2)]
    sections = [make("section", make("num", letter), p) for letter, p in zip("AB", inner, strict=True)]
    give_eids(make("doc", make("mainBody", *sections)))
    assert [p.get("eId") for p in inner] == ["sec_A__para_1", "sec_B__para_1"]


@pytest.mark.parametrize(
    ("element", "ref"),
    [(make("paragraph"), "para"), (make("hcontainer", name="rule"), "rule"), (make("table"), "table")],
)
def test_the_part_of_an_eid_that_names_the_element(element, ref) -> None:
    assert reference(element) == ref


def test_labels_are_free() -> None:
    assert [is_free(make(tag)) for tag in ("keyword", "TLCPerson", "FRBRWork", "paragraph")] == [
        True,
        True,
        True,
        False,
    ]


def test_names_and_text_of_nothing_are_empty() -> None:
    element = make("p", "a", make("b", "c"), "d")
    assert (local(element), local(None), text_of(element)) == ("p", "", "acd")


def test_what_makes_a_text_knows_nothing_of_the_rules_that_judge_it(root) -> None:
    modules = (
        path for folder in ("intake", "prepare", "versions") for path in (root / "pipeline" / folder).rglob("*.py")
    )
    assert [path.name for path in modules if "pipeline.validate.rules" in path.read_text("utf-8")] == []
