"""Fixtures of the intake tests."""

from __future__ import annotations

import pytest

from tests.intake.wordfile import WordFile, word_file_of


@pytest.fixture(scope="session")
def word_file() -> WordFile:
    """Return a function that makes a DOCX of the XML of a body and of further parts."""
    return word_file_of
