"""The table of wheels: read from the names of files, and current for every package of the lock."""

from __future__ import annotations

import re
from pathlib import Path

from tests.release.platforms import PLATFORMS, least, pythons, table, with_table
from tests.release.requirements import locked

NAMES = [
    "x-1.0-cp311-abi3-manylinux_2_28_x86_64.whl",
    "x-1.0-cp312-cp312-win_amd64.whl",
    "x-1.0-cp313-cp313t-win_amd64.whl",
    "x-1.0-cp311-abi3-macosx_13_0_universal2.whl",
    "x-1.0.tar.gz",
]


def test_a_wheel_counts_for_the_pythons_and_platforms_of_its_tags() -> None:
    assert pythons(NAMES, "Linux x86-64") == ("311", "312", "313", "314")
    assert pythons(NAMES, "Windows x86-64") == ("312",)
    assert pythons(NAMES, "macOS Intel") == pythons(NAMES, "macOS arm64") == ("311", "312", "313", "314")
    assert pythons(NAMES, "Alpine x86-64") == ()
    assert all(pythons(["y-1-py3-none-any.whl"], platform) for platform in PLATFORMS)


def test_the_tables_name_what_is_missing_and_the_oldest_system() -> None:
    rows = table({"x 1.0": NAMES}).splitlines()
    assert rows[2] == "| x 1.0 | yes | **no** | **no** | 3.12 | **no** | yes | yes | yes |"
    known = {"x 1.0": NAMES, "y 1": ["y-1-py3-none-any.whl"]}
    assert "| Linux x86-64 | glibc 2.28 | x 1.0 |" in least(known)
    assert "| macOS Intel | macOS 13.0 | x 1.0 |" in least(known)
    assert "| Windows x86-64 | any | – |" in least(known)


def test_the_page_has_a_row_for_every_package_of_the_lock(root: Path) -> None:
    page = (root / "docs" / "platforms.md").read_text("utf-8")
    rows = re.findall(r"^\| (\S+) (\S+) \| (?:yes|\*\*no\*\*|3\.)", page, re.MULTILINE)
    pins = {name: pin.version for name, pin in locked().items()}
    assert dict(rows) == pins, "run `python -m tests.release.platforms`"
    assert with_table(page, "new") != page
