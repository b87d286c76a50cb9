"""Tests of options: one check for what is required, empty or wrong, and one text of help."""

from __future__ import annotations

import datetime

import pytest

from pipeline.cli.help import described, spelled
from pipeline.cli.options import Option
from pipeline.cli.table import COMMANDS
from pipeline.cli.values import day, web_address, whole_number
from pipeline.errors import UsageError

FORMATS = Option(
    "formats", "comma-separated formats", metavar="LIST", choices=lambda: ("html", "txt"), listed=True, default=("txt",)
)
ALL = [(name, option) for name, command in COMMANDS.items() for option in command.options]


def test_a_list_has_each_choice_once_in_the_order_given_and_in_any_case():
    assert FORMATS.value(" TXT,html,txt ") == ("txt", "html")
    assert FORMATS.value(("HTML",)) == ("html",)
    assert FORMATS.value("txt;html") == FORMATS.value("txt html") == ("txt", "html")


def test_an_option_that_is_not_given_has_its_default():
    assert FORMATS.value(None) == ("txt",)
    assert Option("final", "x").value(None) is False
    assert Option("also", "x", metavar="NAME", many=True).value([]) == ()
    assert Option("key", "x", metavar="FILE").value(None) is None


@pytest.mark.parametrize("given", ["", " ", ",", [""]])
def test_an_empty_value_is_an_error_that_says_what_is_expected(given):
    many = Option("source", "file or folder", metavar="FILE", many=True)
    option = many if isinstance(given, list) else FORMATS
    with pytest.raises(UsageError, match=rf"--{option.name} has no value \(expected {option.help}\)"):
        option.value(given)


def test_a_wrong_choice_has_the_nearest_one_and_the_list():
    with pytest.raises(
        UsageError, match=r"--formats: unknown value 'htm' \(did you mean html\? choose from html, txt\)"
    ):
        FORMATS.value("txt,htm")


def test_a_value_that_is_missing_is_named_as_the_user_gives_it():
    with pytest.raises(UsageError, match="NEW is missing"):
        Option("new", "x", metavar="NEW", plain=True, required=True).value(None)
    with pytest.raises(UsageError, match="--out is missing"):
        Option("out", "x", metavar="FILE", required=True).value(None)


def test_converters_say_what_was_expected_and_what_was_found():
    number = Option("port", "x", metavar="N", read=whole_number(1, 9))
    assert number.value("7") == 7
    for wrong in ("0", "10", "x", ""):
        with pytest.raises(UsageError, match="--port"):
            number.value(wrong)
    date = Option("date", "x", metavar="DATE", read=day)
    assert date.value("2026-01-31") == date.value(datetime.date(2026, 1, 31)) == datetime.date(2026, 1, 31)
    address = Option("base-url", "x", metavar="URL", read=web_address)
    assert address.value("https://example.org/a/ ") == "https://example.org/a"


def test_help_has_choices_and_default():
    assert described(FORMATS) == "comma-separated formats: html, txt (default: txt)"
    jobs = next(option for option in COMMANDS["build"].options if option.name == "jobs")
    assert (spelled(jobs), described(jobs)) == (
        "--jobs N", "number of worker processes (default: chosen automatically)",
    )  # fmt: skip
    out = next(option for option in COMMANDS["build"].options if option.name == "out")
    assert (spelled(out), described(out)) == ("-o, --out DIR", "output folder or fsspec URL (default: dist/)")


@pytest.mark.parametrize(("name", "option"), ALL, ids=[f"{name}-{option.name}" for name, option in ALL])
def test_the_default_of_every_option_is_a_value_that_it_takes(name, option):
    default = option.default_value()
    if option.choices and option.default is not None:
        assert set([default] if isinstance(default, str) else default) <= set(option.known())
    assert not (option.required and option.default), "a required option has no default"
    assert option.takes_value or not (option.many or option.plain or option.read or option.choices)


def test_formats_of_comparisons_are_those_that_the_writers_have():
    from pipeline.versions.concordance.document import formats as side_by_side
    from pipeline.versions.redline.files import formats as redlines

    known = {name: next(o for o in COMMANDS[name].options if o.name == "formats") for name in ("diff", "concordance")}
    assert known["diff"].known() == redlines()
    assert known["concordance"].known() == side_by_side()


def test_kinds_of_new_documents_are_those_that_have_a_skeleton():
    from pipeline.akn.classes import classes

    kinds = COMMANDS["new"].options[0].known()
    assert set(kinds) == {name for name, one in classes().items() if one.skeleton}
    assert "letter" in kinds


@pytest.mark.parametrize(
    ("given", "tag"),
    [("FRA", "fr"), ("French", "fr"), ("français", "fr"), ("zh", "zh-Hans"), ("de-AT", "de"), ("pt", "pt")],
)
def test_a_language_is_known_by_code_and_by_name(given, tag):
    assert next(o for o in COMMANDS["import"].options if o.name == "language").value(given) == tag
