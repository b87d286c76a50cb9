"""The commands that work on the program itself: `test`, `lint`, `format`, `types`, `bench`, `corpus`, `clean`.

Reads the checkout. Gives what the tools print, tables and plots in `docs/benchmarks/`, and an empty `dist/`.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from pipeline.data import ROOT
from pipeline.errors import ExitStatus, MissingInputError, Place, ToolError
from pipeline.files import counted


def test(*, only: str | None, jobs: int) -> ExitStatus:
    """Run the tests: all, those in a path, or those whose name has a part."""
    chosen = [] if not only else [only] if (_checkout() / only.partition("::")[0]).exists() else ["-k", only]
    parallel = ["-n", str(jobs)] if jobs > 1 else []
    return _tool("pytest", *parallel, *chosen)


def lint() -> ExitStatus:
    """Check style and layout of the code: 1 if anything must be changed."""
    return max(_tool("ruff", "check", "."), _tool("ruff", "format", "--check", "."))


def format_() -> ExitStatus:
    """Correct what ruff can correct, and lay the code out."""
    return max(_tool("ruff", "check", "--fix", "."), _tool("ruff", "format", "."))


def types() -> ExitStatus:
    """Check the types: 1 if any does not fit."""
    return _tool("mypy")


def bench(*, only: tuple[str, ...], peers: bool) -> ExitStatus:
    """Measure. A quick run (PIPELINE_BENCH_QUICK set) writes no page: its figures mean nothing."""
    from tests.benchmarks import publish
    from tests.benchmarks.run import QUICK, run

    folder = _checkout() / "docs" / "benchmarks"
    begun = publish.machine()
    for name, result in run(only, peers=peers):
        print("\n".join(table.markdown() for table in result.tables), flush=True)
        if not os.environ.get(QUICK):
            _list_written(publish.write(folder, name, result, begun, peers=peers))
            begun = publish.machine()
    if not os.environ.get(QUICK):
        _list_written([publish.write_list(folder)])
    return ExitStatus.DONE


def corpus(*, from_: tuple[str, ...], out: str | None) -> ExitStatus:
    """Clone repositories that are not there yet, and say how many XML files each has."""
    from tests.fetching import fetch

    place = Path(out) if out else _checkout() / ".cache" / "corpus"
    for folder in fetch(from_, place):
        files = sum(1 for _ in folder.rglob("*.xml"))
        print(f"{folder}: {counted(files, 'XML file')}")
    return ExitStatus.DONE


def clean() -> ExitStatus:
    """Remove everything in dist/ but its MANIFEST."""
    from pipeline.publish.clean import clean as emptied

    count = emptied(_checkout() / "dist")
    print(f"{counted(count, 'file')} removed from dist/")
    return ExitStatus.DONE


def _checkout() -> Path:
    """Return the project's own folder. Raises MissingInputError if the package is installed elsewhere."""
    if not (ROOT / "pyproject.toml").is_file():
        raise MissingInputError("this is not a checkout of the project", place=Place(ROOT), remedy="clone it")
    return ROOT


def _tool(module: str, *arguments: str) -> ExitStatus:
    """Run a tool of the extra `test` in the checkout. Raises ToolError if it is not installed."""
    if importlib.util.find_spec(module) is None:
        raise ToolError(f"{module} is not installed", remedy="pip install -e '.[test]'")
    done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=_checkout(), check=False)
    return {0: ExitStatus.DONE, 1: ExitStatus.FINDINGS}.get(done.returncode, ExitStatus.COULD_NOT_RUN)


def _list_written(paths: list[Path]) -> None:
    for path in paths:
        print(f"written: {path.relative_to(_checkout())}")
