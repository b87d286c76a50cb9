"""The one data file of each language, and which languages there are."""

from __future__ import annotations

import doctest
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import TemplateError
from pipeline.languages import strings as module
from pipeline.languages.patterns import patterns
from pipeline.languages.strings import FOLDER, interface, languages, letter, native_name, official, strings, tags


def plain(tag: str) -> dict[str, Any]:
    """Return the data file of a language as it is."""
    return tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))


def entries(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Yield every entry of a table that is not a table itself, by its key from the top."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from entries(inner, f"{key}.{name}" if key else name)
    else:
        yield key, value


def holes(value: object) -> set[str]:
    """Return what is filled in."""
    words = value if isinstance(value, list) else [value]
    return {hole for word in words if isinstance(word, str) for hole in re.findall(r"{(\w*)}", word)}


OWN_HOLES = {
    "dates.full",
    "dates.printed",
    "dates.in_titles",
    "dates.in_text",
    "skeleton.session",
    "recognise.letter_parts",
}
"""Entries that a language fills in its own way."""


OPEN = ("site.kinds.", "print.breaks.", "recognise.kinds.", "skeleton.titles.", "skeleton.texts.", "validate.opened.",
        "validate.numbers.spelt.")  # fmt: skip
"""Beginnings of keys of which a language has those that it needs."""


@pytest.mark.parametrize("tag", tags())
def test_every_language_has_all_keys_and_fills_in_the_same_values(tag: str) -> None:
    own, english = ({k: v for k, v in entries(plain(t)) if not k.startswith(OPEN)} for t in (tag, "en"))
    assert strings(tag).html.skip
    assert own.keys() == english.keys()
    compared = (key for key in own if key not in OWN_HOLES and not key.startswith("validate."))
    differing = {key for key in compared if holes(own[key]) != holes(english[key])}
    assert differing == set()


@pytest.mark.parametrize("tag", tags())
def test_every_expression_of_a_language_is_valid(tag: str) -> None:
    assert patterns(tag).annex.pattern


def test_the_doctests_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(("tag", "file"), [("zh-Hans-CN", "zh-Hans"), ("zh", "zh-Hans"), ("fr-CA", "fr"), ("it", "en")])
def test_the_most_specific_file_is_taken_and_english_if_there_is_none(tag: str, file: str) -> None:
    assert interface(tag) == file
    assert strings(tag) is strings(file)


def test_languages_stand_in_the_order_of_the_united_nations() -> None:
    assert [tag for tag in languages() if official(tag)] == ["ar", "zh-Hans", "en", "fr", "ru", "es"]
    assert not official("it")
    assert [letter(tag) for tag in ("zho", "fr", "it")] == ["C", "F", ""]


def test_a_language_is_called_by_its_own_name() -> None:
    assert [native_name(tag) for tag in ("fr", "zh-Hans", "ar", "it", "qaa")] == [
        "Français", "中文", "العربية", "Italiano", "Qaa",
    ]  # fmt: skip


def test_what_is_not_assigned_is_named_and_an_unknown_key_stands_as_it_is() -> None:
    text = strings("fr").text
    assert text.provisional_notice(("symbol", "colour")) == "Provisoire. Non encore attribués : cote, colour."
    assert text.provisional_notice(("job number",)) == "Provisoire. Non encore attribués : numéro de tâche."
    assert text.provisional_notice(()) == ""


def test_every_key_that_pages_declare_as_generated_exists(root: Path) -> None:
    declared = tomllib.loads((root / "templates" / "html" / "page.toml").read_text(encoding="utf-8"))["generated"]
    for name in (*declared["seen"], *declared["read_out"]):
        table, key = name.split(".")
        assert getattr(getattr(strings("en"), table), key)


def faulty(text: str) -> Iterator[tuple[str, str]]:
    """Yield a language file with one fault each, and what its message names."""
    yield text.replace('skip = "', '# skip = "', 1), "html.*skip"
    yield text.replace("[html]", '[html]\nmore = "x"', 1), "html.*more"
    yield re.sub(r'contents = ".*?"', 'contents = ""', text, count=1), "html.contents"
    yield re.sub(r'contents = ".*?"', "contents = 5", text, count=1), "html.contents"
    yield text.replace("[prepare]", "[proper]", 1), "proper|prepare"
    yield text.replace("letter =", "lettre =", 1), "letter|lettre"
    yield re.sub(r"\nga = .*", "", text, count=1), r"missing key in \[site.bodies\]: ga"
    yield text.replace("[site.kinds]", '[site.kinds]\nposter = "x"', 1), r"unknown key in \[site.kinds\]: poster"


@pytest.mark.parametrize("number", range(8))
def test_a_fault_in_a_file_is_reported_with_file_and_key(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (FOLDER / "fr.toml").read_text(encoding="utf-8")
    changed, named = list(faulty(text))[number]
    assert changed != text
    (tmp_path / "en.toml").write_text((FOLDER / "en.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "xx.toml").write_text(changed, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(TemplateError, match=rf"xx\.toml.*(?:{named})"):
        module._read.__wrapped__("xx")
