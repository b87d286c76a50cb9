"""Tests of what an output depends on."""

from __future__ import annotations

import datetime
from importlib import metadata

import pytest

from pipeline.publish import fingerprint
from pipeline.publish.job import BuildSettings

BASE = ("pdf", "a.xml", "00", BuildSettings())


@pytest.mark.parametrize(
    "changed",
    [
        ("docx", "a.xml", "00", BuildSettings()),
        ("pdf", "b.xml", "00", BuildSettings()),
        ("pdf", "a.xml", "01", BuildSettings()),
        ("pdf", "a.xml", "00", BuildSettings(recover=True)),
        ("pdf", "a.xml", "00", BuildSettings(strict_glyphs=True)),
        ("pdf", "a.xml", "00", BuildSettings(plain=True)),
        ("pdf", "a.xml", "00", BuildSettings(date=datetime.date(2001, 1, 1))),
    ],
)
def test_the_key_changes_with_all_that_decides_the_content(changed):
    assert fingerprint.of_file(*BASE) != fingerprint.of_file(*changed)


def test_the_key_does_not_change_with_the_proof():
    assert fingerprint.of_file(*BASE) == fingerprint.of_file("pdf", "a.xml", "00", BuildSettings(proof=False))


def test_versions_are_those_of_the_metadata():
    assert {name: fingerprint._version(name) for name in fingerprint._LIBRARIES} == {
        name: metadata.version(name) for name in fingerprint._LIBRARIES
    }
    assert fingerprint._version("not-installed-anywhere") == "-"


def test_the_key_changes_with_templates_and_code(tmp_path, monkeypatch):
    (tmp_path / "a.toml").write_text("a = 1")
    monkeypatch.setattr(fingerprint, "TEMPLATES", tmp_path)
    fingerprint.of_program.cache_clear()
    before = fingerprint.of_program()
    (tmp_path / "a.toml").write_text("a = 2")
    fingerprint.of_program.cache_clear()
    after = fingerprint.of_program()
    fingerprint.of_program.cache_clear()
    assert before != after
