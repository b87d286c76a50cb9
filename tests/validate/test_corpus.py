"""The published files: no errors in their profile but the faults that their description names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import Report, Severity, check

# Files outside broken/ with a fault that the README of the sample or the profile of the corpus names.
NAMED = {
    # of those whose notes begin at 2
    ("A_RES_77_276-G.xml", "AKN4UN-401"),
    ("A_HRC_RES_55_2E.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_17E.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_17F.xml", "AKN4UN-401"),
    ("A_HRC_RES_56_17C.xml", "AKN4UN-401"),
    # and of those that repeat their number as typed text
    ("A_RES_76_132-2119154C.xml", "AKN4UN-402"),
}


@pytest.fixture(scope="module")
def report(shared: Path) -> Report:
    return check([shared / "corpus"], "corpus", 2)


def test_the_only_errors_are_the_named_faults(report: Report) -> None:
    found = {
        (Path(finding.file).name, finding.rule)
        for finding in report.findings
        if finding.severity is Severity.ERROR and "broken" not in Path(finding.file).parts
    }
    assert found == NAMED


def test_every_broken_file_has_an_error(report: Report) -> None:
    broken = [result for result in report.results if "broken" in Path(result.path).parts]
    assert len(broken) == 12
    assert all(any(f.severity is Severity.ERROR for f in result.findings) for result in broken)


# Peculiarities that the README names, and the rule that reports each.
PECULIAR = [
    ("A_RES_79_298-2510811E.xml", "AKN4UN-106", "subheading"),
    ("A_RES_76_296-2211524S.xml", "AKN4UN-109", "empty"),
    ("A_RES_77_276-G.xml", "AKN4UN-201", "4 places"),
    ("A_RES_80_239-2521256E.xml", "AKN4UN-111", "second annex"),
    ("S_RES_2699-2318982E.xml", "AKN4UN-017", "mod"),
    ("S_PRST_2005_24-0538980E.xml", "AKN4UN-503", "<p> is empty"),
    ("A_RES_77_104-2228250F.xml", "AKN-NC-001", "heading"),
    ("S_RES_2768-2500616A.xml", "AKN-NC-010", "//"),
]


@pytest.mark.parametrize(("name", "rule", "words"), PECULIAR, ids=[f"{one[1]} {one[0]}" for one in PECULIAR])
def test_a_named_peculiarity_is_reported(report: Report, name: str, rule: str, words: str) -> None:
    found = [f.message for f in report.findings if Path(f.file).name == name and f.rule == rule]
    assert any(words in message for message in found), found


def test_what_the_whole_corpus_does_is_one_note_per_file_and_rule(report: Report) -> None:
    summaries = [finding for finding in report.findings if "deviates as the whole corpus" in finding.message]
    assert {finding.severity for finding in summaries} == {Severity.NOTE}
    keys = [(finding.file, finding.rule) for finding in summaries]
    assert len(keys) == len(set(keys))


def test_no_published_file_reaches_level_2_and_nearly_all_reach_level_1(report: Report) -> None:
    levels = [result.levels.level for result in report.results if result.levels]
    assert max(levels) == 1
    assert levels.count(1) == 89


def test_processes_find_what_one_process_finds(shared: Path) -> None:
    folder = shared / "corpus" / "ga-collection"
    assert check([folder], "corpus", 1) == check([folder], "corpus", 2)
