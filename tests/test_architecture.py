"""The house holds: data flows one way, modules stay small, each says what it reads and gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = (
    ("pipeline.errors",),
    ("pipeline.data", "pipeline.files", "pipeline.gate", "pipeline.lock", "pipeline.packing"),
    ("pipeline.document",),
    ("pipeline.forms",),
    ("pipeline.read",),
    ("pipeline.validate",),
    ("pipeline.prepare",),
    ("pipeline.write",),
    ("pipeline.prove",),
    ("pipeline.publish",),
    ("pipeline.versions",),
    ("pipeline.intake",),
    ("pipeline.distribution",),
    ("pipeline.site", "pipeline.serve"),
    ("pipeline.bench",),
    ("pipeline.commands", "pipeline.__main__"),
)
"""From the ground up: a module imports from its own layer and from those before it."""

WRITERS_READ = tuple(f"pipeline.{name}" for name in ("errors", "data", "packing", "document", "forms", "write"))


def modules(root: Path) -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted((root / "pipeline").rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imports(path: Path) -> Iterator[str]:
    """The project's own modules that a module names in an import statement, lazy ones included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("pipeline"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            yield from (f"{node.module}.{a.name}" for a in node.names)


def layer(name: str) -> int:
    """The layer of a module; the package itself is the ground."""
    for number, packages in enumerate(LAYERS):
        if any(name == p or name.startswith((f"{p}.", f"{p}_")) for p in packages):
            return number
    if name.startswith("pipeline.command"):
        return len(LAYERS) - 1
    assert name == "pipeline" or name.startswith("pipeline.__version__"), f"{name} stands in no layer"
    return 0


def test_no_module_imports_from_a_layer_above_its_own(root: Path) -> None:
    upward = [
        f"{name} imports {target}"
        for name, path in modules(root).items()
        for target in imports(path)
        if layer(target) > layer(name)
    ]
    assert upward == []


def test_writers_read_the_prepared_document_only(root: Path) -> None:
    strangers = [
        f"{name} imports {target}"
        for name, path in modules(root).items()
        if name.startswith("pipeline.write")
        for target in imports(path)
        if target != "pipeline.__version__" and not target.startswith(WRITERS_READ)
    ]
    assert strangers == []


def test_no_two_modules_import_each_other(root: Path) -> None:
    known = modules(root)
    edges = {name: {_module(t, known) for t in imports(path)} - {name} for name, path in known.items()}
    pairs = [(a, b) for a, targets in edges.items() for b in targets if a < b and a in edges.get(b, set())]
    packages = [(a, b) for a, b in pairs if not (a.startswith(f"{b}.") or b.startswith(f"{a}."))]
    assert packages == []


def _module(target: str, known: dict[str, Path]) -> str:
    """The module that an imported name stands in."""
    return target if target in known else target.rpartition(".")[0]


@pytest.mark.parametrize("limit", [400])
def test_modules_are_short(root: Path, limit: int) -> None:
    long = {name: n for name, path in modules(root).items() if (n := len(path.read_text("utf-8").splitlines())) > limit}
    assert long == {}


def test_functions_are_short(root: Path) -> None:
    long = [
        f"{name}.{node.name} has {length} lines"
        for name, path in modules(root).items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (length := (node.end_lineno or 0) - node.lineno + 1) > 40
    ]
    assert long == []


def test_the_pages_on_how_it_works_name_every_package_and_are_all_linked(root: Path) -> None:
    docs = root / "docs"
    told = (docs / "architecture.md").read_text("utf-8")
    packages = {path.name for path in (root / "pipeline").iterdir() if (path / "__init__.py").is_file()}
    assert {name for name in packages if f"`pipeline/{name}" not in told and f"`{name}`" not in told} == set()
    linked = set(re.findall(r"\]\(([\w./-]+)\)", told))
    pages = {path.name for path in docs.glob("*.md")} - {"architecture.md"}
    assert pages <= linked
    assert all((docs / page).exists() for page in linked)
    assert "(docs/architecture.md)" in (root / "README.md").read_text("utf-8")


def test_every_module_says_what_it_is(root: Path) -> None:
    silent = [name for name, path in modules(root).items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []
