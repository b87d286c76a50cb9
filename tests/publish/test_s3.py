"""Tests of builds from S3 into S3, against a server of S3 on this machine (moto)."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import OutputError
from pipeline.publish import storage

from .building import akn, build, folder_of, hashes

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed (extra `test`)")
moto = pytest.importorskip("moto.server", reason="moto[server] is not installed (extra `test`)")


@pytest.fixture(scope="module")
def endpoint():
    """Yield the address of a server that is there for these tests only."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(endpoint, monkeypatch):
    """Yield the file system of an empty bucket `papers`, for this process and those it starts."""
    keys = {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**keys, "AWS_ENDPOINT_URL": endpoint, "FSSPEC_S3_ENDPOINT_URL": endpoint}.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem(endpoint_url=endpoint, key="k", secret="s")
    if system.exists("papers"):
        system.rm("papers", recursive=True)
    system.mkdir("papers")
    yield system
    s3fs.S3FileSystem.clear_instance_cache()


def test_a_folder_in_a_bucket_is_built_into_another(s3, tmp_path):
    s3.pipe("papers/in/x/y.xml", akn("Decides").encode())
    s3.pipe("papers/in/z.xml", akn("Requests").encode())
    done = build("s3://papers/in", "s3://papers/out", "--formats", "txt,html")
    assert done.returncode == 0, done.stderr
    names = [f"papers/out/{name}" for name in ("build-report.json", "x/y.html", "x/y.txt", "z.html", "z.txt")]
    assert sorted(s3.find("papers/out")) == names
    assert b"Decides" in s3.cat("papers/out/x/y.txt")


def test_a_second_run_builds_nothing_and_a_removed_output_is_built_again(s3, tmp_path):
    s3.pipe("papers/in/a.xml", akn("Decides").encode())
    s3.pipe("papers/in/b.xml", akn("Requests").encode())
    build("s3://papers/in", "s3://papers/out")
    written = {path: s3.info(path)["LastModified"] for path in s3.find("papers/out") if path.endswith(".txt")}
    again = build("s3://papers/in", "s3://papers/out")
    assert (again.returncode, "2 unchanged" in again.stdout) == (0, True)
    s3.invalidate_cache()
    assert {path: s3.info(path)["LastModified"] for path in written} == written
    s3.rm("papers/out/a.txt")
    third = build("s3://papers/in", "s3://papers/out")
    assert "1 built, 1 unchanged" in third.stdout
    s3.invalidate_cache()
    assert s3.exists("papers/out/a.txt")


def test_two_processes_give_the_bytes_of_a_build_from_a_folder(s3, tmp_path):
    folder = folder_of(tmp_path / "in", 6)
    for path in folder.iterdir():
        s3.pipe(f"papers/in/{path.name}", path.read_bytes())
    done = build("s3://papers/in", "s3://papers/out", "--formats", "txt,docx", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    build(folder, tmp_path / "out", "--formats", "txt,docx")
    s3.get("papers/out", str(tmp_path / "got"), recursive=True)
    assert hashes(tmp_path / "got") == hashes(tmp_path / "out")
    assert len(hashes(tmp_path / "got")) == 12


def test_an_upload_that_breaks_leaves_nothing_and_the_file_before_stays(s3, monkeypatch):
    storage.write("s3://papers/out/a.txt", b"before")

    def breaks(self, final=False):
        raise OSError("connection lost")

    monkeypatch.setattr(s3fs.core.S3File, "_upload_chunk", breaks)
    with pytest.raises(OutputError, match=r"s3://papers/out/a\.txt: cannot write: connection lost"):
        storage.write("s3://papers/out/a.txt", b"x" * 1000)
    with pytest.raises(OutputError, match="cannot write"):
        storage.write("s3://papers/out/b.txt", b"x" * 1000)
    s3.invalidate_cache()
    assert s3.find("papers/out") == ["papers/out/a.txt"]
    assert s3.cat("papers/out/a.txt") == b"before"


def test_a_build_killed_while_it_writes_leaves_whole_files_only(s3, tmp_path):
    folder = folder_of(tmp_path / "in", 8)
    done = build(folder, "s3://papers/out", "--formats", "txt", "--jobs", "2", fault="kill:doc-03.xml")
    assert done.returncode == 1
    built = [path for path in s3.find("papers/out") if path.endswith(".txt")]
    assert len(built) == 7
    assert all(s3.cat(path).endswith(b"\n") for path in built)
    states = {d["document"]: d["state"] for d in json.loads(s3.cat("papers/out/build-report.json"))["documents"]}
    assert states.pop("doc-03.xml") == "failed"
    assert set(states.values()) == {"built"}


def test_a_malformed_file_in_a_bucket_is_named_with_line_and_column(s3, tmp_path):
    s3.pipe("papers/in/bad.xml", b"<akomaNtoso>\n  <a></b>")
    s3.pipe("papers/in/good.xml", akn("Decides").encode())
    done = build("s3://papers/in", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "s3://papers/in/bad.xml:2:" in done.stderr
    assert (tmp_path / "out" / "good.txt").is_file()


def test_a_bucket_that_is_not_there_is_reported(s3, tmp_path):
    done = build("s3://nowhere/in", str(tmp_path / "out"))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "s3://nowhere/in" in done.stderr
