"""Numbers with Corr., Add. and Rev., temporary ones too, and what an addendum adds to: accepted and reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import validate
from pipeline.validate.report.examples import FOLDER

MODEL = (FOLDER / "model.xml").read_text("utf-8")
NUMBER = '<FRBRnumber value="A-78-9999" showAs="A/78/9999"/>'
PRINTED = '<docNumber refersTo="#symbol">A/78/9999</docNumber>'
PUBLICATION = MODEL[MODEL.index("      <publication ") : MODEL.index("\n", MODEL.index("      <publication ")) + 1]
STAND_IN = "tmp-78-20240305-mli-1"


def messages_of(tmp_path: Path, rule: str, *changes: tuple[str, str]) -> list[str]:
    """Return what a rule says about the model with these changes."""
    text = MODEL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "document.xml").write_text(text, "utf-8")
    return [finding.message for finding in validate(tmp_path / "document.xml") if finding.rule == rule]


def numbered(value: str, shown: str) -> tuple[str, str]:
    return NUMBER, f'<FRBRnumber value="{value}" showAs="{shown}"/>'


@pytest.mark.parametrize("suffix", ["Corr.1", "Add.12", "Rev.2", "Amend.1", "Add.1/Rev.1", "Rev.1/Corr.2"])
def test_a_symbol_with_a_suffix_is_the_value_with_strokes_as_hyphens(tmp_path: Path, suffix: str) -> None:
    printed = PRINTED.replace("9999", f"9999/{suffix}")
    good = numbered(f"A-78-9999-{suffix.replace('/', '-')}", f"A/78/9999/{suffix}")
    assert messages_of(tmp_path, "AKN4UN-006", good, (PRINTED, printed)) == []
    bad = numbered("A-78-9999", f"A/78/9999/{suffix}")
    assert "is not made from" in messages_of(tmp_path, "AKN4UN-006", bad, (PRINTED, printed))[0]
    assert "the cover prints" in messages_of(tmp_path, "AKN4UN-006", good)[0]


@pytest.mark.parametrize("suffix", ["", "-Corr.1", "-Add.12", "-Rev.2", "-Amend.1", "-Add.1-Rev.1"])
def test_a_temporary_number_with_a_suffix_needs_no_publication(tmp_path: Path, suffix: str) -> None:
    number = numbered(f"{STAND_IN}{suffix}", "A/78/…")
    assert messages_of(tmp_path, "AKN4UN-004", number, (PUBLICATION, "")) == []
    assert not any("is not of the form" in message for message in messages_of(tmp_path, "AKN4UN-007", number))


@pytest.mark.parametrize("suffix", ["-Corr", "-Corr.", "-corr.1", "-Add.x", "/Rev.1", "-Rev.1-"])
def test_a_temporary_number_with_what_is_not_a_suffix_is_reported(tmp_path: Path, suffix: str) -> None:
    number = numbered(f"{STAND_IN}{suffix}", "A/78/…")
    assert any("is not of the form" in message for message in messages_of(tmp_path, "AKN4UN-007", number))


def test_a_number_with_a_suffix_that_is_not_temporary_needs_a_publication(tmp_path: Path) -> None:
    found = messages_of(tmp_path, "AKN4UN-004", numbered("A-78-9999-Corr.1", "A/78/9999/Corr.1"), (PUBLICATION, ""))
    assert found == ["meta has no publication"]


def test_what_an_addendum_adds_to_is_a_document_and_nothing_else_is(tmp_path: Path) -> None:
    begin = MODEL.index("<references")
    opening = MODEL[begin : MODEL.index(">", begin) + 1]

    def reference(name: str, href: str) -> list[str]:
        entry = f'{opening}<TLCReference eId="x" name="{name}" href="{href}" showAs="A/78/9998"/>'
        return messages_of(tmp_path, "AKN-NC-029", (opening, entry))

    work = "/akn/un/doc/communication/un-ga/2024-03-05/A-78-9998"
    assert reference("addendumTo", work) == []
    assert "is not an ontology IRI" in reference("seeAlso", work)[0]
    assert "is not an ontology IRI" in reference("addendumTo", "A/78/9998")[0]
    assert "is not an ontology IRI" in reference("addendumTo", "/akn/fr/act/2020")[0]
