"""The patterns of the house style, and where a file has them.

Reads style.toml. Gives the hits of a file; as a program, writes the table of patterns into docs/style.md.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).with_name("style.toml")
PAGE = ROOT / "docs" / "style.md"
SUFFIXES = {".py", ".toml", ".md", ".css", ".js", ".jinja"}
FOLDERS = ("pipeline", "templates", "docs", "source", "tests", ".ci")
FILES = ("tasks.py", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "pyproject.toml")
EXEMPT = {"style.toml", "test_style.py", "test_references.py"}
"""The patterns themselves, and samples of them."""

Kind = Literal["prose", "docstring", "name"]

_QUOTED = re.compile(r"```.*?```|`[^`]*`|“[^”]*”|<!--.*?-->", re.DOTALL)
_TABLE = re.compile(r"(<!-- patterns: [^\n]* -->\n).*?(<!-- end of patterns -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing not to write, and what to write instead."""

    id: str
    kind: Kind
    find: str
    say: str
    why: str
    bad: str
    good: str

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match in a text; a name must match as a whole."""
        match = re.fullmatch(self.find, text) if self.kind == "name" else None
        yield from ([match] if match else [] if self.kind == "name" else re.finditer(self.find, text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that a pattern may be found in, and the line that it begins on."""

    kind: Kind
    text: str
    line: int


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in their order."""
    return tuple(Pattern(**entry) for entry in tomllib.loads(DATA.read_text("utf-8"))["pattern"])


def everything() -> list[Path]:
    """Return all files of the project that have words of its own."""
    files = [ROOT / name for name in FILES]
    return sorted({*files, *(path for folder in FOLDERS for path in _inside(folder))})


def _inside(folder: str) -> Iterator[Path]:
    """Yield the files with words of a folder; the patterns themselves are exempt."""
    yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES and path.name not in EXEMPT)


def pieces(text: str, suffix: str) -> Iterator[Piece]:
    """Yield the pieces of a file: all of a page; comments, strings, docstrings and names of Python."""
    if suffix != ".py":
        yield Piece("prose", _without_quotations(text), 1)
        return
    yield from _docstrings(ast.parse(text))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            yield Piece("prose", _without_quotations(token.string), token.start[0])
        elif token.type == tokenize.NAME:
            yield Piece("name", token.string, token.start[0])


def _docstrings(tree: ast.Module) -> Iterator[Piece]:
    """Yield the first line of each docstring of a function or class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and (doc := ast.get_docstring(node)):
            yield Piece("docstring", doc.partition("\n")[0], node.body[0].lineno)


def _without_quotations(text: str) -> str:
    """Return the text with what it quotes turned into spaces, lines kept."""
    return _QUOTED.sub(lambda quoted: re.sub(r"[^\n]", " ", quoted[0]), text)


def hits(text: str, suffix: str, chosen: tuple[Pattern, ...] | None = None) -> Iterator[str]:
    """Yield `line: 'words': say …` for each place where a text has a pattern."""
    for piece in pieces(text, suffix):
        for pattern in patterns() if chosen is None else chosen:
            if pattern.kind == piece.kind:
                for match in pattern.found(piece.text):
                    line = piece.line + piece.text.count("\n", 0, match.start())
                    yield f"{line}: '{match[0]}': say {pattern.say} ({pattern.id}: {pattern.why})"


def table() -> str:
    """Return the table of patterns for docs/style.md."""
    rows = [
        f"| `{_cell(p.id)}` | {p.kind} | `{_cell(p.bad)}` | `{_cell(p.say)}` | {_cell(p.why)} |" for p in patterns()
    ]
    return "\n".join(["", "| pattern | in | instead of | say | why |", "|---|---|---|---|---|", *rows, "", ""])


def _cell(text: str) -> str:
    return text.replace("`", "").replace("|", "\\|")


def page_with_table(page: str) -> str:
    """Return the text of the style page with the table of now."""
    return _TABLE.sub(lambda match: match[1] + table() + match[2], page)


if __name__ == "__main__":
    PAGE.write_text(page_with_table(PAGE.read_text("utf-8")), encoding="utf-8")
