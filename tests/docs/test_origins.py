"""Every number that decides something says where it comes from.

A constant of a module: in its own comment or docstring. A number of a form: on its line, above it, at the head of its
table, or of its file. An origin is a statement of docs/spec, a print by its symbol, a standard or limit by name, a
place of the repository, or "chosen" with a reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_ORIGIN = re.compile(
    r"\[(?:form|corpus|strict|cli|G1|NC|EM)[ -][^\]]+\]|\b[Cc]hosen\b[:,]? \S+"
    r"|\b(?:RFC \d+|ISO[ /]|ISO/IEC|APPNOTE|OpenType|Exif|CSS|HTML\b|WCAG|UAX|Unicode|fcntl\.h|sitemaps\.org|PDF)"
    r"|limit of Word|rules of procedure|templates/forms|constraints\.txt|difflib|`[a-z_]+(?:\.[a-z_]+)+`"
)
_PRINT = re.compile(r"(?:print|prints|file) (?:of|A/)[^#]*\b(?:A/|\d{4})")
_NUMBER = re.compile(r"[\w.\"-]+ *= *(?:\[ *)?-?\d")
_FORMS = ("templates/forms", "templates/text", "templates/intake/limits.toml")


def _is_number(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand)
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    return isinstance(node, ast.Tuple | ast.List) and bool(node.elts) and all(map(_is_number, node.elts))


def _constants(code: str) -> Iterator[tuple[int, str]]:
    """Yield line and comments of each constant of a module that is a number, or numbers."""
    lines, body = code.splitlines(), ast.parse(code).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _is_number(node.value):
            own = " ".join(line.partition("#")[2] for line in lines[node.lineno - 1 : node.end_lineno])
            doc = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and str(after.value.value)
            yield node.lineno, f"{_above(lines, node.lineno - 2)} {own} {doc or ''}"


def _above(lines: list[str], index: int) -> str:
    """Return the comment lines that end at a line."""
    begin = index
    while begin >= 0 and lines[begin].startswith("#"):
        begin -= 1
    return " ".join(lines[begin + 1 : index + 1])


def _without_origin(code: str) -> list[int]:
    return [line for line, comment in _constants(code) if not _ORIGIN.search(comment)]


def _numbers_without_origin(text: str) -> list[int]:
    """Return the lines of numbers in TOML for which neither line, table nor file names an origin."""
    head, _, rest = text.partition("\n[")
    whole = any(map(_names_origin, head.splitlines()))
    found: list[int] = []
    comment = table = False
    for number, line in enumerate(f"[{rest}".splitlines(), head.count("\n") + 2):
        if line.startswith("["):
            comment, table = False, comment or _names_origin(line)
        elif line.startswith("#"):
            comment = comment or _names_origin(line)
        elif _NUMBER.match(line) and not (whole or table or comment or _names_origin(line)):
            found.append(number)
        comment = comment and bool(line.strip())
    return found


def _names_origin(line: str) -> bool:
    return "#" in line and bool(_ORIGIN.search(line) or _PRINT.search(line))


def test_every_constant_of_a_module_says_where_it_comes_from(root: Path) -> None:
    paths = sorted((root / "pipeline").rglob("*.py"))
    texts = {path: path.read_text("utf-8") for path in paths}
    assert sum(len(list(_constants(text))) for text in texts.values()) > 250
    wrong = [f"{path.relative_to(root)}:{line}" for path in paths for line in _without_origin(texts[path])]
    assert wrong == []


def test_a_constant_without_origin_is_found() -> None:
    code = """
_A = 3
\'\'\'Lines.\'\'\'
_B = 4  # chosen: two of each
# [form page.4]
_C = (1.0, -2)
_D = 1 << 3
\'\'\'Bits (ISO 19005-3).\'\'\'
"""
    assert _without_origin(code) == [2]
    assert len(list(_constants(code))) == 4


def test_every_number_of_a_form_says_where_it_comes_from(root: Path) -> None:
    paths = [path for name in _FORMS for path in sorted((root / name).rglob("*.toml") or [root / name])]
    wrong = [f"{p.relative_to(root)}:{n}" for p in paths for n in _numbers_without_origin(p.read_text("utf-8"))]
    assert wrong == []


def test_a_number_of_a_form_without_origin_is_found() -> None:
    tables = """# A form.

[a]
x = 1
y = "2"
z = 3 # [form page.4]

# [form tables.2]
[b]
x = 1

[c] # chosen: it fits
x = 1
[d]
x = 1
"""
    assert _numbers_without_origin(tables) == [4, 15]
    assert _numbers_without_origin(tables.replace("A form.", "Read off the print of 2009.")) == []
