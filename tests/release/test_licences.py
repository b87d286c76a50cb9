"""docs/licences.md says what is installed, under which licence; pandoc's is named."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.release.licences import INSIDE, licence_of, page
from tests.release.requirements import locked


def test_the_page_is_made_from_what_is_installed(root: Path) -> None:
    pins = locked().values()
    other = [pin.name for pin in pins if distribution(pin.name).version != pin.version]
    if other:
        pytest.skip(f"other versions are installed than constraints.txt has: {', '.join(other)}")
    assert (root / "docs" / "licences.md").read_text("utf-8") == page(), "run `python -m tests.release.licences`"


def test_every_package_has_a_licence_and_pandoc_is_said_to_be_gpl() -> None:
    assert all(licence_of(distribution(pin.name))[0] for pin in locked().values())
    assert "pandoc (GPL-2.0-or-later)" in INSIDE["pypandoc-binary"]


def test_what_is_said_to_be_inside_belongs_to_packages_of_the_lock() -> None:
    assert set(INSIDE) <= set(locked())
