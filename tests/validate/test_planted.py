"""Faults planted into sound texts: most of them are reported, and the sound texts are quiet."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests import published
from tests.validate.measure_planted import findings, measure, single
from tests.validate.planted import KINDS, TOGETHER


def test_there_are_sixty_kinds_and_more() -> None:
    assert len(KINDS) + len(TOGETHER) >= 60


@pytest.fixture(scope="module")
def six() -> Path:
    top = published.folder()
    if top is None or not (top / "six").is_dir():
        pytest.skip("the works in six languages are not on this machine")
    return top / "six"


def test_most_planted_faults_are_reported(six: Path) -> None:
    rng = Random(11)
    folders = sorted(path for path in six.iterdir() if path.is_dir())
    files = [rng.choice(sorted(six.glob(f"*/{code}.xml"))) for code in ("ara", "eng", "fra", "rus", "spa", "zho")]
    planted, reported = measure(rng.sample(folders, 3), files)
    assert sum(planted.values()) > 100
    assert sum(reported.values()) / sum(planted.values()) >= 0.85, {
        name: (reported[name], n) for name, n in planted.items()
    }


def test_sound_published_texts_are_quiet(six: Path) -> None:
    files = Random(3).sample(sorted(six.glob("*/*.xml")), 24)
    found = [sum(findings(file.read_bytes(), file).values()) for file in files]
    assert sum(found) / len(found) <= 2


def test_faults_planted_into_a_text_of_our_own_are_reported(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "fra.xml"
    source = next((root / "source").rglob("fra@*.xml"))
    own.write_text(source.read_text("utf-8"), "utf-8")
    seen = dict(single(own, Random(5)))
    assert len(seen) >= 10
    assert sum(seen.values()) / len(seen) >= 0.8, seen
