"""The project's own texts are without findings, and a fault put into a copy is found at its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.errors import ExitStatus
from pipeline.validate import Report, check
from pipeline.validate.report.render import conformance

LETTER = "bamako-letter/fra@.xml"
WORK = re.compile(r'<FRBRuri value="([^"]+)"')

# Ten faults, each of another kind: what is replaced, by what ("‸" marks the place of the finding), and the rule.
FAULTS = [
    ("AKN4UN-115", "<p>Déclarons que nous sommes déterminés", "<p>Déclarons que nous sommes ‸décidés"),
    ("AKN-NC-020", '<paragraph eId="att_1__para_4">', '<paragraph ‸eId="att_1__para_3">'),
    ("AKN4UN-301", "<num>9.</num>", "‸<num>19.</num>"),
    ("AKN-NC-026", '<ref eId="ref_3" href="#att_1">', '<ref eId="ref_3" ‸href="#att_9">'),
    ("AKN-NC-009", '<FRBRuri value="{work}/fra@"/>', '<FRBRuri ‸value="{work}/fra@v.1"/>'),
    ("AKN-NC-001", '<container eId="container_2" name', '<container eId="container_2" ‸colour="red" name'),
    ("AKN4UN-204", '<docDate date="2008-01-18" refers', '<docDate ‸date="2008-01-19" refers'),
    ("AKN-NC-012", '<FRBRlanguage language="fra"/>', '<FRBRlanguage ‸language="fre"/>'),
    ("AKN4UN-202", '<session value="62"', '<session ‸value="61"'),
    ("AKN4UN-505", '<span class="italic">Signé', '<span class="italic">Si</span>‸<span class="italic">gné'),
]


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the sources with their declarations, in a project of its own."""
    shutil.copytree(root / "source", tmp_path / "source")
    (tmp_path / "pyproject.toml").touch()
    return tmp_path / "source"


def of_work(text: str, snippet: str) -> str:
    """Return the snippet with the IRI of the letter's Work, whatever number it has."""
    found = WORK.search(text)
    return snippet.replace("{work}", found[1]) if found else snippet


def errors(report: Report) -> list[str]:
    return [str(finding) for finding in report.findings]


def test_the_sources_have_no_finding_that_is_not_explained(root: Path) -> None:
    report = check([root / "source"])
    assert errors(report) == []
    assert report.exit_status is ExitStatus.DONE
    assert len(report.results) == 2
    assert len(report.suppressed) > 100


def test_the_sources_are_level_2(root: Path) -> None:
    report = check([root / "source"])
    assert [result.levels.level for result in report.results if result.levels] == [2, 2]
    assert "level 2 (c) href and src: 2 of 2" in conformance(report)


@pytest.mark.parametrize(("rule", "old", "new"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_in_the_letter_is_found_at_its_place(copy: Path, rule: str, old: str, new: str) -> None:
    file = copy / LETTER
    text = file.read_bytes().decode("utf-8")
    old, new = of_work(text, old), of_work(text, new)
    assert old in text
    marked = text.replace(old, new, 1)
    before = marked[: marked.index("‸")]
    file.write_bytes(marked.replace("‸", "").encode("utf-8"))
    report = check([copy])
    found = [finding for finding in report.findings if finding.rule == rule]
    assert report.exit_status is ExitStatus.FINDINGS or rule == "AKN4UN-505"
    assert (before.count("\n") + 1, len(before) - before.rfind("\n")) in [(f.line, f.column) for f in found]


def test_ten_faults_at_once_give_ten_kinds_of_findings(copy: Path) -> None:
    file = copy / LETTER
    text = file.read_bytes().decode("utf-8")
    original = text
    for _, old, new in FAULTS:
        assert of_work(original, old) in text
        text = text.replace(of_work(original, old), of_work(original, new).replace("‸", ""), 1)
    file.write_bytes(text.encode("utf-8"))
    found = check([copy]).findings
    assert {rule for rule, _, _ in FAULTS} <= {finding.rule for finding in found}
    assert all(finding.line and finding.column for finding in found)


def test_a_lost_word_and_an_added_word_are_both_found(copy: Path) -> None:
    file = copy / LETTER
    text = file.read_text("utf-8")
    file.write_text(text.replace("inhérents", "", 1).replace("Charte des", "Charte même des", 1), "utf-8")
    messages = [finding.message for finding in check([copy]).findings if finding.rule == "AKN4UN-115"]
    assert any("“inhérents” of the witness is missing here" in message for message in messages)
    assert any("“même” is not in the witness" in message for message in messages)


def test_a_paragraph_too_few_is_found(copy: Path) -> None:
    file = copy / LETTER
    file.write_text(file.read_text("utf-8").replace("<num>78.</num>", ""), "utf-8")
    assert "77 numbered paragraphs, 78 are declared" in [finding.message for finding in check([copy]).findings]


def test_a_suppression_that_meets_nothing_is_a_finding(copy: Path) -> None:
    file = copy / "suppressions.toml"
    file.write_text(file.read_text("utf-8").replace('at = "att_1__para_53"', 'at = "att_1__para_52"'), "utf-8")
    found = [finding.rule for finding in check([copy]).findings]
    assert found.count("PROJ-001") == 1
    assert found.count("AKN4UN-601") == 1


def test_a_missing_witness_is_said_in_one_line(copy: Path) -> None:
    (copy / "witness" / "un-letter-2008-01-18-fr.txt").unlink()
    found = [f for f in check([copy]).findings if "the witness cannot be read" in f.message]
    assert [(f.rule, Path(f.file).parent.name) for f in found] == [("FILE-001", "bamako-letter")]
