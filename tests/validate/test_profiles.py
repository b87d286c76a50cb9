"""The profile `corpus`: no errors in files in published form but the faults that are named here."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import Report, Severity, check
from tests.own import BROKEN, DATA, DOCUMENTS

# Faults of documents that are not broken.
NAMED = {
    # notes that begin at 2
    ("A_RES_77_912-G.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_911E.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_911F.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_911C.xml", "AKN4UN-401"),
    # notes that repeat their number as typed text
    ("A_RES_76_909-2199909C.xml", "AKN4UN-402"),
    ("A_RES_79_914-2599914F.xml", "AKN4UN-402"),
}
# The same for the reference sample of published files.
NAMED_IN_REFERENCE = {
    ("A_RES_77_276-G.xml", "AKN4UN-401"),
    ("A_HRC_RES_55_2E.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_17E.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_17F.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_17C.xml", "AKN4UN-401"),
    ("A_RES_76_132-2119154C.xml", "AKN4UN-402"),
}


@pytest.fixture(scope="module")
def report() -> Report:
    return check([DATA], "corpus", 2)


def errors(report: Report, *, broken: bool) -> set[tuple[str, str]]:
    """Return (file, rule) of all errors in broken files, or in all others."""
    return {
        (Path(finding.file).name, finding.rule)
        for finding in report.findings
        if finding.severity is Severity.ERROR and ("broken" in Path(finding.file).parts) is broken
    }


def test_the_only_errors_are_the_named_faults(report: Report) -> None:
    assert errors(report, broken=False) == NAMED


def test_every_broken_file_has_an_error(report: Report) -> None:
    assert {name for name, _ in errors(report, broken=True)} == {path.name for path in BROKEN.glob("*.xml")}


# Peculiarities that the README of the files names, and the rule that reports each.
PECULIAR = [
    ("A_RES_79_914-2599914F.xml", "AKN4UN-106", "subheading"),
    ("A_RES_76_905-2299905S.xml", "AKN4UN-109", "empty"),
    ("A_RES_77_912-G.xml", "AKN4UN-201", "4 places"),
    ("A_RES_79_902-2499902E.xml", "AKN4UN-111", "second annex"),
    ("S_RES_9901_2299901E.xml", "AKN4UN-017", "mod"),
    ("S_PRST_2010_925-1099925E.xml", "AKN4UN-404", "2 columns, the table 3"),
    ("S_PRST_2005_928-0599928E.xml", "AKN4UN-503", "<p> is empty"),
    ("A_RES_77_922-2299922F.xml", "AKN-NC-001", "heading"),
    ("S_RES_9930-2599930A.xml", "AKN-NC-010", "//"),
]


@pytest.mark.parametrize(("name", "rule", "words"), PECULIAR, ids=[f"{one[1]} {one[0]}" for one in PECULIAR])
def test_a_named_peculiarity_is_reported(report: Report, name: str, rule: str, words: str) -> None:
    found = [f.message for f in report.findings if Path(f.file).name == name and f.rule == rule]
    assert any(words in message for message in found), found


def test_what_all_published_files_do_is_one_note_per_file_and_rule(report: Report) -> None:
    summaries = [finding for finding in report.findings if "deviates as the whole corpus" in finding.message]
    assert {finding.severity for finding in summaries} == {Severity.NOTE}
    keys = [(finding.file, finding.rule) for finding in summaries]
    assert len(keys) == len(set(keys))


def test_files_in_published_form_reach_level_1_and_broken_ones_none(report: Report) -> None:
    levels = {result.path: result.levels.level for result in report.results if result.levels}
    published = {level for path, level in levels.items() if not {"broken", "letter"} & {*Path(path).parts}}
    assert published == {1}
    assert {level for path, level in levels.items() if "broken" in Path(path).parts} <= {0}


def test_the_letters_are_strict_in_six_languages_and_reach_level_2() -> None:
    found = check([DOCUMENTS / "letter"])
    assert found.findings == []
    assert [result.levels.level for result in found.results if result.levels] == [2] * 6


def test_processes_find_what_one_process_finds() -> None:
    folder = DOCUMENTS / "ga-collection"
    assert check([folder], "corpus", 1) == check([folder], "corpus", 2)


@pytest.mark.corpus
def test_the_only_errors_of_the_reference_sample_are_its_named_faults(reference: dict[str, Path]) -> None:
    found = check(sorted(reference.values()), "corpus", 2)
    named = {file: name for name, file in reference.items()}
    broken = {str(file) for file, name in named.items() if name.startswith("broken/")}
    wrong = {(f.file, f.rule) for f in found.findings if f.severity is Severity.ERROR}
    names = {(Path(named[Path(file)]).name, rule) for file, rule in wrong if file not in broken}
    assert names == NAMED_IN_REFERENCE
    assert {file for file, _ in wrong} >= broken
    levels = [result.levels.level for result in found.results if result.levels]
    assert (max(levels), levels.count(1)) == (1, 89)
