"""Automatic numbers of Word become characters, as Word would print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake.model.manuscript import RawLine
from pipeline.intake.vocabulary.numerals import numeral
from pipeline.intake.word.reader import read_word
from tests.intake.wordfile import WordFile, p, style

LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"), ("decimal", "%1.%4"))


def numbering(levels: tuple[tuple[str, str], ...] = LEVELS, extra: str = "") -> str:
    """Return `w:numbering` with one multi-level list, number 1."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}')  # fmt: skip


def item(level: int, number: int = 1) -> str:
    """Return a paragraph of the list."""
    return p("Text", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def labels(data: bytes) -> list[str]:
    """Return the labels of the lines of a file."""
    return [piece.number for piece in read_word(data, Path("t.docx")).pieces if isinstance(piece, RawLine)]


def test_levels_count_apart_and_begin_again(word_file: WordFile) -> None:
    body = "".join(item(level) for level in (0, 1, 1, 2, 2, 1, 0, 1, 2))
    assert labels(word_file(body, numbering=numbering())) == [
        "1.",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(c)",
        "2.",
        "(a)",
        "(i)",
    ]


def test_a_level_names_those_above_it(word_file: WordFile) -> None:
    assert labels(word_file(item(0) + item(3) + item(3), numbering=numbering())) == ["1.", "1.1", "1.2"]


def test_a_second_number_of_the_list_goes_on_and_an_override_begins_anew(word_file: WordFile) -> None:
    further = ('<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
               '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>')  # fmt: skip
    body = item(0) + item(0, 2) + item(0, 3) + item(0, 3)
    assert labels(word_file(body, numbering=numbering(extra=further))) == ["1.", "2.", "7.", "8."]


def test_bullets_of_symbol_fonts_become_characters(word_file: WordFile) -> None:
    assert labels(word_file(item(0), numbering=numbering((("bullet", "\uf0b7"),)))) == ["•"]


def test_a_style_may_carry_the_numbering(word_file: WordFile) -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:pPr><w:numPr>'
              '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>')  # fmt: skip
    body = p("One", style("Para")) + p("Two", style("Para"))
    assert labels(word_file(body, numbering=numbering(), styles=styles)) == ["1.", "2."]


def test_number_zero_takes_the_numbering_away(word_file: WordFile) -> None:
    assert labels(word_file(item(0, 0), numbering=numbering())) == [""]


def test_an_unknown_format_gives_figures_and_a_doubt(word_file: WordFile) -> None:
    data = word_file(item(0), numbering=numbering((("hebrew1", "%1)"),)))
    manuscript = read_word(data, Path("t.docx"))
    assert labels(data) == ["1)"]
    assert any("unknown format" in doubt.met for doubt in manuscript.doubts.found)


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [(4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (53, "upperLetter", "AAA"),
     (2, "arabicAlpha", "ب"), (12, "chineseCounting", "十二"), (3, "russianLower", "в"), (5, "chicago", "**"),
     (0, "lowerRoman", "0"), (99999, "lowerRoman", "99999"), (3, "klingon", None)],
)  # fmt: skip
def test_numerals(number: int, form: str, expected: str | None) -> None:
    assert numeral(number, form) == expected
