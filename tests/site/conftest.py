"""A site of the project's own texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.own import DOCUMENTS
from tests.site.samples import build

WORKS = ("A_RES_79_901", "A_RES_79_902")
"""Resolutions of the project's own in six languages."""


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Return the site of `source/`, with a base address."""
    out = tmp_path_factory.mktemp("built") / "site"
    return build(out, base="https://example.org/edition")


@pytest.fixture(scope="session")
def six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site of two resolutions in six languages."""
    sources = sorted(str(path) for name in WORKS for path in DOCUMENTS.rglob(f"{name}-*.xml"))
    assert len(sources) == 12
    out = tmp_path_factory.mktemp("six") / "site"
    build(out, *sources)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    """Yield Chromium, which notes what it asks for."""
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    found = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield found
    found.quit()
