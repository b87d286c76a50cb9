"""Tests of the locks of folders and files."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
import types

import pytest

from pipeline import lock
from pipeline.errors import NotReplacedError, OutputError
from pipeline.lock import LOCK, locked, locked_file


def test_the_lock_is_free_again_afterwards_and_leaves_no_file(tmp_path):
    for _ in range(2):
        with locked(tmp_path):
            assert (tmp_path / LOCK).exists()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_is_free_again_after_an_error(tmp_path):
    with pytest.raises(KeyError), locked(tmp_path):
        raise KeyError
    with locked(tmp_path):
        pass


def test_a_second_holder_learns_who_holds_it(tmp_path):
    with locked(tmp_path), pytest.raises(OutputError, match=f"process {os.getpid()}"), locked(tmp_path):
        pass


def test_a_lock_file_left_by_a_killed_process_does_not_hold(tmp_path):
    (tmp_path / LOCK).write_text("12345\n")
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_the_folder_is_made(tmp_path):
    with locked(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()


def test_a_second_command_waits_for_the_first_where_it_may(tmp_path):
    steps = []
    held, asked = threading.Event(), threading.Event()

    def first():
        with locked_file(tmp_path / "text.xml"):
            held.set()
            asked.wait(120)
            steps.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    assert held.wait(120)
    asked.set()
    with locked_file(tmp_path / "text.xml", wait=120):
        steps.append("second")
    thread.join()
    assert steps == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_command_rewrites_is_named_with_the_process(tmp_path):
    path = tmp_path / "text.xml"
    busy = f"text.xml: another command is rewriting this file \\(process {os.getpid()}\\)"
    with locked_file(path), pytest.raises(NotReplacedError, match=busy), locked_file(path, wait=0):
        pass


def test_a_link_and_the_file_it_points_to_have_one_lock(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "text.xml").write_text("x")
    (tmp_path / "elsewhere" / "link.xml").symlink_to(tmp_path / "text.xml")
    with locked_file(tmp_path / "text.xml"), pytest.raises(NotReplacedError):  # noqa: SIM117
        with locked_file(tmp_path / "elsewhere" / "link.xml", wait=0):
            pass


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    kill = "import os, pathlib, sys; from pipeline.lock import locked; p = pathlib.Path(sys.argv[1])"
    code = f"{kill}\nwith locked(p):\n os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, tmp_path], check=False, timeout=300).returncode == -9
    assert (tmp_path / LOCK).exists()
    with locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_locks_does_without(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with locked(tmp_path):
        pass


def test_a_lock_that_the_system_refuses_is_said_with_the_folder(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(OutputError, match=f"^{tmp_path}: .*Input/output error"), locked(tmp_path):
        pass


@pytest.fixture
def windows(monkeypatch):
    """Return the locks of Windows: of single bytes, and no file that is open can be removed."""
    held: dict[int, tuple[int, int]] = {}

    def locking(handle, mode, count):
        key = (os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR))
        assert count == 1
        if mode == system.LK_UNLCK:
            assert held.pop(handle) == key
        elif key in held.values():
            raise PermissionError(errno.EACCES, "Permission denied")
        else:
            held[handle] = key

    system = types.SimpleNamespace(LK_NBLCK=2, LK_UNLCK=0, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", system)
    monkeypatch.setattr(lock, "_WINDOWS", True)
    return held


def test_on_windows_a_second_holder_learns_who_holds_it_too(tmp_path, windows):
    with locked(tmp_path):
        assert [place for _, place in windows.values()] != [0], "nobody could read the number there"
        with pytest.raises(OutputError, match=f"process {os.getpid()}"), locked(tmp_path):
            pass
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"
    assert windows == {}
    assert list(tmp_path.iterdir()) == []
