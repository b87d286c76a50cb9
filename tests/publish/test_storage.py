"""Tests of sources and outputs at addresses."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import MissingInputError, OutputError, ToolError
from pipeline.publish import batch, storage
from pipeline.publish.batch import Request
from pipeline.publish.job import State
from tests.publish.building import akn

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (extra `cluster`)")


@pytest.fixture
def memory():
    """Yield the file system in memory, empty."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


def sources(memory):
    memory.pipe("/in/x/y.xml", akn("Decides").encode())
    memory.pipe("/in/z.xml", akn("Requests").encode())
    memory.pipe("/in/readme.txt", b"no")


def built(**more):
    options = {"sources": ("memory://in",), "out": "memory://out", "formats": ("txt", "html"), "jobs": 1}
    return batch.build(Request(**{**options, **more}))


def test_a_folder_at_an_address_is_built_into_another(memory):
    sources(memory)
    done = built()
    assert (done.exit_status, done.passed_over) == (0, 1)
    assert sorted(memory.find("/out")) == [
        "/out/build-report.json", "/out/x/y.html", "/out/x/y.txt", "/out/z.html", "/out/z.txt",
    ]  # fmt: skip
    assert b"Decides" in memory.cat("/out/x/y.txt")


def test_what_has_not_changed_at_an_address_is_not_built_again(memory):
    sources(memory)
    built()
    memory.pipe("/in/z.xml", akn("Otherwise").encode())
    memory.rm("/out/x/y.html")
    states = {r.name: {f.format: f.state for f in r.files} for r in built().results}
    assert states == {
        "x/y.xml": {"txt": State.UNCHANGED, "html": State.BUILT},
        "z.xml": {"txt": State.BUILT, "html": State.BUILT},
    }


def test_the_report_at_an_address_has_every_document(memory):
    sources(memory)
    built()
    report = json.loads(memory.cat("/out/build-report.json"))
    assert [d["formats"]["txt"]["path"] for d in report["documents"]] == ["x/y.txt", "z.txt"]


def test_paths_and_addresses_may_be_mixed(memory, tmp_path):
    sources(memory)
    assert built(out=str(tmp_path / "out")).exit_status == 0
    assert sorted(p.name for p in (tmp_path / "out" / "x").iterdir()) == ["y.html", "y.txt"]


def test_the_bytes_are_those_of_a_build_from_a_folder(memory, tmp_path):
    sources(memory)
    built()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "z.xml").write_bytes(memory.cat("/in/z.xml"))
    built(sources=(str(tmp_path / "in"),), out=str(tmp_path / "out"))
    assert (tmp_path / "out" / "z.html").read_bytes() == memory.cat("/out/z.html")


def test_a_file_at_a_local_address_appears_whole(tmp_path):
    storage.write(f"file://{tmp_path}/a/b.txt", b"text")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"text"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_file_that_cannot_be_written_at_an_address_is_reported(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        storage.write(f"file://{tmp_path}/file/b.txt", b"text")


@pytest.mark.usefixtures("memory")
def test_an_address_that_holds_nothing_is_refused():
    with pytest.raises(MissingInputError, match="no such file or folder"):
        built(sources=("memory://nowhere",))


def test_an_address_of_an_unknown_kind_is_refused():
    with pytest.raises(ToolError, match="cannot be used"):
        built(sources=("nonsense://x",))


def test_no_more_is_read_of_a_file_at_an_address_than_the_limit(memory):
    memory.pipe("/big", b"x" * 100)
    assert storage.read("memory://big", at_most=10) == b"x" * 10
