"""A report as text, JSON, SARIF and JUnit XML, read by other readers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml

from pipeline.errors import UsageError
from pipeline.validate import Report, check
from pipeline.validate.report.examples import FOLDER
from pipeline.validate.report.render import conformance, render

DATA = Path(__file__).parent / "data"
MODEL = (FOLDER / "model.xml").read_text("utf-8")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Return one clean file, one with an error and a warning, one malformed, one suppressed finding."""
    (tmp_path / "clean.xml").write_text(MODEL, "utf-8")
    faulty = MODEL.replace("<num>2.</num>", "<num>4.</num>").replace("J’ai", "J'ai").replace("Le second", "L'autre")
    (tmp_path / "faulty — é.xml").write_text(faulty, "utf-8")
    (tmp_path / "malformed.xml").write_text(MODEL.replace("</num>", "</nom>", 1), "utf-8")
    (tmp_path / "suppressions.toml").write_text(
        '[[suppression]]\nrule = "AKN4UN-603"\ndocument = "faulty — é"\nat = "att_1"\ntext = ""\nreason = "Kept."\n',
        "utf-8",
    )
    return check([tmp_path])


def test_each_line_of_the_text_form_has_place_severity_and_rule(report: Report) -> None:
    lines = render(report, "text").splitlines()
    assert len(lines) == len(report.findings) > 3
    for line in lines:
        assert re.match(r".+\.xml:\d+:\d+: (error|warning|note) [A-Z0-9-]+ \S", line)


def test_the_form_for_people_shows_the_line_and_a_caret(report: Report) -> None:
    text = re.sub(r"\x1b\[\d*m", "", render(report, "human"))
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if "AKN4UN-603" in line)
    assert lines[at + 1][lines[at + 2].index("^")] == "'"
    assert lines[-1].startswith("3 documents: ")
    assert lines[-1].endswith("; 1 suppressed")


def test_json_rows_have_the_agreed_names(report: Report) -> None:
    rows = json.loads(render(report, "json"))
    assert len(rows) == len(report.findings)
    names = ["file", "line", "column", "eId", "rule", "severity", "message", "suggestion"]
    assert all(list(row) == names for row in rows)
    assert {row["severity"] for row in rows} <= {"error", "warning", "note"}


def test_sarif_is_valid_against_its_schema(report: Report) -> None:
    log = json.loads(render(report, "sarif"))
    jsonschema.validate(log, json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
    run = log["runs"][0]
    assert len(run["results"]) == len(report.findings) + len(report.suppressed)
    assert sum(1 for result in run["results"] if "suppressions" in result) == 1
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_junit_is_read_by_another_reader(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(render(report, "junit"), "utf-8")
    suite = next(iter(JUnitXml.fromfile(str(file))))
    assert (suite.tests, suite.failures) == (3, 2)
    assert sorted(bool(case.result) for case in suite) == [False, True, True]


def test_an_unknown_format_and_an_unknown_profile_are_refused(report: Report) -> None:
    with pytest.raises(UsageError, match="no format"):
        render(report, "yaml")
    with pytest.raises(UsageError, match="no profile"):
        check([FOLDER], "lenient")


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    for form in ("text", "human", "json", "sarif", "junit"):
        assert render(report, form) == render(report, form)


def test_the_conformance_report_tells_the_levels_apart(report: Report) -> None:
    text = conformance(report)
    assert "reached: level 2" in text
    assert "level 0: </nom> closes nothing" in text
    assert "3 documents: level 0: 1" in text
