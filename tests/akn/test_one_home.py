"""FRBR identity is read and written in `akn` only, and no module writes mark-up as text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOME = ("pipeline/akn/",)
RULES = ("pipeline/validate/rules/",)
"""Rules look at one element each, and say its name in what they report."""
FRBR = re.compile(r"FRBR[A-Za-z]+|.*[<\"'/{}]FRBR.*", re.DOTALL)
TAG = re.compile(r"</[A-Za-z]|/>|<[\w:]+ [\w:]+=|<\[\^|<\w+\\b")
"""Signs of mark-up written as text, or searched by a regular expression."""


def literals(path: Path) -> Iterator[str]:
    """Yield the strings in the code of a module; docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documented:
            value = node.value
            if isinstance(value, str | bytes):
                yield value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def modules(root: Path, *folders: str) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            yield path.relative_to(root).as_posix(), path


def test_only_akn_and_the_rules_name_elements_of_frbr(root: Path) -> None:
    strangers = {
        name: found
        for name, path in modules(root, "pipeline")
        if not name.startswith(HOME + RULES) and (found := [text for text in literals(path) if FRBR.fullmatch(text)])
    }
    assert strangers == {}


def test_the_search_for_names_finds_them_in_code_but_not_in_messages() -> None:
    assert FRBR.fullmatch("FRBRthis")
    assert FRBR.fullmatch(".//{ns}FRBRWork")
    assert FRBR.fullmatch('<FRBRalias name="')
    assert not FRBR.fullmatch("there is no FRBRnumber for the printed symbol")


def test_what_is_derived_from_a_text_is_made_of_elements(root: Path) -> None:
    strangers = {
        name: found
        for name, path in modules(root, "pipeline/versions/amend", "pipeline/intake/build")
        if (found := [text for text in literals(path) if TAG.search(text)])
    }
    assert strangers == {}


def test_the_search_for_mark_up_finds_it_in_code_but_not_in_messages() -> None:
    assert all(map(TAG.search, ("</mod>", "<FRBRdate date=", "<[^>]*>", r"<docNumber\b", '<new eId="/>')))
    assert not any(map(TAG.search, ("there is no <amendment>", "a < b", "an addendum to a <")))
