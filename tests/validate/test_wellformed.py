"""Faults of well-formedness: each at its place, with its cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import check
from pipeline.validate.run.files import wellformed
from pipeline.validate.run.wellformed import faults

# bytes, (line, column), words of the message
CASES = [
    (b"<a>\n <b>\n </c>\n</b></a>", (3, 2), "</c> closes nothing: open here is <b> of line 2"),
    (b"<a>\n <b><c>\n</a>", (3, 1), "before </a> </c></b> is missing (opened in line 2, 2)"),
    (b"<a>\n<b x='1' x='1'/></a>", (2, 10), "attribute x twice, with the same value"),
    (b"<a>\n<b x='1' x='2'/></a>", (2, 10), "attribute x twice, with another value"),
    ("<a>\né & b</a>".encode(), (2, 3), "a bare “&” stands here"),
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


def test_of_many_faults_only_those_told_are_placed(monkeypatch) -> None:
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


# Place and cause of the first fault of the schema or of well-formedness in each broken file of the sample.
BROKEN = {
    "A_HRC_RES_57_20A.xml": (291, 5, "<mainBody> must not stand here"),
    "A_RES_75_295-2109003C.xml": (209, 20, "eId “para_15_sublist_point_” stands twice"),
    "A_RES_77_104-2228250F.xml": (254, 19, "<heading> must not stand here"),
    "A_RES_77_104-2228250S.xml": (991, 3, "before </statement> </doc></attachment></attachments> is missing"),
    "A_RES_77_230-2228996A.xml": (86, 9, "<keyword> has no attribute showAs"),
    "A_RES_80_236AB-2521243F.xml": (4, 5, "<meta> is not complete; it still needs: identification"),
    "A_RES_80_237-2521249E.xml": (151, 5, "<preamble> must not stand here"),
    "S_PRST_2001_9-0129824E.xml": (97, 7, "</alinea> closes nothing: open here is <paragraph> of line 93"),
    "S_PRST_2004_6-0428221E.xml": (106, 7, "</docTitle> closes nothing: open here is <paragraph> of line 104"),
    "S_PRST_2005_24-0538980E.xml": (28, 9, "<step> has no attribute by"),
    "S_RES_2575_(2021)-G.xml": (52, 131, "<step> has the attribute refersTo twice"),
    "S_RES_2768-2500616A.xml": (9, 11, "<FRBRdate> has no attribute date"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_file_has_the_right_place_and_cause(shared: Path, name: str) -> None:
    report = check([shared / "corpus" / "broken" / name], "corpus")
    found = [finding for finding in report.findings if finding.rule == "AKN-NC-001"]
    line, column, words = BROKEN[name]
    assert (found[0].line, found[0].column) == (line, column)
    assert found[0].message.startswith(words)
    assert report.exit_status == 1
