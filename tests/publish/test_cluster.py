"""Tests of builds by a Dask cluster: one of two workers killed, a document that kills its workers, wrong addresses."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.publish import cluster
from pipeline.publish.job import Job
from tests.publish.building import build, folder_of, hashes, states

pytest.importorskip("distributed", reason="Dask is not installed (extra `cluster`)")

HERE = ("--formats", "txt", "--jobs", "2", "--scheduler", "local")


def test_a_cluster_gives_the_same_bytes_as_this_machine(tmp_path):
    folder_of(tmp_path / "in", 6)
    done = build(tmp_path / "in", tmp_path / "one", *HERE)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    build(tmp_path / "in", tmp_path / "two")
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    assert len(hashes(tmp_path / "one")) == 6


def test_a_killed_worker_of_a_cluster_costs_no_document(tmp_path):
    folder_of(tmp_path / "in", 8)
    done = build(tmp_path / "in", tmp_path / "out", *HERE, fault=f"kill-once:doc-03.xml:{tmp_path / 'once'}")
    assert (tmp_path / "once").exists()
    assert done.returncode == 0, done.stderr
    assert set(states(tmp_path / "out").values()) == {"built"}


def test_a_document_that_kills_its_workers_fails_alone(tmp_path):
    folder_of(tmp_path / "in", 4)
    done = build(tmp_path / "in", tmp_path / "out", *HERE, fault="kill:doc-02.xml")
    assert done.returncode == 1, done.stderr
    assert [name for name, state in states(tmp_path / "out").items() if state == "failed"] == ["doc-02.xml"]
    assert "doc-02.xml: the workers that built this document were killed again and again" in done.stderr


def test_what_waits_behind_a_document_that_kills_its_only_worker_is_built(tmp_path):
    folder_of(tmp_path / "in", 4)
    one = ("--formats", "txt", "--jobs", "1", "--scheduler", "local")
    build(tmp_path / "in", tmp_path / "out", *one, fault="kill:doc-00.xml")
    assert states(tmp_path / "out") == {
        "doc-00.xml": "failed", "doc-01.xml": "built", "doc-02.xml": "built", "doc-03.xml": "built",
    }  # fmt: skip


def test_a_scheduler_that_does_not_answer_is_reported(tmp_path):
    folder_of(tmp_path / "in", 1)
    done = build(tmp_path / "in", tmp_path / "out", "--formats", "txt", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "the scheduler at tcp://127.0.0.1:9 does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cluster_that_does_not_close_in_time_changes_no_result(tmp_path, monkeypatch):
    from distributed import LocalCluster

    real = LocalCluster.close

    def slow(self, timeout=None):
        real(self, timeout)
        raise TimeoutError

    folder_of(tmp_path, 1)
    job = Job("doc-00.xml", str(tmp_path / "doc-00.xml"), (("txt", str(tmp_path / "doc-00.txt")),))
    monkeypatch.setattr(LocalCluster, "close", slow)
    (result,) = cluster.run([job], cluster.LOCAL, 1)
    assert result.failure is None


def test_what_is_not_an_address_is_refused():
    with pytest.raises(UsageError, match="no address of a scheduler: 'here'"):
        list(cluster.run([Job("a", "a", ())], "here", 0))
