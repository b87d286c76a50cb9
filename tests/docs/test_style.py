"""The words of the project are those of docs/style.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.patterns import PAGE, Pattern, everything, hits, page_with_table, patterns


def _found(paths: list[Path], root: Path) -> list[str]:
    return [f"{path.relative_to(root)}:{hit}" for path in paths for hit in hits(path.read_text("utf-8"), path.suffix)]


def test_no_pattern_is_left_in_the_repository(root: Path) -> None:
    paths = everything()
    assert len(paths) > 800
    assert {path.name for path in paths} >= {"style.md", "README.md", "house-style.md", "tasks.py", "verify.py"}
    assert _found(paths, root) == []


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.id)
def test_a_pattern_finds_its_bad_example_and_not_its_good_one(pattern: Pattern) -> None:
    assert list(pattern.found(pattern.bad))
    assert not list(pattern.found(pattern.good))


def test_the_style_page_has_the_table_of_patterns() -> None:
    page = PAGE.read_text("utf-8")
    assert "| `blank` | prose |" in page
    assert page == page_with_table(page), "run `python -m tests.docs.patterns`"


def test_a_comment_a_message_and_a_docstring_are_prose_and_a_quotation_is_not() -> None:
    code = '# a blank\nx = "requests are not told"\n\n\ndef f():\n    """Keep `a blank` and “told”."""\n'
    assert [hit.partition(":")[0] for hit in hits(code, ".py")] == ["1", "2"]


def test_the_line_of_a_hit_is_that_of_its_words() -> None:
    (hit,) = hits('"""Return it.\n\nSecond.\nIt is told.\n"""\n', ".py")
    assert hit.startswith("4: 'told': say reported")


def test_a_docstring_that_asks_is_found_and_a_name_only_as_a_whole() -> None:
    (riddle, name) = hits('def f(said, aforesaid):\n    """What it does."""\n', ".py")
    assert riddle.startswith("2: 'What'")
    assert name.startswith("1: 'said'")


def test_fenced_blocks_and_code_spans_of_a_page_are_quoted() -> None:
    assert list(hits("```\na blank\n```\n`a blank`, “a blank”\n", ".md")) == []
    (hit,) = hits("text\n`a blank` and a blank\n", ".md")
    assert hit.startswith("2: 'blank'")


def _contradiction(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Return what the first word of a docstring says and the function does not; "" if the two agree."""
    words = ast.get_docstring(function) or ""
    verb = words.partition(" ")[0]
    returns = ast.unparse(function.returns) if function.returns else ""
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in _own_nodes(function))
    if returns == "None" and verb in ("Return", "Yield"):
        return f"says {verb}, returns nothing"
    if verb == "Return" and yields and "contextmanager" not in map(ast.unparse, function.decorator_list):
        return "says Return, yields"
    if returns == "bool" and verb == "Return" and not words.startswith(("Return True ", "Return False ")):
        return "does not say when it is True"
    return ""


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of the functions inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield node
            yield from _own_nodes(node)


def _contradictions(code: str) -> list[str]:
    functions = (n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [f"{n.lineno}: {n.name}: {wrong}" for n in functions if (wrong := _contradiction(n))]


def test_what_a_docstring_says_of_the_value_is_what_the_function_returns(root: Path) -> None:
    paths = [path for path in everything() if path.suffix == ".py"]
    wrong = [f"{path.relative_to(root)}:{one}" for path in paths for one in _contradictions(path.read_text("utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    "code",
    [
        'def f() -> None:\n    """Return the sum."""\n',
        'def f() -> Iterator[int]:\n    """Return all."""\n    yield 1\n',
        'def f(row) -> bool:\n    """Return a row of totals."""\n',
    ],
)
def test_a_docstring_that_contradicts_its_function_is_found(code: str) -> None:
    assert len(_contradictions(code)) == 1


def test_a_docstring_that_fits_its_function_is_not_found() -> None:
    nested = 'def f() -> list[int]:\n    """Return all."""\n    def g():\n        yield 1\n    return list(g())\n'
    assert _contradictions(nested + 'def h() -> bool:\n    """Return True if it is."""\n') == []
