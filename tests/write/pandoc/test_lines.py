"""Words that would open a list, a heading or a rule at the beginning of a line of Markdown."""

from __future__ import annotations

import json

import pytest

from pipeline.document import Cell, Column, Role, Row, Table
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.markdown.lines import kept_within_lines
from pipeline.write.pandoc.markdown.read import pieces_of
from pipeline.write.pandoc.program import MARKDOWN, pandoc, read_json
from pipeline.write.reading import Reading
from tests.makers import IDENTITY

OPENING = [
    "1977.", "(12)", "3)", "a.", "(iv)", "B)", "-", "+", "*", "#", "##", ">", "|", ":", ":::", "~", "===", "---", "(@)",
]  # fmt: skip


def text_of_blocks(blocks):
    return Reading.of(pieces_of(blocks)).seen


def _reread(blocks, wraps):
    made = pandoc(
        ast.pandoc_json(kept_within_lines(blocks, wraps=wraps)), MARKDOWN, IDENTITY.date,
        ["--wrap=auto", "--columns=24"] if wraps else ["--wrap=none"],
    )  # fmt: skip
    return made.decode(), json.loads(read_json(made, MARKDOWN))["blocks"]


def _words(count, word):
    return ast.words(" ".join(["x" * 7, word] * count))


@pytest.mark.parametrize("word", OPENING)
@pytest.mark.parametrize("lead", range(4))
def test_a_wrapped_line_that_begins_so_goes_on_with_its_paragraph(word, lead):
    """Once for each place in the line at which the word may be."""
    nodes = [*ast.words("y" * (lead * 6 + 1)), ast.SPACE, *_words(6, word)]
    for blocks in ([ast.para(nodes)], [ast.bullets([[ast.para(nodes)], [ast.para(nodes)]])]):
        text, again = _reread(blocks, wraps=True)
        assert text_of_blocks(again).split() == text_of_blocks(blocks).split(), text
        assert [block["t"] for block in again] == [block["t"] for block in blocks]


@pytest.mark.parametrize("word", OPENING)
def test_a_wrapped_line_in_a_cell_goes_on_with_its_paragraph(word):
    cells = [ast.cell([ast.para(_words(9, word))], "AlignDefault") for _ in range(2)]
    blocks = [ast.table(ast.NO_ATTR, [0.5, 0.5], [], [ast.row(cells)])]
    text, again = _reread(blocks, wraps=True)
    assert text_of_blocks(again).split() == text_of_blocks(blocks).split(), text


@pytest.mark.parametrize("word", ["1977.", "(12)", "-", "a."])
def test_a_line_after_a_break_goes_on_with_its_paragraph_though_nothing_wraps(word):
    nodes = [ast.string("x"), ast.LINE_BREAK, ast.string(word), ast.SPACE, ast.string("y")]
    blocks = [ast.bullets([[ast.para(nodes)]])]
    text, again = _reread(blocks, wraps=False)
    assert text_of_blocks(again).split() == ["x", word, "y"], text
    assert "BulletList" not in str(again[0]["c"]) and "OrderedList" not in str(again)


def test_words_in_looks_are_bound_too_and_others_are_left_alone():
    emphasis = ast.wrapped("Emph", ast.words("in 1977. and"))
    kept = kept_within_lines([ast.para([emphasis])], wraps=True)
    assert kept[0]["c"][0]["c"][1] == ast.raw_inline("markdown", " ")
    plain = [ast.para(ast.words("in 1977 (a b 12.5 and-so"))]
    assert kept_within_lines(plain, wraps=True) == plain
    assert kept_within_lines([ast.para([emphasis])], wraps=False) == [ast.para([emphasis])]


def test_a_document_with_a_long_cell_keeps_its_years(make, written):
    items = [
        make.paragraph(f"i{n}", f"{'x' * (n + 60)} in the year 1977.", label=f"({n})", role=Role.ITEM, level=1)
        for n in range(60)
    ]
    cell = Cell(column=0, blocks=(make.paragraph("c", "in the year 1977. " * 9),))
    table = Table(anchor="t", columns=(Column(),), rows=(Row((cell,)),))
    text = text_of_blocks(json.loads(read_json(written(make.document(*items, table), "md"), MARKDOWN))["blocks"])
    assert text.split().count("1977.") == 69
