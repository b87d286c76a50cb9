"""Tests of builds that meet with accidents: killed processes, full disks, closed folders, two at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.publish.building import ROOT, build, command, environment, folder_of, hashes, left_over, states

TWO = ("--formats", "txt", "--jobs", "2")


def begun(source, out, *more, fault):
    """Return a build that is running."""
    arguments = command("build", "--source", source, "--out", out, *more)
    return subprocess.Popen(
        arguments, env=environment(fault), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def until(condition, seconds=300):
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def descendants(process):
    """Return the ids of all processes that descend from one (Linux)."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = {process}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found - {process}
        found |= more


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc (Linux)")


def test_a_killed_worker_costs_no_document(tmp_path):
    folder_of(tmp_path / "in", 8)
    done = build(tmp_path / "in", tmp_path / "out", *TWO, fault=f"kill-once:doc-03.xml:{tmp_path / 'once'}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "once").exists()
    assert set(states(tmp_path / "out").values()) == {"built"}
    assert left_over(tmp_path / "out") == []


def test_a_document_that_kills_each_worker_fails_alone(tmp_path):
    folder_of(tmp_path / "in", 8)
    done = build(tmp_path / "in", tmp_path / "out", *TWO, fault="kill:doc-03.xml")
    assert done.returncode == 1
    assert [name for name, state in states(tmp_path / "out").items() if state == "failed"] == ["doc-03.xml"]
    assert len(list((tmp_path / "out").glob("*.txt"))) == 7
    assert f"{tmp_path}/in/doc-03.xml: the process that built this document was killed twice" in done.stderr


def test_a_bug_met_with_one_document_is_reported_in_one_line_and_the_rest_is_built(tmp_path):
    folder_of(tmp_path / "in", 3)
    done = build(tmp_path / "in", tmp_path / "out", fault="raise:doc-01.xml")
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert "doc-01.xml: this is a bug: ZeroDivisionError: a fault on demand; --debug shows the traceback" in done.stderr
    printed = build(tmp_path / "in", tmp_path / "out", "--formats", "txt", "--debug", fault="raise:doc-01.xml")
    assert "Traceback" in printed.stderr


@needs_proc
def test_a_killed_build_leaves_no_process_and_no_half_file_and_is_resumed(tmp_path):
    folder_of(tmp_path / "in", 12)
    running = begun(tmp_path / "in", tmp_path / "out", *TWO, fault="slow:1")
    until(lambda: len(list((tmp_path / "out").glob("*.txt"))) >= 5)
    children = descendants(running.pid)
    assert children
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=120)
    until(lambda: not any(Path(f"/proc/{child}").exists() and not _ended(child) for child in children))
    kept = hashes(tmp_path / "out")
    done = build(tmp_path / "in", tmp_path / "out", *TWO)
    assert done.returncode == 0, done.stderr
    unchanged = [name for name, state in states(tmp_path / "out").items() if state == "unchanged"]
    assert len(unchanged) >= 3
    after = hashes(tmp_path / "out")
    assert {name: after[name] for name in kept if name.endswith(".txt")} == {
        name: value for name, value in kept.items() if name.endswith(".txt")
    }
    assert left_over(tmp_path / "out") == []


def _ended(process):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


