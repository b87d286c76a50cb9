"""Faults of well-formedness: each at its place, with its cause."""

from __future__ import annotations

import pytest

from pipeline.validate import check
from pipeline.validate.run import wellformed
from pipeline.validate.run.wellformed import faults
from tests.own import BROKEN

# bytes, (line, column), words of the message
CASES = [
    (b"<a>\n <b>\n </c>\n</b></a>", (3, 2), "</c> closes nothing: open here is <b> of line 2"),
    (b"<a>\n <b><c>\n</a>", (3, 1), "before </a> </c></b> is missing (opened in line 2, 2)"),
    (b"<a>\n<b x='1' x='1'/></a>", (2, 10), "attribute x twice, with the same value"),
    (b"<a>\n<b x='1' x='2'/></a>", (2, 10), "attribute x twice, with another value"),
    ("<a>\né & b</a>".encode(), (2, 3), "a bare “&” is here"),
    (b"<a>&nbsp;</a>", (1, 4), "the entity &nbsp; is not known"),
    (b"<a>1 < 2</a>", (1, 6), "begins no tag"),
    (b"<a>\n\x01</a>", (2, 1), "the control character U+0001"),
    (b"<a>\n \xe9</a>", (2, 2), "not UTF-8"),
    (b"\x89PNG\r\n", (1, 1), "this is not XML"),
    (b"  \n", (1, 1), "the file is empty"),
    (b"<a><b>", (1, 1), "<a> is never closed"),
    (b"<a>\n <!-- <b> &", (2, 2), "a comment begins here that never ends"),
    (b"<a><![CDATA[ <b> &", (1, 4), "a CDATA section begins here"),
    (b"<a><?x <b> &", (1, 4), "an instruction begins here"),
]


@pytest.mark.parametrize(("data", "place", "words"), CASES)
def test_a_fault_has_place_and_cause(data: bytes, place: tuple[int, int], words: str) -> None:
    first = faults(data)[0]
    assert (first.line, first.column) == place
    assert words in first.message
    assert first.suggestion


def test_several_faults_of_one_file_are_reported() -> None:
    found = faults(b"<a><b>x</c></b>\n<d y='1' y='2'>&</d></e></a>")
    assert [(fault.kind, fault.line) for fault in found] == [
        ("stray-end", 1), ("repeated-attribute", 2), ("bare-sign", 2), ("stray-end", 2),
    ]  # fmt: skip


def test_of_many_faults_only_those_reported_are_placed(monkeypatch) -> None:
    """Placing a fault reads the file up to it: of every fault, that is the square of the length."""
    placed = []
    kept = wellformed._placed
    monkeypatch.setattr(wellformed, "_placed", lambda data, fault: placed.append(fault) or kept(data, fault))
    found = faults(b"<a>" + b"&\n" * 5000 + b"<b></c>" * 5000 + b"</a>")
    assert [fault.line for fault in found] == list(range(1, 51))
    assert len(placed) == 50


def test_a_fault_names_the_nearest_unit_around_it() -> None:
    assert [fault.eid for fault in faults(b"<a eId='u'><b><c>&</c></b><d eId='v'>&</d>&</a>&")] == ["u", "v", "u", ""]


def test_comments_sections_and_instructions_hold_no_faults() -> None:
    assert faults(b"<?xml version='1.0'?><!-- <b> & --><a><?x <c> ?><![CDATA[<d> &]]>&amp;&#x41;</a>") == []


# Place and cause of the first fault of the schema or of well-formedness in each broken file.
BROKEN_FILES = {
    "A_HRC_RES_57_920A.xml": (171, 5, "<mainBody> is not allowed here"),
    "A_RES_75_921-2199921C.xml": (149, 20, "eId “para_4_sublist_point_” occurs twice"),
    "A_RES_77_922-2299922F.xml": (177, 19, "<heading> is not allowed here"),
    "A_RES_77_922-2299922S.xml": (193, 3, "before </statement> </doc></attachment></attachments> is missing"),
    "A_RES_77_923-2299923A.xml": (29, 9, "<keyword> has no attribute showAs"),
    "A_RES_79_924AB-2499924F.xml": (4, 5, "<meta> is not complete; it still needs: identification"),
    "A_RES_79_925-2499925E.xml": (134, 5, "<preamble> is not allowed here"),
    "S_PRST_2001_926-0199926E.xml": (102, 7, "</alinea> closes nothing: open here is <paragraph> of line 98"),
    "S_PRST_2004_927-0499927E.xml": (96, 7, "</docTitle> closes nothing: open here is <paragraph> of line 94"),
    "S_PRST_2005_928-0599928E.xml": (32, 9, "<step> has no attribute by"),
    "S_RES_9929_(2021)-G.xml": (34, 130, "<step> has the attribute refersTo twice"),
    "S_RES_9930-2599930A.xml": (9, 11, "<FRBRdate> has no attribute date"),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_each_broken_file_has_the_right_place_and_cause(name: str) -> None:
    report = check([BROKEN / name], "corpus")
    found = [finding for finding in report.findings if finding.rule == "AKN-NC-001"]
    line, column, words = BROKEN_FILES[name]
    assert (found[0].line, found[0].column) == (line, column)
    assert found[0].message.startswith(words)
    assert report.exit_status == 1
