"""Second runs: no file is read twice without need, and nothing that has changed is missed."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from pipeline.publish import hashes, storage
from pipeline.publish.job import State
from tests.site.samples import build

PAGE = "files/text.html"
TICK = 0.02
"""Seconds. Chosen: longer than the system's clock for times of files stands still."""


@pytest.fixture
def site(root, tmp_path, monkeypatch):
    """Return the folder of a site that was built from `in/text.xml` beside it; its files count as old."""
    monkeypatch.setattr(hashes, "_COARSEST", 0)
    (tmp_path / "in").mkdir()
    shutil.copy(root / "source" / "bamako-letter" / "fra@.xml", tmp_path / "in" / "text.xml")
    time.sleep(TICK)
    again(tmp_path / "site")
    time.sleep(TICK)
    return tmp_path / "site"


def again(top):
    return build(top, str(top.parent / "in"))


def rewritten(path, old, new):
    """Change a file in place, to the same size, and put its times back."""
    before, data = path.stat(), path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_the_second_run_reads_no_file_for_its_hash(site, monkeypatch):
    read, real = [], storage.digest
    monkeypatch.setattr(storage, "digest", lambda address: read.append(address) or real(address))
    assert again(site).written == 0
    assert read == []


def test_a_source_of_the_same_size_with_its_old_time_is_built_again(site):
    rewritten(site.parent / "in" / "text.xml", "démocratie".encode(), "démagogies".encode())
    assert again(site).batch.count(State.BUILT) == 1
    assert "démagogies" in (site / PAGE).read_text("utf-8")
    assert "démagogies" in next((site / "works").rglob("text/fr.html")).read_text("utf-8")


def test_an_output_of_the_same_size_with_its_old_time_is_put_right(site):
    before = (site / PAGE).read_bytes()
    rewritten(site / PAGE, "démocratie".encode(), "démagogies".encode())
    assert again(site).batch.count(State.BUILT) == 1
    assert (site / PAGE).read_bytes() == before


def test_an_output_that_another_file_has_replaced_is_put_right(site):
    before, status = (site / PAGE).read_bytes(), (site / PAGE).stat()
    (site / "files" / "other").write_bytes(b"x" * len(before))
    (site / "files" / "other").replace(site / PAGE)
    os.utime(site / PAGE, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert again(site).batch.count(State.BUILT) == 1
    assert (site / PAGE).read_bytes() == before


def test_an_output_that_is_gone_is_built_again(site):
    (site / PAGE).unlink()
    assert again(site).batch.count(State.BUILT) == 1
    assert (site / PAGE).is_file()


def test_a_state_without_hashes_costs_reading_and_nothing_else(site, monkeypatch):
    monkeypatch.setattr("pipeline.site.build.known_hashes", lambda _: [])
    assert again(site).written == 0
