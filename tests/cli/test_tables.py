"""Tests of the summary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.cli.tables import columns, summary
from pipeline.publish.batch import Batch
from pipeline.publish.job import DocumentResult, Failure, FileResult, State


def file(state=State.BUILT, **more):
    return FileResult("pdf", "out/a.pdf", state, size=12345, pages=3, seconds=0.256, **more)


def batch(*results):
    return Batch("out", list(results), seconds=0.5)


def test_a_file_has_path_pages_size_and_seconds():
    lines = summary(batch(DocumentResult("a.xml", "in/a.xml", files=(file(),)))).splitlines()
    assert lines[0].split() == ["file", "pages", "size", "seconds"]
    assert lines[1].split() == ["a.pdf", "3", "12,345", "0.26"]
    assert lines[-1] == "1 document in out/: 1 built in 0.50 s"


def test_a_failed_file_has_no_size():
    lost = FileResult(
        "pdf", "out/a.pdf", State.FAILED, failure=Failure("LostWordsError", "2 words are lost", lost_words=True)
    )
    text = summary(batch(DocumentResult("a.xml", "in/a.xml", files=(lost,))))
    assert text.splitlines()[1].split() == ["a.pdf", "-", "-", "failed"]
    assert text.endswith("1 document in out/: 1 failed in 0.50 s; 1 file lost words")


def test_many_files_are_summed_up_by_format():
    results = [DocumentResult(f"{i}.xml", "x", files=(file(),)) for i in range(101)]
    lines = summary(batch(*results)).splitlines()
    assert lines[0].split() == ["format", "built", "unchanged", "failed", "pages", "size", "seconds"]
    assert lines[1].split() == ["pdf", "101", "0", "0", "303", "1,246,845", "25.86"]


def test_one_and_many_have_words_of_their_own():
    many = batch(*[DocumentResult(f"{i}.xml", "x", files=(file(),)) for i in range(2)])
    assert summary(replace(many, passed_over=1)).endswith(
        "2 documents in out/: 2 built in 0.50 s; 1 file passed over, not XML"
    )
    assert summary(replace(many, passed_over=3)).endswith("; 3 files passed over, not XML")


LONG = "bamako-declaration/fra@unofficial-1/bamako-declaration.fra@unofficial-1.flow.txt"


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_terminal(width):
    row = {"file": LONG, "pages": "1,234", "size": "123,456,789", "not assigned": "symbol, date, job number and more"}
    lines = list(columns([row, dict.fromkeys(row, "x")], width))
    assert max(map(len, lines)) <= width
    assert "123,456,789" in lines[1]
    name = "".join(line.split("  ")[0] for line in lines[1:] if not line.startswith((" ", "x")))
    assert name == LONG, "nothing of a path is left out that could be on the line below it"


def test_a_name_that_is_too_long_keeps_its_end():
    lines = list(columns([{"file": f"in/{'long' * 30}.flow.txt", "size": "1"}], 40))
    assert lines[1].startswith("in/")
    assert "…" in lines[2] and lines[2].endswith(".flow.txt")
    assert max(map(len, lines)) <= 40


def test_words_of_a_cell_are_wrapped_below_each_other():
    lines = list(columns([{"text": "a", "not assigned": "symbol, date, job number"}], 18))
    assert lines == ["text  not assigned", "a     symbol,", "      date, job", "      number"]


def test_the_table_of_our_own_texts_fits_80_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    path = f"out/{LONG}"
    built = FileResult("pdf", path, State.BUILT, size=123456, pages=33, seconds=1.25)
    lines = summary(batch(DocumentResult("a.xml", "in/a.xml", files=(built,)))).splitlines()
    assert max(map(len, lines)) <= 80