@pytest.fixture
def interruptible():
    """Let children hear Ctrl-C, even if the tests run in the background of a shell that ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@needs_proc
@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_build_says_so_and_is_resumed(tmp_path):
    folder_of(tmp_path / "in", 8)
    running = begun(tmp_path / "in", tmp_path / "out", *TWO, fault="slow:1")
    until(lambda: len(list((tmp_path / "out").glob("*.txt"))) >= 3)
    running.send_signal(signal.SIGINT)
    _, printed = running.communicate(timeout=300)
    assert running.returncode == 2
    assert printed.strip() == "undocs: interrupted; what is finished is kept; run the command again to go on"
    done = build(tmp_path / "in", tmp_path / "out", *TWO)
    assert done.returncode == 0
    assert "unchanged" in set(states(tmp_path / "out").values())
    assert left_over(tmp_path / "out") == []


def test_of_two_builds_into_one_folder_the_second_is_refused(tmp_path):
    folder_of(tmp_path / "in", 6)
    fault = f"hold:doc-01.xml:{tmp_path / 'go'}"
    first = begun(tmp_path / "in", tmp_path / "out", "--formats", "txt", "--jobs", "1", fault=fault)
    until(lambda: (tmp_path / "out" / "doc-00.txt").exists())
    second = build(tmp_path / "in", tmp_path / "out")
    (tmp_path / "go").touch()
    printed = first.communicate(timeout=300)[1]
    assert (first.returncode, printed) == (0, "")
    assert second.returncode == 2
    assert f"{tmp_path}/out: another command is writing into this folder (process {first.pid})" in second.stderr
    assert set(states(tmp_path / "out").values()) == {"built"}


@pytest.fixture
def small_disk(tmp_path):
    """Yield a file system of 64 kB."""
    where = tmp_path / "disk"
    where.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", where], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system needs more rights than this process has")
    yield where
    subprocess.run(["umount", where], check=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_reported_and_no_half_file_is_left(tmp_path, small_disk, jobs):
    folder_of(tmp_path / "in", 40)
    done = build(tmp_path / "in", small_disk / "out", "--formats", "html", "--jobs", jobs)
    assert done.returncode == 2
    assert "cannot write: No space left on device (free disk space, or write to another folder)" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(small_disk.rglob("*.part")) == []
    reference = tmp_path / "reference"
    assert build(tmp_path / "in", reference, "--formats", "html").returncode == 0
    right = hashes(reference)
    written = {name: value for name, value in hashes(small_disk / "out").items() if name.endswith(".html")}
    assert written
    assert all(right[name] == value for name, value in written.items())


def test_an_output_folder_that_cannot_be_made_is_reported(tmp_path):
    folder_of(tmp_path / "in", 1)
    (tmp_path / "file").write_text("in the way")
    done = build(tmp_path / "in", tmp_path / "file")
    assert done.returncode == 2
    assert done.stderr == f"undocs: {tmp_path}/file: this is a file, not a folder (choose another --out)\n"


def test_a_read_only_file_system_is_reported(tmp_path):
    folder_of(tmp_path / "in", 1)
    where = tmp_path / "closed"
    where.mkdir()
    steps = ["mount --bind {0} {0}", "mount -o remount,bind,ro {0}"]
    if any(subprocess.run(s.format(where).split(), capture_output=True, check=False).returncode for s in steps):
        subprocess.run(["umount", where], capture_output=True, check=False)
        pytest.skip("mounting a folder read-only needs more rights than this process has")
    try:
        done = build(tmp_path / "in", where)
    finally:
        subprocess.run(["umount", where], check=True)
    assert done.returncode == 2
    assert f"{where}: cannot write into this folder: Read-only file system (choose another --out)" in done.stderr


def test_a_folder_without_permission_is_reported(tmp_path):
    folder_of(tmp_path / "in", 1)
    out = tmp_path / "closed"
    out.mkdir()
    out.chmod(0o555)
    arguments = command("build", "--source", tmp_path / "in", "--out", out, "--formats", "txt")
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; the read-only file system is tested instead")
    done = subprocess.run(arguments, env=environment(), capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, "cannot write into this folder: Permission denied" in done.stderr) == (2, True)


def test_a_name_too_long_for_an_output_fails_that_document_alone(tmp_path):
    folder_of(tmp_path / "in", 2)
    (tmp_path / "in" / ("x" * 249 + ".xml")).write_bytes((tmp_path / "in" / "doc-00.xml").read_bytes())
    done = build(tmp_path / "in", tmp_path / "out", "--formats", "flow.txt")
    assert done.returncode == 1
    assert sorted(states(tmp_path / "out").values()) == ["built", "built", "failed"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_dangling_link_among_the_sources_is_reported(tmp_path):
    folder_of(tmp_path / "in", 1)
    (tmp_path / "in" / "gone.xml").symlink_to(tmp_path / "nowhere.xml")
    done = build(tmp_path / "in", tmp_path / "out")
    assert done.returncode == 1
    assert "gone.xml: cannot read: No such file or directory" in done.stderr
