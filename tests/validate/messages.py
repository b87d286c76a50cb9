"""The English that the validator writes into findings and fixes, as templates read out of its own code and data.

Reads the modules of `pipeline/validate` that make findings or fixes. Gives each template with `{}` for a value, and
whether the French catalogue has its words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.languages.strings import strings, tags
from pipeline.validate.report.language import catalogue

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline" / "validate"
PLACES = ("rules", "across", "run", "model/schema.py")
"""Folders and modules that write findings."""
RAISED = ("read/parse.py", "read/encoding.py", "gate.py", "akn/identifiers.py")
"""Modules of other packages whose exceptions become findings."""
_PLACE = re.compile(r"\{[^{}]*\}")
_WORDS = re.compile(r"[A-Za-z]{2}\S* (?:\S+ )*?\S*[A-Za-z{]")
_REGEX = re.compile(r"\(\?|\\[^n]|\[\^|^\^|\)\?|[\]\w]\+")
"""Signs of a regular expression, which no message has."""
_ELSEWHERE = re.compile(
    r".*Error|re\.\w+|engine_rule|frozenset|.*\.(?:split|xpath|iter|find\w*|startswith|endswith)", re.DOTALL
)
"""Calls whose strings are not words of a finding: exceptions, patterns, names. Titles of rules have another test."""


def templates() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each template with words."""
    for place in PLACES:
        for path in sorted((PACKAGE / place).rglob("*.py")) or [PACKAGE / place]:
            for line, text in written(path.read_text("utf-8")):
                yield f"{path.relative_to(PACKAGE)}:{line}", text
    for name in RAISED:
        code = (PACKAGE.parent / name).read_text("utf-8")
        yield from ((f"{name}:{line}", text) for line, text in written(code, raised=True))
    for tag in tags():
        for slip in strings(tag).validate.slips:
            yield f"templates/languages/{tag}.toml", _PLACE.sub("{}", slip.what)


def written(code: str, *, raised: bool = False) -> list[tuple[int, str]]:
    """Return the templates of a module by line; `raised`: those of its exceptions, else all others."""
    tree = ast.parse(code)
    nodes = [one for node in ast.walk(tree) if (one := _raised(node))] if raised else [tree]
    found = ((line, _PLACE.sub("{}", text)) for node in nodes for line, text in _strings(node))
    return [(line, text) for line, text in found if _WORDS.search(text) and not _REGEX.search(text)]


def _raised(node: ast.AST) -> ast.AST | None:
    """Return the message of an exception that a node makes."""
    is_error = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error") and node.args
    return node.args[0] if is_error else None


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the strings below a node that may become words of a finding."""
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)  # type: ignore[misc]
        for value in node.values:
            yield from _strings(value) if isinstance(value, ast.FormattedValue) else ()
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif not _is_elsewhere(node):
        apart = [*getattr(node, "decorator_list", []), *(getattr(node, "keys", None) or [])]
        for child in ast.iter_child_nodes(node):
            yield from _strings(child) if child not in apart else ()


def _is_elsewhere(node: ast.AST) -> bool:
    """Return True for docstrings, exceptions, comparisons and calls whose strings nobody reads in a finding."""
    if isinstance(node, ast.Call):
        return _ELSEWHERE.fullmatch(ast.unparse(node.func)) is not None
    return isinstance(node, ast.Raise | ast.Compare) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def is_known(template: str, tag: str) -> bool:
    """Return True if the catalogue has a message with these words: the template, or one that it is a part of."""
    pattern = ".*".join(map(re.escape, template.split("{}")))
    return re.search(rf"(?:^|\n)[^\n]*{pattern}", _all_messages(tag)) is not None


@cache
def _all_messages(tag: str) -> str:
    return "\n".join([*catalogue(tag).messages, *catalogue(tag).report])
