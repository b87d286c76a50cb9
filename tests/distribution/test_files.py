"""The files of a copy are read when they are asked for."""

from __future__ import annotations

import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from pipeline.distribution.files import Below, files_of
from pipeline.errors import MissingInputError
from pipeline.packing import zipped

SIZE = 200_000
NAMES = [f"set/work_{n}/text.pdf" for n in range(40)]


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Return a zip and a folder with the same files, of which none can be compressed."""
    noise = random.Random(1)
    files = {name: noise.randbytes(SIZE) for name in NAMES}
    whole = tmp_path / "set.zip"
    whole.write_bytes(zipped(files.items()))
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return whole, tmp_path / "set"


def test_a_zip_and_its_folder_have_the_same_files(copies: tuple[Path, Path]) -> None:
    whole, folder = (files_of(path) for path in copies)
    assert (whole.folder, folder.folder) == ("set", "")
    assert dict(whole.files) == dict(folder.files)
    assert len(whole.files) == len(NAMES)


def test_no_more_than_a_few_files_are_in_memory(copies: tuple[Path, Path]) -> None:
    tracemalloc.start()
    try:
        for path in copies:
            files = files_of(path).files
            assert sum(len(files[name]) for name in files) == len(NAMES) * SIZE
        assert tracemalloc.get_traced_memory()[1] < 6 * SIZE
    finally:
        tracemalloc.stop()


def test_a_zip_that_changes_while_it_is_read_is_refused(copies: tuple[Path, Path]) -> None:
    whole, folder = copies
    files = files_of(whole).files
    data = bytearray(whole.read_bytes())
    data[len(data) // 2] ^= 1
    whole.write_bytes(bytes(data))
    with pytest.raises(MissingInputError, match="has changed while it was read"):
        dict(files)
    files = files_of(folder).files
    (folder / "work_0" / "text.pdf").unlink()
    with pytest.raises(MissingInputError, match="has changed while it was read"):
        files["work_0/text.pdf"]


def test_files_below_a_folder_are_those_of_that_folder_only() -> None:
    below = Below({"a/b": b"1", "a/c/d": b"2", "ab": b"3"}, "a/")
    assert dict(below) == {"b": b"1", "c/d": b"2"}
    assert "ab" not in below


def test_an_empty_file_is_not_a_zip(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(b"")
    assert not zipfile.is_zipfile(tmp_path / "empty.zip")
    with pytest.raises(MissingInputError, match="not a sound zip"):
        files_of(tmp_path / "empty.zip")
