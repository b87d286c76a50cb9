"""A table in a cell of another: its words arrive in every format, and that it is set as paragraphs is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.job import Job
from pipeline.publish.one_document import build_document
from pipeline.write import FORMATS
from tests.prove.samples import body

_INNER = "<table><tr><td><p>alpha</p></td><td><p>beta</p></td></tr></table>"
_ROWS = f"<tr><td><p>one</p></td><td><p>two</p>{_INNER}</td></tr><tr><td><p>x</p></td><td><p>y</p></td></tr>"


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_table_in_a_cell_is_built_in_every_format_and_reported(format: str, tmp_path: Path) -> None:
    source = tmp_path / "nested.xml"
    source.write_bytes(body(f"<table>{_ROWS}</table>").data)
    result = build_document(Job("nested", str(source), ((format, str(tmp_path / f"nested.{format}")),)))
    assert result.failure is None
    assert any("the cells of a table within a cell are set as paragraphs" in one for one in result.warnings)
