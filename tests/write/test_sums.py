"""Bytes do not depend on how Python adds: from 3.12 on `sum` rounds floats otherwise, `math.fsum` never does."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import FORMATS, Options, writer
from tests.makers import paragraph, resolution, table
from tests.own import documents

PLAIN_SUM = sum
GRID = table(
    ("Country", "2023", "2024"), ("Côte d’Ivoire", "12.5", "the whole of the contributions that were assessed")
)


def whole_numbers_alone(values: Iterable[object], start: object = 0) -> object:
    values = list(values)
    floats = [value for value in (start, *values) if isinstance(value, float)]
    assert not floats, f"floats added by sum(): {floats[:5]}; math.fsum gives the same with all versions of Python"
    return PLAIN_SUM(values, start)  # type: ignore[call-overload]


@pytest.fixture(autouse=True)
def guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "sum", whole_numbers_alone)


@pytest.mark.parametrize("format", FORMATS)
def test_no_writer_adds_measures_by_sum(format: str) -> None:
    writer(format)(resolution(paragraph("Recalls the table:"), GRID), Options())


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_no_document_adds_measures_by_sum(path: Path, format: str) -> None:
    source = parse_file(path)
    writer(format)(prepare(source), Options(attachment=source.data))
