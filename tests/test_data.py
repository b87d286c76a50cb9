"""Data files are decoded into records; a file that does not fit is named with its key."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

from pipeline.data import Record, decode, fit, read_table
from pipeline.errors import TemplateError, UsageError


class Box(Record, frozen=True, kw_only=True, array_like=True):
    x: float
    y: float


class Style(Record, frozen=True, kw_only=True):
    size: float
    align: Literal["start", "end"] = "start"
    box: Box | None = None


class Sheet(Record, frozen=True, kw_only=True, rename="kebab"):
    main_style: Style
    styles: Mapping[str, Style] = {}
    rules: tuple[Style, ...] = ()
    since: datetime.date | None = None


GOOD = """
since = 2024-10-01
main-style = { size = 1, align = "end", box = [1, 2.5] }
rules = [{ size = 1.0 }, { size = 2.0 }]
[styles.text]
size = 3.0
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_records_with_named_fields(tmp_path):
    sheet = decode(write(tmp_path, GOOD), Sheet)
    assert (sheet.main_style.size, sheet.main_style.align) == (1.0, "end")
    assert sheet.main_style.box is not None
    assert (sheet.main_style.box.x, sheet.main_style.box.y) == (1.0, 2.5)
    assert [rule.size for rule in sheet.rules] == [1.0, 2.0]
    assert sheet.styles["text"].size == 3.0
    assert sheet.since == datetime.date(2024, 10, 1)


def test_json_is_decoded_like_toml(tmp_path):
    path = write(tmp_path, '{"main-style": {"size": 2}, "since": "2024-10-01"}', "own.json")
    assert decode(path, Sheet) == Sheet(main_style=Style(size=2.0), since=datetime.date(2024, 10, 1))


def test_a_file_of_many_tables_of_one_kind_is_a_dictionary(tmp_path):
    assert decode(write(tmp_path, "[a]\nsize = 1.0\n"), dict[str, Style]) == {"a": Style(size=1.0)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a", "own.toml: not TOML"),
        ("main-style = { size = 1 }\ntop = 1", "own.toml: unknown key: top"),
        ("", "own.toml: missing key: main-style"),
        ("main-style = { size = 1, sise = 1 }", r"own.toml: unknown key in \[main-style\]: sise"),
        ("main-style = {}", r"own.toml: missing key in \[main-style\]: size"),
        ('main-style = { size = "1" }', "own.toml: main-style.size: expected float, got string"),
        ("main-style = { size = true }", "own.toml: main-style.size: expected float, got boolean"),
        ('main-style = { size = 1, align = "up" }', "own.toml: main-style.align: invalid enum value 'up'"),
        ("main-style = { size = 1, box = [1] }", "own.toml: main-style.box: expected array of at least length 2"),
        ("main-style = { size = 1, box = [1, 2, 3] }", "own.toml: main-style.box: expected array of at most length 2"),
        ("main-style = { size = 1 }\nrules = [{ size = 1 }, { sise = 2 }]", r"unknown key in \[rules.1\]: sise"),
        ("main-style = { size = 1 }\nstyles = { a = { size = 1 }, b = {} }", r"missing key in \[styles.b\]: size"),
        ("main-style = { size = 1 }\nstyles = { a = { size = 1 }, b = { size = '' } }", "styles.b.size: expected"),
    ],
)
def test_a_faulty_file_is_reported_with_its_key(tmp_path, text, words):
    with pytest.raises(TemplateError, match=words):
        decode(write(tmp_path, text), Sheet)


def test_the_key_is_found_in_mappings_within_mappings(tmp_path):
    path = write(tmp_path, "[a.one]\nsize = 1\n[b.one]\nsize = 1\n[b.two]\nsize = []\n")
    with pytest.raises(TemplateError, match=r"own.toml: b.two.size: expected float, got array"):
        decode(path, dict[str, dict[str, Style]])


@pytest.mark.parametrize(("name", "text"), [("own.toml", b"\xff"), ("own.json", b"{"), ("own.json", b'"\xff"')])
def test_a_file_of_other_bytes_is_reported(tmp_path, name, text):
    (tmp_path / name).write_bytes(text)
    with pytest.raises(TemplateError, match=f"{name}: not (TOML|JSON)"):
        decode(tmp_path / name, dict[str, Style])


def test_a_missing_file_is_reported_with_the_error_that_the_caller_names(tmp_path):
    with pytest.raises(UsageError, match=r"no.toml: cannot read: No such file"):
        decode(tmp_path / "no.toml", Sheet, error=UsageError)


def test_a_part_of_a_file_is_reported_with_the_keys_that_lead_to_it(tmp_path):
    path = write(tmp_path, "[styles.text]\nsize = ''\n")
    with pytest.raises(TemplateError, match=r"own.toml: styles.text.size: expected"):
        fit(read_table(path)["styles"]["text"], Style, path, at="styles.text")
