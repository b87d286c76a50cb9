"""Fixtures for all tests: the project's own texts, and the reference material beside the checkout where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")
"""No test of properties depends on the clock: a busy machine finds no fault that an idle one does not."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; the test is skipped where it is not there."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference material (../shared) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def verapdf(root: Path) -> list[str]:
    """The command line of veraPDF; the test is skipped where Java or the jars are missing."""
    jars = root / ".cache" / "verapdf"
    if shutil.which("java") is None or not any(jars.glob("*.jar")):
        pytest.skip("veraPDF is not here: `.ci/verapdf .cache/verapdf` fetches it (needs Java and Maven)")
    return ["java", "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
