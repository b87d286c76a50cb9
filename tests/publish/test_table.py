"""Tests of the summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.publish.batch import Batch
from pipeline.publish.job import DocumentResult, Failure, FileResult, State
from pipeline.publish.table import summary


def file(state=State.BUILT, **more):
    return FileResult("pdf", "out/a.pdf", state, size=12345, pages=3, seconds=0.256, **more)


def batch(*results):
    return Batch(Path("out"), list(results), seconds=0.5)


def test_a_file_has_document_format_path_pages_size_and_seconds():
    lines = summary(batch(DocumentResult("a.xml", "in/a.xml", files=(file(),)))).splitlines()
    assert lines[0].split() == ["document", "format", "path", "pages", "size", "seconds"]
    assert lines[1].split() == ["a.xml", "pdf", "out/a.pdf", "3", "12,345", "0.26"]
    assert lines[-1] == "1 document: 1 built in 0.50 s"


def test_a_failed_file_has_no_path():
    lost = FileResult(
        "pdf", "out/a.pdf", State.FAILED, failure=Failure("LostWordsError", "2 words are lost", lost_words=True)
    )
    text = summary(batch(DocumentResult("a.xml", "in/a.xml", files=(lost,))))
    assert text.splitlines()[1].split() == ["a.xml", "pdf", "-", "-", "-", "failed"]
    assert text.endswith("1 document: 1 failed in 0.50 s; 1 file lost words")


def test_many_files_are_summed_up_by_format():
    results = [DocumentResult(f"{i}.xml", "x", files=(file(),)) for i in range(101)]
    lines = summary(batch(*results)).splitlines()
    assert lines[0].split() == ["format", "built", "unchanged", "failed", "pages", "size", "seconds"]
    assert lines[1].split() == ["pdf", "101", "0", "0", "303", "1,246,845", "25.86"]


def test_one_and_many_are_told_in_their_own_words():
    many = batch(*[DocumentResult(f"{i}.xml", "x", files=(file(),)) for i in range(2)])
    assert summary(replace(many, passed_over=1)).endswith("2 documents: 2 built in 0.50 s; 1 file passed over, not XML")
    assert summary(replace(many, passed_over=3)).endswith("; 3 files passed over, not XML")
