"""Fixtures of the PDF writer's tests: the project's own documents, written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.prepare.preparation import prepare
from pipeline.read import parse_file
from pipeline.write import Options, Written
from pipeline.write.pdf.writer import write


@pytest.fixture(scope="session")
def own(root: Path) -> Callable[[str], Written]:
    """Return a writing of one of the project's own documents, by its path in the project."""
    made: dict[str, Written] = {}

    def get(name: str) -> Written:
        if name not in made:
            source = root / name
            made[name] = write(prepare(parse_file(source)), Options(attachment=source.read_bytes()))
        return made[name]

    return get
