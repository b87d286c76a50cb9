"""Choosing findings, knowing them again, forms for machines, the cache, the settings of a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import TemplateError, UsageError
from pipeline.validate import check
from pipeline.validate.model.settings import settings
from pipeline.validate.report.examples import FOLDER
from pipeline.validate.report.render import render
from pipeline.validate.report.selection import baseline, selected, selection, statistics
from pipeline.validate.run import files
from pipeline.validate.run.files import Text
from tests.validate.works import text, work

MODEL = (FOLDER / "model.xml").read_text("utf-8")
FAULTY = MODEL.replace("<p>Le second.</p>", "<p>Adopte le le plan xxx.</p>", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "document.xml"
    path.write_text(FAULTY, "utf-8")
    return path


def rules(report: files.Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_rules_are_chosen_by_the_beginnings_of_their_names(file: Path) -> None:
    report = check([file])
    assert sorted(rules(report)) == ["TEXT-102", "TEXT-104"]
    assert rules(selected(report, selection(select=["TEXT-102"]))) == ["TEXT-102"]
    assert rules(selected(report, selection(ignore=["TEXT-102,AKN"]))) == ["TEXT-104"]
    assert rules(selected(report, selection(min_severity="error"))) == ["TEXT-102"]
    assert rules(selected(report, selection(severity={"TEXT-102": "off"}))) == ["TEXT-104"]
    with pytest.raises(UsageError, match="no rule begins with"):
        selection(select=["NONE"])


def test_what_a_baseline_knows_is_left_out_and_only_that(file: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    known.write_text(baseline(check([file])), "utf-8")
    chosen = selection(baseline=known)
    assert rules(selected(check([file]), chosen)) == []
    file.write_text(
        "<!-- a line more -->\n" + FAULTY.replace("<p>Le premier\u00a0;</p>", "<p>Le le premier\u00a0;</p>"), "utf-8"
    )
    text_of = file.read_text("utf-8").replace('<?xml version="1.0" encoding="UTF-8"?>\n', "")
    file.write_text(text_of, "utf-8")
    new = selected(check([file]), chosen).findings
    assert [(finding.rule, "point_a" in " ".join(finding.within)) for finding in new] == [("TEXT-104", True)]


def test_findings_are_counted_by_rule(file: Path) -> None:
    assert "1 error   TEXT-102    in 1 files: no dummy text is left" in statistics(check([file]))


def test_github_shows_findings_at_their_lines(file: Path) -> None:
    line = next(one for one in render(check([file]), "github").splitlines() if "TEXT-104" in one)
    row = FAULTY.split("\n").index(next(one for one in FAULTY.split("\n") if "le le plan" in one)) + 1
    assert line.startswith(f"::warning file={file},line={row},col=")
    assert "“le” occurs twice" in line


def test_sarif_has_ends_fixes_fingerprints_and_second_places(file: Path, tmp_path: Path) -> None:
    results = json.loads(render(check([file]), "sarif"))["runs"][0]["results"]
    twice = next(one for one in results if one["ruleId"] == "TEXT-104")
    region = twice["locations"][0]["physicalLocation"]["region"]
    assert region["endColumn"] - region["startColumn"] == len("le le")
    replaced = twice["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert (replaced["deletedRegion"], replaced["insertedContent"]["text"]) == (region, "le")
    assert twice["partialFingerprints"]["undocs/v1"].endswith(":1")
    assert ". Take one of the two out." in twice["message"]["text"]
    texts = {
        code: text(code, ["A/75/100", sentence])
        for code, sentence in (("eng", "of 512,300"), ("fra", "de 512\u00a0900"))
    }
    report = check([work(tmp_path / "work", texts)], "corpus")
    together = json.loads(render(report, "sarif"))["runs"][0]["results"]
    other = next(one for one in together if one["ruleId"] == "LANG-001")["relatedLocations"][0]
    assert other["physicalLocation"]["artifactLocation"]["uri"].endswith("eng.xml")


def test_the_level_of_a_rule_in_sarif_is_that_of_the_profile(file: Path) -> None:
    file.write_text(FAULTY.replace("18 j", "18 j").replace("6\u00a0mars 2024", "6 mars 2024"), "utf-8")
    driver = json.loads(render(check([file], "corpus"), "sarif"))["runs"][0]["tool"]["driver"]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in driver["rules"]}
    assert levels["AKN4UN-609"] == "note"


def test_standard_input_is_validated_as_a_file_is(file: Path) -> None:
    found = check([], texts=[Text("-", FAULTY.encode(), Path("-"))]).findings
    assert [(f.file, f.rule, f.line) for f in found] == [("-", f.rule, f.line) for f in check([file]).findings]


def test_files_that_have_not_changed_are_not_validated_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.xml"
    other.write_text(MODEL.replace("/fra@", "/eng@").replace('language="fra"', 'language="eng"'), "utf-8")
    read: list[str] = []
    original = files.validate_file

    def counted(path: Path, *rest: object, **more: object) -> object:
        read.append(path.name)
        return original(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "validate_file", counted)
    folder = tmp_path / "cache"
    first = check([file, other], "strict", 1, folder)
    assert sorted(read) == ["document.xml", "other.xml"]
    assert check([file, other], "strict", 1, folder).findings == first.findings
    assert sorted(read) == ["document.xml", "other.xml"]
    other.write_text(other.read_text("utf-8").replace("Le second.", "Le second xxx."), "utf-8")
    again = check([file, other], "strict", 1, folder)
    assert sorted(read) == ["document.xml", "other.xml", "other.xml"]
    assert again.findings == check([file, other], "strict", 1).findings


def test_a_project_sets_profile_and_severities(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.undocs]\nprofile = "corpus"\nmin-severity = "warning"\nseverity = { "TEXT-104" = "error" }\n', "utf-8"
    )
    inside = tmp_path / "source" / "deep"
    inside.mkdir(parents=True)
    found, folder = settings(inside)
    assert (found.profile, found.min_severity, dict(found.severity)) == ("corpus", "warning", {"TEXT-104": "error"})
    assert folder == tmp_path.resolve()
    (tmp_path / "undocs.toml").write_text('profil = "corpus"\n', "utf-8")
    with pytest.raises(TemplateError, match="profil"):
        settings(inside)
