"""The architecture: data flows one way, packages are small, each says what it reads and gives."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from pipeline.languages.codes import primary, terminology_code
from pipeline.languages.strings import letter, official, tags

GROUND = {"cycles", "nearest", "data", "errors", "files", "gate", "lock", "packing", "unpacking"}
"""Single modules below all packages; `errors` and `packing` import nothing."""

MAY_IMPORT = {
    "cycles": set(),
    "heap": set(),
    "errors": set(),
    "nearest": set(),
    "packing": {"gate"},
    "unpacking": set(),
    "data": {"errors"},
    "files": {"errors", "nearest"},
    "gate": {"errors"},
    "lock": {"errors"},
    "akn": {"data", "errors"},
    "read": GROUND | {"akn"},
    "document": set(),
    "languages": GROUND | {"document"},
    "characters": {"document", "languages"},
    "forms": GROUND | {"akn", "document", "languages"},
    "fonts": GROUND | {"characters", "forms", "document", "languages"},
    "validate": GROUND | {"akn", "read", "languages"},
    "prepare": GROUND | {"akn", "read", "document", "languages", "characters"},
    "layout": GROUND | {"document", "languages", "characters", "forms", "fonts"},
    "write": GROUND | {"document", "languages", "characters", "forms", "fonts", "layout"},
    "prove": GROUND | {"akn", "read", "languages", "write"},
    "library": GROUND | {"akn", "read", "document", "prepare", "publish", "versions"},
    "publish": GROUND | {"heap", "read", "document", "validate", "prepare", "write", "prove", "library"},
    "versions": GROUND
    | {"akn", "read", "document", "languages", "characters", "forms", "prepare", "write", "library", "layout"},
    "intake": GROUND
    | {"akn", "read", "document", "languages", "characters", "forms", "validate", "prepare", "versions"},
    "distribution": GROUND
    | {"akn", "read", "document", "languages", "forms", "validate", "prepare", "write", "prove", "library", "publish"},
    "site": GROUND
    | {"akn", "read", "document", "languages", "forms", "prepare", "write", "versions", "library", "publish"}
    | {"distribution"},
    "serve": GROUND
    | {"read", "document", "languages", "validate", "prepare", "write", "versions", "library", "publish", "site"},
    "editor": GROUND | {"akn", "read", "validate"},
    "proofread": GROUND | {"akn", "read", "document", "languages", "characters", "validate", "prepare", "library"},
}
"""Packages that each package may import from. The command line, on top, may import from all of them."""

WRITERS_READ = {
    "cycles",
    "errors",
    "data",
    "packing",
    "unpacking",
    "document",
    "languages",
    "characters",
    "forms",
    "fonts",
    "layout",
    "write",
}

LARGEST_PACKAGE = 16
"""Modules and packages side by side, that a newcomer takes in at one look (aim: 12)."""


def modules(root: Path) -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    found = {}
    for path in sorted((root / "pipeline").rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the project's own modules that a module names in an import statement, lazy ones included."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("pipeline"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            yield from (f"{node.module}.{a.name}" for a in node.names)


def package(name: str) -> str:
    """Return the part of the architecture that a module is in: `prepare` for `pipeline.prepare.walk.flow`."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def is_command_line(name: str) -> bool:
    """Return True for the modules on top, which may import from every package."""
    return package(name) in {"", "__main__", "api", "cli"}


def test_packages_import_only_from_those_below_them(root: Path) -> None:
    strangers = [
        f"{name} imports {target}"
        for name, path in modules(root).items()
        if not is_command_line(name)
        for target in imports(path)
        if package(target) not in MAY_IMPORT[package(name)] | {package(name), "__version__"}
    ]
    assert strangers == []


GROUND_PACKAGES = {"akn", "characters", "document", "fonts", "forms", "languages", "layout", "read", "write"}
"""Packages of vocabulary, whose modules are their face; of `write` others enter the registry and mark-up."""


