"""Tests that a build depends on its sources alone."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.publish.building import build, hashes


@pytest.fixture(scope="module")
def texts(root, tmp_path_factory):
    """Return our two texts in a folder, built once."""
    folder = tmp_path_factory.mktemp("texts")
    shutil.copytree(root / "source" / "bamako-letter", folder / "in" / "bamako-letter")
    shutil.copytree(root / "source" / "bamako-declaration", folder / "in" / "bamako-declaration")
    done = build(folder / "in", folder / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder


def files(texts):
    return hashes(texts / "out")


def test_there_is_a_file_for_each_text_and_format(texts):
    assert sorted(name.rpartition(".")[2] for name in files(texts)) == sorted(["docx", "html", "pdf", "txt"] * 2)


@pytest.mark.parametrize(
    "conditions",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2"},
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=lambda c: " ".join(f"{k}={v}" for k, v in c.items()),
)
def test_the_bytes_do_not_depend_on_hash_seed_time_zone_or_locale(texts, tmp_path, conditions):
    done = build(texts / "in", tmp_path / "out", "--jobs", "1", **conditions)
    assert done.returncode == 0, done.stderr
    assert hashes(tmp_path / "out") == files(texts)


def test_the_bytes_do_not_depend_on_the_folder_or_the_processes(texts, tmp_path):
    shutil.copytree(texts / "in", tmp_path / "elsewhere" / "deep")
    done = build(tmp_path / "elsewhere" / "deep", tmp_path / "out", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert hashes(tmp_path / "out") == files(texts)


def test_the_bytes_do_not_depend_on_what_was_built_before_in_the_process(texts, tmp_path):
    for number, name in enumerate(sorted(p.name for p in (texts / "in").iterdir())):
        shutil.copytree(texts / "in" / name, tmp_path / "in" / f"{9 - number}-{name}")
    done = build(tmp_path / "in", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    found = {name.partition("-")[2]: value for name, value in hashes(tmp_path / "out").items()}
    assert found == files(texts)


def test_source_date_epoch_is_the_date_in_the_outputs(texts, tmp_path):
    done = build(texts / "in", tmp_path / "one", "--jobs", "1", SOURCE_DATE_EPOCH="1000000000")
    assert done.returncode == 0, done.stderr
    again = build(texts / "in", tmp_path / "two", "--jobs", "1", SOURCE_DATE_EPOCH="1000000000")
    assert again.returncode == 0
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two") != files(texts)


def test_the_umask_decides_who_may_read_an_output(texts, tmp_path):
    before = os.umask(0o027)
    try:
        build(texts / "in", tmp_path / "out", "--formats", "txt")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "out").rglob("*.txt")}
    assert modes == {0o640}
