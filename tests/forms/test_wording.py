"""The words of each language."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.errors import TemplateError
from pipeline.forms.wording import read_wording, wording

LANGUAGES = ("en", "fr", "es", "ru", "zh-Hans", "ar", "de")
HOLES = {"back": {"mark"}, "permalink": {"name"}, "table": {"number"}, "provisional": {"what"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_words_with_the_same_holes(language):
    words = wording(language)
    assert words.language == language
    for table in (words.html, words.text):
        for key in table.__slots__:
            value = getattr(table, key)
            if isinstance(value, str):
                assert set(re.findall(r"{(\w*)}", value)) == HOLES.get(key, set()), key


@pytest.mark.parametrize(("tag", "file"), [("zh-Hans-CN", "zh-Hans"), ("zh", "zh-Hans"), ("fr-CA", "fr"), ("it", "en")])
def test_the_most_specific_file_is_taken_and_english_where_there_is_none(tag, file):
    assert wording(tag).language == file


def test_what_is_not_assigned_is_named_and_unknown_keys_stand_as_they_are():
    notice = wording("fr").text.provisional_notice(("symbol", "colour"))
    assert notice == "Provisoire. Non encore attribués : cote, colour."
    assert wording("fr").text.provisional_notice(()) == ""


def test_every_key_that_pages_declare_as_generated_exists(root):
    declared = tomllib.loads((root / "templates" / "html" / "page.toml").read_text(encoding="utf-8"))["generated"]
    words = wording("en")
    for name in (*declared["seen"], *declared["read_out"]):
        table, key = name.split(".")
        assert getattr(getattr(words, table), key)


@pytest.fixture
def table(root):
    return tomllib.loads((root / "templates" / "languages" / "en.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["html", "text"])
def test_a_missing_table_or_key_and_an_unknown_one_are_template_errors(table, name):
    path = Path("xx.toml")
    for faulty in (
        {**table, name: None},
        {**table, name: dict(list(table[name].items())[1:])},
        {**table, name: {**table[name], "more": "x"}},
        {**table, name: {**table[name], next(iter(table[name])): 5}},
        {**table, name: {**table[name], next(iter(table[name])): {"one": "text"}}},
        {**table, name: {**table[name], next(iter(table[name])): ""}},
    ):
        with pytest.raises(TemplateError, match=r"xx\.toml"):
            read_wording(path, faulty)
