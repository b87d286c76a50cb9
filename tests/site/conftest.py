"""A site of the project's own texts."""

from __future__ import annotations

import pytest

from tests.site.samples import build


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Return the site of `source/`, with a base address."""
    out = tmp_path_factory.mktemp("built") / "site"
    return build(out, base="https://example.org/edition")
