"""Tests of the list of texts."""

from __future__ import annotations

import pytest

from pipeline.library import listing
from pipeline.publish import batch
from pipeline.publish.batch import Request
from tests.publish.building import akn


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Return a project with one text."""
    (tmp_path / "source" / "work").mkdir(parents=True)
    (tmp_path / "source" / "work" / "eng@.xml").write_text(akn("text"))
    monkeypatch.setattr(listing, "project", lambda: tmp_path)
    return tmp_path


def row(shelf):
    (found,) = listing.listing(shelf / "source")
    return found


def build(shelf):
    """Build as the default build does, with the text's own name in the record."""
    source = str(shelf / "source")
    batch.build(Request((source,), str(shelf / "dist"), ("txt",), 1))
    report = shelf / "dist" / "build-report.json"
    report.write_text(report.read_text().replace("work/eng@.xml", "work/eng@", 1))


def test_a_text_has_name_language_and_date(shelf):
    found = row(shelf)
    assert (found.expression.name, found.language, found.date) == ("work/eng@", "en", "2022-11-21")


def test_the_list_says_whether_a_text_is_built(shelf):
    assert row(shelf).built is listing.ListingState.NONE
    build(shelf)
    assert (row(shelf).built, row(shelf).formats) == (listing.ListingState.BUILT, ("txt",))
    (shelf / "source" / "work" / "eng@.xml").write_text(akn("other"))
    assert (row(shelf).built, row(shelf).formats) == (listing.ListingState.CHANGED, ())


def test_a_dummy_date_is_not_shown(shelf):
    (shelf / "source" / "work" / "eng@.xml").write_text(akn("x").replace('2022-11-21" name', '1900-01-01" name'))
    assert row(shelf).date == ""


def test_a_text_that_cannot_be_read_is_listed_with_the_cause(shelf):
    (shelf / "source" / "work" / "eng@.xml").write_text("<a>")
    (shelf / "source" / "work" / "deu@.xml").write_text(akn("x"))
    good, bad = listing.listing(shelf / "source")
    assert "not well-formed" in bad.error
    assert (good.error, bad.language) == ("", "")
