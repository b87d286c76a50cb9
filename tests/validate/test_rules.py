"""Every rule accepts its good example, reports its bad one, and points at the right place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.run import run
from pipeline.validate import RULES, Finding, check, rules_table, validate
from pipeline.validate.report.examples import FOLDER, Example, examples
from pipeline.validate.report.listing import SUBJECTS

# Rules that rest on [strict clauses]: 30 of the naming convention and 68 of AKN4UN.
GUIDELINES = {
    *(f"AKN-NC-{n:03d}" for n in range(1, 31)),
    *(f"AKN4UN-{n:03d}" for n in range(1, 18)),
    *(f"AKN4UN-{n}" for n in range(101, 116)),
    *(f"AKN4UN-{n}" for n in range(201, 209)),
    *(f"AKN4UN-{n}" for n in range(301, 308)),
    *(f"AKN4UN-{n}" for n in range(401, 407)),
    *(f"AKN4UN-{n}" for n in range(501, 506)),
    *(f"AKN4UN-{n}" for n in range(601, 609)),
    *(f"AKN4UN-{n}" for n in range(701, 703)),
}


def findings_of(files: dict[str, str], folder: Path) -> list[Finding]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return check([folder]).findings


def test_all_rules_of_the_guidelines_exist() -> None:
    assert len(GUIDELINES) == 98
    assert {rule.id for rule in RULES} >= GUIDELINES


def test_no_rule_is_without_an_example() -> None:
    assert set(examples()) == {rule.id for rule in RULES}


def test_every_rule_has_a_heading_in_the_list() -> None:
    assert {rule.subject for rule in RULES} == set(SUBJECTS)


def test_the_model_document_has_no_finding_at_all() -> None:
    assert validate(FOLDER / "model.xml") == []


@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.rule)
def test_the_good_example_is_accepted(example: Example, tmp_path: Path) -> None:
    found = findings_of(example.good_files, tmp_path)
    assert [str(finding) for finding in found if finding.rule == example.rule] == []


@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.rule)
def test_the_bad_example_is_reported_at_its_place(example: Example, tmp_path: Path) -> None:
    found = [finding for finding in findings_of(example.bad_files, tmp_path) if finding.rule == example.rule]
    assert found, f"{example.rule} reports nothing"
    places = [(Path(finding.file).name, finding.line, finding.column) for finding in found]
    assert (example.file, example.line, example.column) in places, "\n".join(map(str, found))
    assert all(finding.message and finding.suggestion and finding.clause for finding in found)


def test_the_printed_list_is_the_one_in_the_documentation(root: Path) -> None:
    assert (root / "docs" / "rules.md").read_text(encoding="utf-8") == rules_table()


def test_one_rule_is_shown_by_the_beginning_of_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", select=["akn4un-007"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(("### AKN4UN-007: ", "## ")) and printed.count("### ") == 1
    assert run("rules", select=["AKN4UN-007"], format="schematron") == 2
