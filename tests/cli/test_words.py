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


def test_what_follows_two_hyphens_is_no_option():
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
