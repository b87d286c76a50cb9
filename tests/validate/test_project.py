"""Declarations of the project: where they are looked for, and what a suppression covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import TemplateError
from pipeline.validate import RULES, check
from pipeline.validate.model.profiles import OFF, names, profile
from pipeline.validate.report.examples import FOLDER

MODEL = (FOLDER / "model.xml").read_text("utf-8").replace("J’ai", "J'ai").replace("Le second", "L'autre")
SUPPRESSION = (
    '[[suppression]]\nrule = "{rule}"\ndocument = "{document}"\nat = "{at}"\ntext = "{text}"\nreason = "Kept."\n'
)


def rules_found(folder: Path, **words: str) -> list[str]:
    entry = {"rule": "AKN4UN-603", "document": "work/fra@", "at": "para_1", "text": "J'ai", **words}
    (folder / "suppressions.toml").write_text(SUPPRESSION.format(**entry), "utf-8")
    (folder / "work").mkdir(exist_ok=True)
    (folder / "work" / "fra@.xml").write_text(MODEL, "utf-8")
    return sorted(finding.rule for finding in check([folder]).findings)


def test_a_suppression_covers_one_finding_and_leaves_the_other(tmp_path: Path) -> None:
    assert rules_found(tmp_path) == ["AKN4UN-603"]


@pytest.mark.parametrize(
    "words",
    [{"at": "para_2"}, {"document": "other/fra@"}, {"rule": "AKN4UN-602"}],
    ids=["another place", "another document", "another rule"],
)
def test_a_suppression_of_something_else_covers_nothing(tmp_path: Path, words: dict[str, str]) -> None:
    found = rules_found(tmp_path, **words)
    assert found.count("AKN4UN-603") == 2
    assert ("PROJ-001" in found) == ("document" not in words)


def test_a_suppression_of_a_rule_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    assert "PROJ-002" in rules_found(tmp_path, rule="AKN4UN-999")


def test_declarations_above_the_top_of_a_project_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pyproject.toml").touch()
    (tmp_path / "suppressions.toml").write_text("not TOML at all [", "utf-8")
    (tmp_path / "inner" / "a.xml").write_text(MODEL, "utf-8")
    assert len(check([tmp_path / "inner"]).findings) == 2


def test_a_broken_declaration_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "suppressions.toml").write_text("not TOML at all [", "utf-8")
    (tmp_path / "a.xml").write_text(MODEL, "utf-8")
    with pytest.raises(TemplateError, match=r"suppressions.toml: not TOML"):
        check([tmp_path])


def test_profiles_name_existing_rules_with_a_reason() -> None:
    known = {rule.id for rule in RULES}
    assert names() == ["corpus", "strict"]
    for name in names():
        chosen = profile(name)
        assert set(chosen.severity) <= known
        assert all(chosen.reasons[rule].endswith(".") for rule in chosen.severity)
        assert OFF not in chosen.severity.values()


def test_the_strict_profile_takes_every_rule_at_its_own_severity() -> None:
    strict = profile("strict")
    assert all(strict.treatment(rule) == rule.severity.value for rule in RULES)
