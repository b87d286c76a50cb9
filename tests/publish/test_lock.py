"""Tests of the lock."""

from __future__ import annotations

import os

import pytest

from pipeline.errors import OutputError
from pipeline.publish.lock import LOCK, locked


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


def test_a_second_holder_is_told_who_holds_it(tmp_path):
    with locked(tmp_path), pytest.raises(OutputError, match=f"process {os.getpid()}"), locked(tmp_path):
        pass


def test_a_lock_file_left_by_a_killed_process_does_not_hold(tmp_path):
    (tmp_path / LOCK).write_text("12345\n")
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_the_folder_is_made(tmp_path):
    with locked(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()
