"""Tests of reading the words of a command line."""

from __future__ import annotations

import pytest

from pipeline.cli import words
from pipeline.cli.table import COMMANDS
from pipeline.errors import UsageError


def test_the_words_of_a_call_say_the_same_with_every_option_named():
    given = ["build", "a", "--jobs", "2", "--force", "-", "--out=x=y"]
    [read] = words.read(given, COMMANDS)
    assert list(read.words(COMMANDS["build"])) == [
        "build", "--source=a", "--source=-", "--out=x=y", "--jobs=2", "--force",
    ]  # fmt: skip
    assert words.read(list(read.words(COMMANDS["build"])), COMMANDS) == [read]


def test_what_follows_two_hyphens_is_not_an_option():
    [read] = words.read(["validate", "--", "--odd name.xml"], COMMANDS)
    assert read.values == {"source": ["--odd name.xml"]}


def test_plain_words_fill_the_places_in_their_order_and_leave_out_those_given_by_name():
    [by_place] = words.read(["diff", "a", "b"], COMMANDS)
    [by_name] = words.read(["diff", "b", "--old", "a"], COMMANDS)
    assert by_place.values == by_name.values == {"old": "a", "new": "b"}


def test_a_command_takes_a_short_option_for_the_output_and_no_other():
    [call] = words.read(["build", "a", "-o", "x"], COMMANDS)
    assert call.values == {"source": ["a"], "out": "x"}
    shorts = {option.short for command in COMMANDS.values() for option in command.options if option.short}
    assert shorts == {"o"}


def test_a_required_place_takes_the_name_of_a_task_and_an_open_one_leaves_it_to_the_task():
    calls = words.read(["history", "list", "build", "a", "list"], COMMANDS, several=True)
    assert [(call.name, call.values) for call in calls] == [
        ("history", {"work": "list"}), ("build", {"source": ["a"]}), ("list", {}),
    ]  # fmt: skip
    [one] = words.read(["build", "list"], COMMANDS)
    assert one.values == {"source": ["list"]}


def test_a_second_word_too_many_has_the_option_or_task_most_like_it():
    with pytest.raises(UsageError, match=r"list: unexpected argument 'biuld' \(did you mean build\?\)"):
        words.read(["list", "biuld"], COMMANDS, several=True)


def test_a_pattern_stands_for_the_files_that_fit_as_no_shell_of_windows_expands_it(tmp_path, monkeypatch):
    for name in ("a.xml", "b.xml", "[c].xml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    [call] = words.read(["build", "?.xml", "[c].xml", "*.none"], COMMANDS)
    assert call.values["source"] == ["a.xml", "b.xml", "[c].xml", "*.none"]


def test_a_tilde_is_the_folder_of_the_user(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    [call] = words.read(["build", "~/a.xml", "~"], COMMANDS)
    assert call.values["source"] == [f"{tmp_path}/a.xml", "~"]


def test_an_option_that_may_not_repeat_is_taken_once():
    with pytest.raises(UsageError, match=r"build: --out is given twice \(give it once\)"):
        words.read(["build", "--out", "a", "-o", "b"], COMMANDS)
    [call] = words.read(["build", "--force", "--force"], COMMANDS)
    assert call.values == {"force": True}


@pytest.mark.parametrize(("typed", "name"), [(["help"], ""), (["HELP", "Build"], "build"), (["build", "-h"], "build")])
def test_help_may_be_asked_for_as_a_command(typed, name):
    assert words.read(typed, COMMANDS) == [words.Call(name, help=True)]


def test_the_name_of_a_command_is_read_in_any_case():
    assert words.read(["List"], COMMANDS) == [words.Call("list")]
    with pytest.raises(UsageError, match="no command 'help-me'"):
        words.read(["help-me"], COMMANDS)
