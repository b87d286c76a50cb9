"""From cold: what a command takes in a new process, as a multiple of a Python that does nothing.

Reads the longest text of `source/`. Gives a table. Bytecode is there, as in an installed program: the first process of
each command writes it and is not counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.library.expressions import expressions
from tests.benchmarks.clock import Spent, median_fresh, pipeline_command
from tests.benchmarks.result import Result, Table, figure, ratio
from tests.benchmarks.run import Run

_AIMS = {"undocs --version": "3", "undocs build FILE": "9"}


def cold(run: Run) -> Result:
    """Return the start of Python, the version, the help, and the build of a text in all default formats with proof."""
    cache, out = run.folder("bytecode"), run.folder("out")
    text = max((expression.path for expression in expressions()), key=lambda path: path.stat().st_size)
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "undocs --version": pipeline_command("--version"),
        "undocs --help": pipeline_command("--help"),
        "undocs build FILE": pipeline_command("build", text, "--out", out, "--force"),
    }
    spent = {name: _measured(command, cache, run.size(9, 1)) for name, command in commands.items()}
    least = spent["python -c pass"]
    rows = tuple(
        (name, figure(s.seconds), figure(s.processor), figure(s.memory),
         ratio(s.seconds, least.seconds), ratio(s.processor, least.processor), _AIMS.get(name, ""))
        for name, s in spent.items()
    )  # fmt: skip
    heads = ("command", "seconds", "of the processor", "peak MiB", "time, Python = 1", "processor, Python = 1", "aim")
    note = f"Medians. The text is {text.parent.name}, {text.stat().st_size >> 10} KiB, in all default formats."
    return Result((Table("Commands, each in a new process", heads, rows, note),))


def _measured(command: list[str], cache: Path, times: int) -> Spent:
    """Return what a command takes when its bytecode is in the folder `cache`."""
    settings = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(cache)}
    median_fresh(command, 1, settings)
    return median_fresh(command, times, settings)