def face(root: Path, name: str) -> set[str]:
    """Return the modules by which others may enter a package: `FACE` in its `__init__`, by dotted name."""
    tree = ast.parse((root / "pipeline" / name / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FACE":
            return {f"pipeline.{name}.{module}" for module in ast.literal_eval(node.value)}
    return set()


def test_packages_are_entered_by_their_faces(root: Path) -> None:
    known = modules(root)
    folders = {package(name) for name, path in known.items() if path.name == "__init__.py"} - {""} - GROUND_PACKAGES
    faces = {name: {f"pipeline.{name}", *face(root, name)} for name in folders}
    past = [
        f"{name} imports {target}"
        for name, path in known.items()
        for target in imports(path)
        if (entered := package(target)) in folders and entered != package(name)
        if _module(target, known) not in faces[entered]
    ]
    assert past == []


def test_a_face_names_what_is_there_and_used(root: Path) -> None:
    known = modules(root)
    used = {(package(name), _module(t, known)) for name, path in known.items() for t in imports(path)}
    for name in {package(module) for module in known} - GROUND_PACKAGES - {""}:
        if (root / "pipeline" / name / "__init__.py").is_file():
            for module in face(root, name):
                assert module in known, module
                assert any(target == module and user != name for user, target in used), f"{module} is entered by nobody"


def test_writers_read_the_prepared_document_only(root: Path) -> None:
    strangers = [
        f"{name} imports {target}"
        for name, path in modules(root).items()
        if package(name) == "write"
        for target in imports(path)
        if package(target) not in WRITERS_READ | {"__version__"}
    ]
    assert strangers == []


def test_no_two_modules_import_each_other(root: Path) -> None:
    known = modules(root)
    edges = {name: {_module(t, known) for t in imports(path)} - {name} for name, path in known.items()}
    pairs = [(a, b) for a, targets in edges.items() for b in targets if a < b and a in edges.get(b, set())]
    packages = [(a, b) for a, b in pairs if not (a.startswith(f"{b}.") or b.startswith(f"{a}."))]
    assert packages == []


def _module(target: str, known: dict[str, Path]) -> str:
    """Return the module that an imported name is in."""
    return target if target in known else target.rpartition(".")[0]


def test_the_packages_inside_a_package_run_in_no_circle(root: Path) -> None:
    known = modules(root)
    folders = {name for name, path in known.items() if path.name == "__init__.py" and name != "pipeline"}
    for folder in folders:
        graph: dict[str, set[str]] = {}
        for name, path in known.items():
            if name.startswith(f"{folder}."):
                inside = {child(t, folder) for t in imports(path) if t.startswith(f"{folder}.")}
                graph.setdefault(child(name, folder), set()).update(inside - {child(name, folder)})
        subpackages = {part for part in graph if f"{folder}.{part}" in folders}
        list(TopologicalSorter({part: graph[part] & subpackages for part in subpackages}).static_order())


def child(name: str, folder: str) -> str:
    """Return the module or package directly inside `folder` that `name` belongs to."""
    return name.removeprefix(f"{folder}.").split(".")[0]


def test_a_package_is_taken_in_at_one_look(root: Path) -> None:
    sizes = Counter(path.parent for path in modules(root).values() if path.name not in ("__init__.py", "__main__.py"))
    sizes.update(path.parent.parent for path in (root / "pipeline").rglob("*/__init__.py"))
    large = {path.relative_to(root).as_posix(): n for path, n in sizes.items() if n > LARGEST_PACKAGE}
    large.pop("pipeline", None)
    assert large == {}


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
    overview = (docs / "architecture.md").read_text("utf-8")
    packages = {path.name for path in (root / "pipeline").iterdir() if (path / "__init__.py").is_file()}
    assert {name for name in packages if f"`pipeline/{name}" not in overview and f"`{name}`" not in overview} == set()
    linked = set(re.findall(r"\]\(([\w./-]+)\)", overview))
    pages = {path.name for path in docs.glob("*.md")} - {"architecture.md"}
    assert pages <= linked
    assert all((docs / page).exists() for page in linked)
    assert "(docs/architecture.md)" in (root / "README.md").read_text("utf-8")


def test_every_module_says_what_it_is(root: Path) -> None:
    silent = [name for name, path in modules(root).items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_no_behaviour_hangs_on_the_words_of_a_message(root: Path) -> None:
    readers = [
        f"{name}:{node.lineno}"
        for name, path in modules(root).items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare | ast.Call) and _reads_a_message(node)
    ]
    assert readers == []


def _reads_a_message(node: ast.Compare | ast.Call) -> bool:
    """Return True for a comparison with a message, and for a search in one."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.Compare):
        parts = [node.left, *node.comparators]
    elif isinstance(node.func, ast.Attribute):
        parts = [node.func.value, *(node.args if ast.unparse(node.func.value) == "re" else [])]
    return any(isinstance(part, ast.Attribute) and part.attr == "message" for part in parts)


LISTS_OF_LANGUAGES = {"pipeline.write.html.inlines"}
"""Modules that list languages in code: addresses of docs.un.org once had two codes of their own [form symbols.4]."""


def test_what_differs_by_language_stands_in_its_file(root: Path) -> None:
    kinds = {code for tag in tags() for code in (tag, primary(tag))}, {terminology_code(tag) for tag in tags()}
    letters = {letter(tag) for tag in tags() if official(tag)}
    listing = {
        name
        for name, path in modules(root).items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for codes in _literals(node)
        if any(len(codes & kind) > 1 for kind in kinds) or (len(codes) > 1 and codes <= letters)
    }
    assert listing == LISTS_OF_LANGUAGES
    assert len(LISTS_OF_LANGUAGES) <= 3


def _literals(node: ast.AST) -> Iterator[set[object]]:
    """Yield the strings that are side by side in a display of Python, or as arguments of one call."""
    rows: list[list[ast.expr]] = []
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        rows = [node.elts]
    elif isinstance(node, ast.Dict):
        rows = [[key for key in node.keys if key], node.values]
    elif isinstance(node, ast.Call):
        rows = [node.args]
    yield from ({one.value for one in row if isinstance(one, ast.Constant)} for row in rows)
