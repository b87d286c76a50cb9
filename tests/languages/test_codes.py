"""Codes, scripts and directions, as ICU has them."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
import unicodedata

import pytest

from pipeline.languages import codes, dates, names, numbers, scripts
from pipeline.languages.codes import bcp47, direction, terminology_code
from pipeline.languages.detection import detected, written_in
from pipeline.languages.scripts import ARABIC, RIGHT_TO_LEFT


@pytest.mark.parametrize("module", [codes, dates, names, numbers, scripts])
def test_the_doctests_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "tag", "terminology"),
    [
        ("fre", "fr", "fra"),
        ("CHI", "zh", "zho"),
        ("ger", "de", "deu"),
        ("per", "fa", "fas"),
        ("por", "pt", "por"),
        ("zh-hans", "zh-Hans", "zho"),
        ("xx", "xx", "xx"),
        ("not a code", "not a code", "not a code"),
        ("", "und", "und"),
        ("und", "und", "und"),
    ],
)  # fmt: skip
def test_every_form_of_a_code_is_known_and_an_unknown_one_stays(code: str, tag: str, terminology: str) -> None:
    assert (bcp47(code), terminology_code(code)) == (tag, terminology)


def test_languages_that_have_no_file_have_a_direction() -> None:
    assert [direction(tag).value for tag in ("he", "fa", "ur", "dv", "pt", "xx", "und")] == [
        "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr",
    ]  # fmt: skip


def test_the_blocks_that_run_from_right_to_left_are_those_of_unicode() -> None:

    pattern, arabic = re.compile(f"[{RIGHT_TO_LEFT}]"), re.compile(f"[{ARABIC}]")
    letters = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.bidirectional(c) in ("R", "AL")]
    assert [hex(ord(c)) for c in letters if not pattern.match(c) and c != "\u200f"] == []
    assert not [
        c for c in map(chr, range(sys.maxunicode + 1)) if pattern.match(c) and unicodedata.bidirectional(c) == "L"
    ]
    assert arabic.match("ع")
    assert not arabic.match("א")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Les États Membres et la question des droits de l’homme dans les pays du monde", "fr"),
        ("The question of the rights of the child and of those that work for it", "en"),
        ("Die Generalversammlung und das Recht der Völker, mit den Zielen", "de"),
        ("Генеральная Ассамблея", "ru"),
        ("大会", "zh-Hans"),
        ("الجمعية العامة", "ar"),
        ("Oslo", ""),
        ("2008", ""),
    ],
)
def test_the_language_of_a_text_is_detected_by_its_script_and_its_words(text: str, tag: str) -> None:
    assert detected(text) == tag


def test_the_script_of_a_text_is_that_of_most_of_its_letters() -> None:
    assert [written_in(text) for text in ("A/62/1 Генеральная", "γλώσσα", "12")] == ["Cyrillic", "", ""]


def test_the_version_is_printed_without_loading_icu() -> None:
    line = "import sys; import pipeline.__main__ as m; m.main(['--version']); print('icu' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("False\n"), (done.stdout, done.stderr)


@pytest.mark.parametrize("code", ["x" * 200, "zh-aaaaaaaaa", "\u202e", " ", "大会", "-", "zh-Hans-" + "b" * 160])
def test_a_code_that_is_not_a_tag_is_answered_like_an_unknown_language(code: str) -> None:
    assert (direction(code).value, codes.scripts(code), codes.is_singular(1, code)) == ("ltr", ("Latin",), False)
    assert (codes.name_in(code, "fr"), len(dates.months(code))) == (code, 12)
