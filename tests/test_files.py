"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import pytest

from pipeline.errors import NotReplacedError, OutputError
from pipeline.files import remove_leftovers, replace_whole, write_new, write_whole


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


def test_a_replaced_file_keeps_its_permissions_and_attributes(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with contextlib.suppress(OSError):
        os.setxattr(path, "user.note", b"mine")
    kept = os.listxattr(path)
    replace_whole(path, b"old", b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert os.listxattr(path) == kept
    assert [p.name for p in tmp_path.iterdir()] == ["text.xml"]


def test_a_replaced_file_is_seen_to_be_newer(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_bytes(b"old")
    os.utime(path, (1, 1))
    replace_whole(path, b"old", b"new")
    assert path.stat().st_mtime > 1


def test_of_a_link_the_file_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "text.xml").write_bytes(b"old")
    (tmp_path / "link.xml").symlink_to(Path("far") / "text.xml")
    replace_whole(tmp_path / "link.xml", b"old", b"new")
    assert (tmp_path / "link.xml").readlink() == Path("far") / "text.xml"
    assert (tmp_path / "far" / "text.xml").read_bytes() == b"new"


def test_a_file_that_was_changed_since_it_was_read_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "text.xml").write_bytes(b"an editor's")
    with pytest.raises(NotReplacedError, match=r"text\.xml: this file was changed meanwhile, so nothing is written"):
        replace_whole(tmp_path / "text.xml", b"old", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"text.xml": b"an editor's"}


def test_a_file_is_compared_when_the_new_one_is_on_the_disk_already(tmp_path: Path, monkeypatch) -> None:
    """Else what an editor saves while the disk is waited for would be lost."""
    path, sync = tmp_path / "text.xml", os.fsync
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", lambda handle: (path.write_bytes(b"an editor's"), sync(handle))[1])
    with pytest.raises(NotReplacedError):
        replace_whole(path, b"old", b"new")
    assert path.read_bytes() == b"an editor's"


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(NotReplacedError, match=r"text\.xml: this file is read-only"):
        replace_whole(path, b"old", b"new")
    assert path.read_bytes() == b"old"


def test_a_file_with_a_second_name_is_not_parted_from_it(tmp_path: Path) -> None:
    (tmp_path / "text.xml").write_bytes(b"old")
    (tmp_path / "twin.xml").hardlink_to(tmp_path / "text.xml")
    with pytest.raises(NotReplacedError, match="second name"):
        replace_whole(tmp_path / "text.xml", b"old", b"new")
    assert (tmp_path / "text.xml").read_bytes() == (tmp_path / "twin.xml").read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="other runs are not known there")
def test_leftovers_of_a_file_are_removed_and_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    import fcntl

    names = [".a.xml.abcdefgh.part", ".a.xml.01234567.part", ".b.xml.abcdefgh.part", ".a.xml.part", "a.xml"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
    with (tmp_path / names[1]).open("r+b") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        remove_leftovers([tmp_path / "a.xml", tmp_path / "nowhere" / "a.xml"])
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names[1:])


@pytest.mark.skipif(os.name == "nt", reason="other runs are not known there")
def test_a_file_that_is_being_written_is_not_taken_for_a_leftover(tmp_path: Path, monkeypatch) -> None:
    sync = os.fsync

    def meanwhile(handle: int) -> None:
        remove_leftovers([tmp_path / "a.xml"])
        sync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_whole(tmp_path / "a.xml", b"whole")
    assert [p.name for p in tmp_path.iterdir()] == ["a.xml"]


def test_new_and_replaced_files_leave_no_leftovers_of_killed_runs(tmp_path: Path) -> None:
    (tmp_path / ".a.xml.abcdefgh.part").write_bytes(b"half")
    write_new(tmp_path / "a.xml", b"one")
    (tmp_path / ".a.xml.abcdefgh.part").write_bytes(b"half")
    replace_whole(tmp_path / "a.xml", b"one", b"two")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.xml": b"two"}
