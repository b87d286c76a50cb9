"""The two French texts, and copies of the letter with words changed."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.prepare import prepare
from pipeline.read import Source, parse_bytes, parse_file
from pipeline.versions.component import component

Change = Callable[..., Source]


@pytest.fixture(scope="session")
def letter(root: Path) -> Source:
    """Return the letter, with the declaration as its annex."""
    return parse_file(root / "source" / "bamako-letter" / "fra@.xml")


@pytest.fixture(scope="session")
def official(letter: Source) -> Document:
    """Return the official French text of the declaration: the annex of the letter."""
    return component(prepare(letter), "att_1")


@pytest.fixture(scope="session")
def unofficial(root: Path) -> Document:
    """Return the unofficial French text, a work of its own."""
    return prepare(parse_file(root / "source" / "bamako-declaration" / "fra@unofficial-1.xml"))


@pytest.fixture(scope="session")
def by_hand(root: Path) -> dict[str, dict[str, object]]:
    """Return what differs between the two French texts, as a reader has written it down."""
    return tomllib.loads((root / "tests" / "versions" / "french_texts.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def changed(letter: Source) -> Change:
    """Return the letter with some stretches of its source replaced, each once."""

    def change(*pairs: tuple[str, str]) -> Source:
        data = letter.data
        for old, new in pairs:
            assert data.count(old.encode()) >= 1, old
            data = data.replace(old.encode(), new.encode(), 1)
        return parse_bytes(data, Path("changed.xml"))

    return change


@pytest.fixture
def works(tmp_path: Path, root: Path) -> Path:
    """Return a folder like `source/` with the two works, to write to."""
    for name in ("bamako-letter", "bamako-declaration"):
        shutil.copytree(root / "source" / name, tmp_path / name)
    return tmp_path
