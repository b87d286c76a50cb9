"""Tests of emptying dist/."""

from __future__ import annotations

import pytest

from pipeline.errors import OutputError
from pipeline.lock import locked
from pipeline.publish.clean import clean


@pytest.fixture
def dist(tmp_path):
    folder = tmp_path / "dist"
    (folder / "work" / "fra@").mkdir(parents=True)
    (folder / "work" / "fra@" / "a.pdf").write_text("a")
    (folder / "work" / "MANIFEST").write_text("not the one")
    (folder / "MANIFEST").write_text("kept")
    (folder / ".build-journal.jsonl").write_text("")
    return folder


def test_everything_is_removed_but_the_manifest(dist):
    assert clean(dist) == 3
    assert [p.name for p in dist.rglob("*")] == ["MANIFEST"]
    assert (dist / "MANIFEST").read_text() == "kept"


def test_what_a_link_points_to_is_left_alone(dist, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_text("x")
    (dist / "link").symlink_to(tmp_path / "outside")
    (dist / "work" / "file").symlink_to(tmp_path / "outside" / "precious")
    clean(dist)
    assert (tmp_path / "outside" / "precious").read_text() == "x"
    assert [p.name for p in dist.iterdir()] == ["MANIFEST"]


def test_a_dist_that_is_itself_a_link_is_refused(dist, tmp_path):
    (tmp_path / "link").symlink_to(dist)
    with pytest.raises(OutputError, match="symbolic link"):
        clean(tmp_path / "link")
    assert (dist / "work" / "fra@" / "a.pdf").exists()


def test_a_folder_into_which_a_build_writes_is_not_emptied(dist):
    with locked(dist), pytest.raises(OutputError, match="another command"):
        clean(dist)
    assert (dist / "work" / "fra@" / "a.pdf").exists()


def test_a_folder_below_which_copies_are_made_is_not_emptied(dist):
    with locked(dist / "copies"), pytest.raises(OutputError, match="copies: another command"):
        clean(dist)
    assert (dist / "work" / "fra@" / "a.pdf").exists()
    assert clean(dist) == 3


def test_the_lock_of_a_killed_command_below_is_removed_with_the_rest(dist):
    (dist / "copies").mkdir()
    (dist / "copies" / ".build.lock").write_text("12345\n")
    assert clean(dist) == 3
    assert [p.name for p in dist.iterdir()] == ["MANIFEST"]


def test_nothing_to_empty_is_not_a_fault(tmp_path):
    assert clean(tmp_path / "dist") == 0
    assert not (tmp_path / "dist").exists()
