"""The shapes whose growth is measured are what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import NoteMark, Table, Text
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from tests.benchmarks import shapes
from tests.benchmarks.shapes import notes, paragraph, rows, runs


def made(body: str):
    return prepare(parse_bytes(shapes._document(body), Path("x.xml")))


def test_a_table_has_its_rows_and_spans():
    (table,) = (block for block in made(rows(30)).blocks() if isinstance(block, Table))
    assert len(table.rows) == 30
    assert {cell.row_span for row in table.rows for cell in row.cells} == {1, 3}
    assert {cell.column_span for row in table.rows for cell in row.cells} == {1, 2}


def test_notes_runs_and_kilobytes_are_as_many_as_asked_for():
    inlines = [i for p in made(notes(20)).paragraphs() for i in p.inlines]
    assert sum(isinstance(i, NoteMark) for i in inlines) == 20
    longest = max(made(runs(50)).paragraphs(), key=lambda p: len(p.inlines))
    assert len({i.look for i in longest.inlines if isinstance(i, Text)}) == 3
    assert len(longest.inlines) > 150
    assert max(len(p.text) for p in made(paragraph(3)).paragraphs()) == pytest.approx(3072, abs=70)


def test_the_exponent_is_that_of_one_doubling():
    assert shapes._exponent(1.0, 2.0) == "1.00"
    assert shapes._exponent(1.0, 4.0) == "2.00"
    assert shapes._exponent(0.001, 4.0) == "–"
