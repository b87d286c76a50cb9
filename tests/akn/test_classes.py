"""Classes of documents: one table for each kind, asked by name, series and property."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.akn import classes
from pipeline.data import fit
from pipeline.errors import TemplateError, UsageError


def table(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "templates" / "akn" / "classes.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("resolution", "resolution"), ("draftResolution", "draft-resolution"), ("ResolutionDraft", "draft-resolution"),
     ("officialLetter", "letter"), ("note", "note"), ("progressReport", "report"),
     ("noteVerbale", "note-verbale"), ("decisionDraft", "draft-decision"), ("poem", "other"), ("", "other")],
)  # fmt: skip
def test_the_name_of_a_document_element_tells_its_kind(name: str, kind: str) -> None:
    assert classes.kind_named(name) == kind


def test_the_series_of_a_symbol_tells_its_kind() -> None:
    assert [classes.kind_of_series(s) for s in ("RES", "PRST", "PV", "")] == [
        "resolution", "presidential-statement", "", "",
    ]  # fmt: skip


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'poem' is not a kind of document \(one of: .*resolution.*letter"):
        classes.document_class("poem")


def test_two_kinds_with_one_name_are_refused(root: Path) -> None:
    faulty = table(root)
    faulty["kinds"]["letter"]["other_names"] = ["note"]
    with pytest.raises(TemplateError, match="several kinds have the name note"):
        fit(faulty, classes._Classes, Path("classes.toml"))


def test_a_kind_with_the_styles_of_one_that_is_not_there_is_refused(root: Path) -> None:
    faulty = table(root)
    faulty["kinds"]["note"]["styled_as"] = "paper"
    with pytest.raises(TemplateError, match="there is no kind paper"):
        fit(faulty, classes._Classes, Path("classes.toml"))


def test_every_kind_has_a_name_in_every_language_of_the_site(root: Path) -> None:
    for path in (root / "templates" / "languages").glob("*.toml"):
        named = tomllib.loads(path.read_text("utf-8"))["site"]["kinds"]
        assert set(named) == set(classes.classes()), path.name


def test_an_import_has_words_for_kinds_that_exist_only(root: Path) -> None:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in (root / "templates" / "languages").glob("*.toml")]
    named = [set(one["recognise"]["kinds"]) for one in tables]
    named += [set(one["skeleton"][key]) for one in tables for key in ("titles", "texts")]
    assert all(named)
    assert set().union(*named) <= set(classes.classes())
