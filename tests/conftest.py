"""Fixtures and marks for all tests.

Marks name what a test needs besides the checkout and the packages of the extra `test`: another program, or published
documents. Where that is missing, the test is skipped and says how to get it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import published

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = {
    "libreoffice": (("soffice",), "needs LibreOffice (on Debian: apt install libreoffice-writer-nogui)"),
    "chromium": (("chromium", "chromedriver"), "needs Chromium (on Debian: apt install chromium chromium-driver)"),
    "java": (("java",), "needs Java (on Debian: apt install default-jre-headless)"),
}
"""By mark: programs that must be found, and what to say where one is not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests whose mark names something that is not here."""
    missing = {mark: why for mark, (names, why) in PROGRAMS.items() if not all(map(shutil.which, names))}
    if not published.folder():
        missing["corpus"] = f"needs published documents of the United Nations: {published.HINT}"
    for item in items:
        for mark in missing.keys() & {found.name for found in item.iter_markers()}:
            item.add_marker(pytest.mark.skip(reason=missing[mark]))


settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")
"""No test of properties depends on the clock: a busy machine finds no fault that an idle one does not."""


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def printed(root: Path) -> Callable[[str], list[str]]:
    """Return a function that runs a script in a new process and returns the lines that it prints."""

    def run(script: str) -> list[str]:
        done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return run


@pytest.fixture(scope="session")
def reference() -> dict[str, Path]:
    """Return the reference sample of published files by name; for tests with the mark `corpus`."""
    found = published.reference()
    if not found:
        pytest.skip(f"needs the published files of tests/data/published.tsv, unchanged: {published.HINT}")
    return found


@pytest.fixture(scope="session")
def verapdf(root: Path) -> list[str]:
    """Return the command line of veraPDF; for tests with the mark `java`."""
    jars = root / ".cache" / "verapdf"
    if not any(jars.glob("*.jar")):
        pytest.skip("needs veraPDF: `.ci/verapdf .cache/verapdf` fetches it (with Maven)")
    return ["java", "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper"]


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    """Return the script of axe-core, which examines a page for barriers; for tests with the mark `chromium`."""
    script = root / ".cache" / "axe" / "axe.min.js"
    if not script.is_file():
        pytest.skip("needs axe-core: `.ci/axe .cache/axe` fetches it (with npm)")
    return script.read_text("utf-8")
