"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.files import write_whole


def test_a_file_is_on_the_disk_before_it_takes_its_name(tmp_path, monkeypatch) -> None:
    """Else a power cut could leave the name with an empty file."""
    steps = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), sync(handle))[1])
    monkeypatch.setattr(os, "replace", lambda old, new: (steps.append("rename"), replace(old, new))[1])
    write_whole(tmp_path / "a" / "b.txt", b"text")
    assert steps == ["sync", "rename"]
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"text"


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(tmp_path, monkeypatch, name) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_whole(tmp_path / "a.txt", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_file_has_the_rights_that_the_user_gives_to_new_files(tmp_path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.txt", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize("length", [200, 255])
def test_long_names_are_written(tmp_path: Path, length: int) -> None:
    write_whole(tmp_path / ("n" * length), b"x")
    assert len(list(tmp_path.iterdir())) == 1
