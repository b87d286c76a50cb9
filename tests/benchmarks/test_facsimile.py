"""How closely a PDF overlays a print: lines, their fates, a folder of pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options, writer
from tests.benchmarks.facsimile import FOLDER, facsimile, pairs
from tests.benchmarks.overlay import Fate, Line, fates, lines, set_up
from tests.benchmarks.run import Run

LINE = Line("Decidestoact;", 2, 123.4, 488.0, 300.0)


@pytest.fixture(scope="module")
def letter() -> Path:
    """Return a source of the project."""
    return Path(__file__).parents[2] / "source" / "bamako-letter" / "fra@.xml"


@pytest.fixture
def folder(letter: Path, tmp_path: Path, monkeypatch) -> Path:
    """Return a folder with one pair, our own PDF as the print, and an XML file without a print."""
    document = prepare(parse_file(letter))
    (tmp_path / "letter.xml").write_bytes(letter.read_bytes())
    (tmp_path / "letter.pdf").write_bytes(writer("pdf")(document, Options()).data)
    (tmp_path / "alone.xml").write_bytes(letter.read_bytes())
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("other", "fate"),
    [
        (LINE, Fate.OVERLAID),
        (LINE._replace(y=301.4, left=122.0), Fate.OVERLAID),
        (LINE._replace(y=301.6), Fate.SHIFTED),
        (LINE._replace(right=490.0), Fate.WIDER),
        (LINE._replace(page=3), Fate.MOVED),
        (LINE._replace(text="Decidesto"), Fate.BROKEN),
    ],
)
def test_a_line_of_the_print_has_one_fate(other: Line, fate: Fate):
    found = fates([LINE], [other])
    assert found.total() == 1
    assert found[fate] == 1


@pytest.mark.parametrize(("top", "name"), [(82.3, "T1"), (84.4, "T3"), (86.4, "T2"), (95.0, "")])
def test_a_print_shows_its_set_up_by_the_first_baselines_of_later_pages(top: float, name: str):
    pages = [LINE._replace(page=n, y=y) for n in (2, 3) for y in (59.0, top, top + 12)]
    assert set_up([LINE._replace(page=1, y=86.4), *pages]) == name


def test_lines_are_those_of_the_page_without_spaces_and_marks_of_notes(folder: Path):
    found, pages = lines(folder / "letter.pdf")
    assert pages == 14
    assert {line.page for line in found} == set(range(1, 15))
    first = next(line for line in found if line.text.startswith("J'ail'honneur"))
    assert first.left == pytest.approx(147, abs=1.5)
    assert first.right == pytest.approx(488.5, abs=1.5)
    assert 300 < first.y < 400


def test_pairs_are_sources_with_a_print_beside_them(folder: Path):
    assert [path.name for path in pairs()] == ["letter.xml"]


def test_a_document_overlays_itself(folder: Path, tmp_path: Path):
    groups, counted, *_ = facsimile(Run(tmp_path)).tables
    assert groups.rows[0][:5] == ("all", "1", "1.000", "1.000", "1.000")
    assert counted.rows[0][2] == "100.0%"


def test_without_pairs_the_page_says_how_to_name_them(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    (table,) = facsimile(Run(tmp_path)).tables
    assert FOLDER in table.note
