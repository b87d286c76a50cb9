"""The command `bench`.

Reads option values. Gives tables on standard output, and tables and plots in `docs/benchmarks/`.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.command_options import not_empty
from pipeline.errors import ExitStatus
from pipeline.library.expressions import project


def bench(only: str | None = None, peers: bool = False) -> ExitStatus:
    """Measure. A quick run (PIPELINE_BENCH_QUICK set) writes no page: its figures mean nothing."""
    from tests.benchmarks import publish
    from tests.benchmarks.run import QUICK, chosen, run

    not_empty(only=only)
    names = chosen(only or "")
    folder = project() / "docs" / "benchmarks"
    begun = publish.machine()
    for name, result in run(names, peers=peers):
        print("\n".join(table.markdown() for table in result.tables), flush=True)
        if not os.environ.get(QUICK):
            _tell(publish.write(folder, name, result, begun, peers=peers))
            begun = publish.machine()
    if not os.environ.get(QUICK):
        _tell([publish.write_list(folder)])
    return ExitStatus.DONE


def _tell(paths: list[Path]) -> None:
    for path in paths:
        print(f"written: {path.relative_to(project())}")
