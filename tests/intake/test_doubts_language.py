"""The report of an import in French: every doubt has its words, and what the file says stays as it is."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.intake
from pipeline.cli.run import run
from pipeline.errors import ExitStatus
from pipeline.intake.importing import import_bytes
from pipeline.intake.model.doubts import _OTHERWISE, Doubt, report
from pipeline.intake.word.drawings.pictures import _DRAWN, _HELD
from pipeline.intake.word.reader import _LEFT_OUT
from pipeline.validate.report.language import catalogue
from tests.intake.wordfile import p, style, word_file_of

FRENCH = catalogue("fr").imports
PACKAGE = Path(pipeline.intake.__file__).parent
CALLS = {"add": 0, "_doubt": 1, "_changed": 0}
"""Calls that note a doubt, each with the number of its first argument that is words."""
LETTERS = re.compile(r"[a-z]{2}")


def templates() -> Iterator[tuple[str, str]]:
    """Yield module and template of every place, cause and choice that a doubt is noted with."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                yield from ((path.name, text) for text in noted(function))
    for words in (*_OTHERWISE.values(), *_DRAWN.values(), *_HELD.values(), *(words for _, words in _LEFT_OUT)):
        yield "constants", words


def noted(function: ast.FunctionDef) -> Iterator[str]:
    values = {n.targets[0].id: n.value for n in ast.walk(function) if isinstance(n, ast.Assign)
              and isinstance(n.targets[0], ast.Name)}  # fmt: skip
    for call in ast.walk(function):
        name = call.func.attr if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else ""
        holder = ast.unparse(call.func) if isinstance(call, ast.Call) else ""
        if name in CALLS and (name != "add" or "doubts" in holder):
            assert isinstance(call, ast.Call)
            for argument in call.args[CALLS[name] :][:3]:
                yield from strings(values.get(argument.id, argument) if isinstance(argument, ast.Name) else argument)


def strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield from [text] if LETTERS.search(text) else []
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from [node.value] if LETTERS.search(node.value) else []
    elif isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))


def test_every_doubt_that_an_import_notes_has_french_words() -> None:
    found = set(templates())
    assert len(found) > 120
    known = {*FRENCH, "{}s", "text", ""}
    assert sorted(f"{module}: {text}" for module, text in found if text not in known) == []


def test_both_languages_have_the_same_values() -> None:
    names = {text: [n for _, n, _, _ in string.Formatter().parse(other) if n is not None] for text, other in
             FRENCH.items()}  # fmt: skip
    assert [text for text, found in names.items() if text.count("{}") != len(found)] == []


def test_french_has_its_no_break_spaces() -> None:
    wrong = re.compile(r"\w[;?!](?!\w)| [:;?!»]|« ")
    assert [text for text in FRENCH.values() if wrong.search(text)] == []


BODY = (
    p("Odd.", style("Strange")) + p("1.\tLamps.") + '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Of tides</w:t></w:r></w:p>'
    + '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>the keeper is here</w:t></w:r><w:r><w:t>Text.</w:t></w:r></w:p>'
    + '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>' + p("Left.")
)  # fmt: skip
STYLES = '<w:style w:type="paragraph" w:styleId="Strange"><w:name w:val="Strange"/></w:style>'


def test_a_report_is_in_french_but_for_the_words_of_the_file() -> None:
    done = import_bytes(word_file_of(BODY, styles=STYLES), Path("t.docx"))
    french = done.report("t.xml", "fr")
    assert "## Ce qui est arrivé\u00a0: tout" in french and "du texte masqué" in french
    assert "the keeper is here" in french
    assert not re.search(r"\b(?:the|is|are|not|with|a line|paragraph \d)\b", french.replace("the keeper is here", ""))


def test_the_english_report_is_what_it_was() -> None:
    done = import_bytes(word_file_of(BODY, styles=STYLES), Path("t.docx"))
    assert done.report("t.xml") == done.report("t.xml", "en")
    assert "| place | met | chosen | else it could be | words |" in done.report("t.xml")


def test_words_quoted_in_a_doubt_are_not_translated() -> None:
    doubt = Doubt("styles", "the unknown style “a title”", "read as body text, by its shape", "a title")
    place, met, *_, words = doubt.in_language("fr")
    assert (place, met, words) == ("styles", "le style inconnu «\u00a0a title\u00a0»", "a title")


def test_a_report_without_doubts_and_errors_says_so() -> None:
    text = report("a.docx", "a.xml", [], [], [], [], "fr")
    assert text.count("Néant.") == 2 and "Doutes\u00a0: 0" in text


@pytest.mark.parametrize(("lang", "met"), [("fr", "du texte masqué"), ("en", "hidden text")])
def test_the_command_speaks_the_language_in_the_report_and_in_json(
    lang: str, met: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "t.docx"
    source.write_bytes(word_file_of(BODY, styles=STYLES))
    assert run("import", file=str(source), out=str(tmp_path / "t.xml"), lang=lang, json=True) is ExitStatus.DONE
    facts = json.loads(capsys.readouterr().out)
    assert met in [doubt["met"] for doubt in facts["doubts"]]
    assert met in (tmp_path / "t.xml.doubts.md").read_text("utf-8")
