"""A short run of the fuzzing: the same inputs every time. `python -m tests.fuzz.run` has the long one."""

from __future__ import annotations

import pytest

from pipeline.errors import LostWordsError, MalformedError, Place
from pipeline.prove import Lack, Proof
from pipeline.write import DEFAULT_FORMATS, FORMATS, Sort

from .inputs import inputs, texts
from .judge import Judge
from .made import made

COUNT = 80


@pytest.mark.parametrize("begin", range(0, COUNT, 40))
def test_every_input_is_built_whole_or_refused_with_cause_and_place(begin, tmp_path):
    judge = Judge(tmp_path, (*DEFAULT_FORMATS, "flow.txt"), limit=30.0)
    own = [path for path in texts() if "source" in path.parts]
    found = [(one.number, judge(one.data, one.beside)) for one in inputs(7, begin, begin + 40, own)]
    assert {number: verdict.faults for number, verdict in found if verdict.faults} == {}
    assert sum(verdict.outcome == "built" for _, verdict in found) > 10


def test_inputs_are_the_same_for_the_same_number():
    paths = texts()[:2]
    first = list(inputs(3, 0, 80, paths))
    assert [one.data for one in inputs(3, 40, 80, paths)] == [one.data for one in first[40:]]
    assert len({one.data for one in first}) > 70
    assert {one.kind for one in first} == {"made", "tree", "bytes", "encoding", "declared", "pictures"}


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ZeroDivisionError("x"), "BUG ZeroDivisionError"),
        (LostWordsError("x", place=Place("x", 1, 1)), "WRONG LostWordsError"),
        (MalformedError("x"), "VAGUE MalformedError"),
        (MalformedError("x", place=Place("x")), "VAGUE MalformedError"),
    ],
)
def test_the_judge_finds_a_bug_and_an_error_that_says_too_little(error, fault, tmp_path, monkeypatch):
    def fails(*_):
        raise error

    monkeypatch.setattr(f"{Judge.__module__}.prepare", fails)
    assert any(fault in line for line in Judge(tmp_path, ("txt",))(made(1, 1)[0]).faults)


def test_the_judge_finds_an_error_that_hides_another(tmp_path, monkeypatch):
    def fails(*_):
        try:
            {}["x"]
        except KeyError as error:
            raise MalformedError("x", place=Place("x", 1, 1)) from error

    monkeypatch.setattr(f"{Judge.__module__}.prepare", fails)
    assert any("WRAPPED" in line for line in Judge(tmp_path, ("txt",))(made(1, 1)[0]).faults)


def test_the_judge_finds_a_lost_word(tmp_path, monkeypatch):
    from pipeline.write import Written

    monkeypatch.setattr(f"{Judge.__module__}.writer", lambda format: lambda document, options: Written(b"nothing"))
    source = made(2, 3)[-1].replace(b"</meta>", b"</meta><mainBody><p>Decides</p></mainBody>", 1)
    assert any("LOSS" in line and "decides" in line for line in Judge(tmp_path, ("txt",))(source).faults)


def test_the_judge_finds_a_lost_table_though_every_letter_is_there(tmp_path, monkeypatch):
    lack = Lack(Sort.TABLE, 1, 1, "", Place("x", 1, 1))
    monkeypatch.setattr(f"{Judge.__module__}.prove_words", lambda *_: Proof("pdf", 1, lacks=(lack,)))
    assert any("1 of 1 table is" in line for line in Judge(tmp_path, ("pdf",))(made(1, 1)[0]).faults)


def test_every_format_is_fuzzed():
    assert Judge(texts()[0].parent).formats == FORMATS
