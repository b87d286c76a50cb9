"""Tests of memory: what a process has loaded before its first document, and when it gives memory back."""

from __future__ import annotations

import platform

import pytest

from pipeline import heap
from pipeline.publish import one_document
from pipeline.publish.job import Job
from tests.publish.building import akn


def test_a_worker_has_loaded_the_writers_and_readers_before_its_first_document(printed):
    script = (
        "import sys, pipeline.publish.preload\n"
        "from pipeline.write import DEFAULT_FORMATS, format_named\n"
        "homes = [home for f in map(format_named, DEFAULT_FORMATS) for home in (f.writer, f.reader)]\n"
        "print([home for home in homes if home.partition(':')[0] not in sys.modules])"
    )
    assert printed(script) == ["[]"]


def test_a_build_in_this_process_does_not_load_what_starts_others(printed):
    script = "import sys, pipeline.publish.batch; print('multiprocessing' in sys.modules)"
    assert printed(script) == ["False"]


@pytest.mark.parametrize(("least", "times"), [(1, 2), (1 << 30, 0)])
def test_memory_is_given_back_after_each_format_of_a_large_document_only(tmp_path, monkeypatch, least, times):
    given = []
    monkeypatch.setattr(one_document, "_LARGE", least)
    monkeypatch.setattr(heap, "give_back", lambda: given.append(1))
    source = tmp_path / "a.xml"
    source.write_text(akn("a text"), "utf-8")
    outputs = tuple((format, str(tmp_path / f"a.{format}")) for format in ("txt", "html"))
    assert one_document.build_document(Job("a", str(source), outputs)).failures() == []
    assert len(given) == times


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only glibc keeps much, and has a function to give it back"
)
def test_free_memory_is_given_back_by_the_c_library():
    assert heap._trim() is not bool
    heap.give_back()
