"""The commands `list`, `test` and `clean`.

Reads `source/`, `dist/` and `tests/`. Gives tables and counts on standard output.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys

from pipeline.errors import ExitStatus, MissingInputError, Place, ToolError
from pipeline.files import counted
from pipeline.library.expressions import project
from pipeline.publish.table import columns


def list_texts() -> ExitStatus:
    """Table of works and expressions: identity, state of their outputs in dist/, what is not assigned."""
    from pipeline.library.listing import listing

    rows = listing()
    print("\n".join(columns(rows)) if rows else "there is no text in source/")
    return ExitStatus.DONE


def clean() -> ExitStatus:
    """Empty dist/ but for its MANIFEST."""
    from pipeline.publish.clean import clean as emptied

    count = emptied(project() / "dist")
    print(f"{counted(count, 'file')} removed from dist/")
    return ExitStatus.DONE


def test(only: str | None = None, jobs: int = 0) -> ExitStatus:
    """Run the tests: all, those in a path, or those whose name has a part."""
    root = project()
    if not (root / "tests").is_dir():
        raise MissingInputError("there are no tests here", place=Place(root), remedy="run in a checkout")
    if importlib.util.find_spec("pytest") is None:
        raise ToolError("pytest is not installed", remedy="pip install -e '.[test]'")
    chosen = [] if not only else [only] if (root / only).exists() else ["-k", only]
    parallel = ["-n", str(jobs)] if jobs > 1 else []
    done = subprocess.run([sys.executable, "-m", "pytest", *parallel, *chosen], cwd=root, check=False)
    status = {0: ExitStatus.DONE, 1: ExitStatus.FINDINGS}
    return status.get(done.returncode, ExitStatus.COULD_NOT_RUN)
