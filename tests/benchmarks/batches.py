"""Whole builds: the project's own texts from cold, a thousand documents by two processes, a second run over them.

Reads `source/` and the corpus, repeated. Gives tables. Each build is a process of its own, watched from outside.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from pipeline.data import ROOT
from pipeline.library.expressions import expressions
from tests.benchmarks import texts
from tests.benchmarks.clock import fresh, pipeline_command
from tests.benchmarks.processes import Taken, family
from tests.benchmarks.result import Result, Table, figure
from tests.benchmarks.run import Run

_DOCUMENTS = 1000
_LOOK = 0.5
"""Seconds between two looks at the memory of the processes."""


@dataclass(frozen=True, slots=True)
class _Watched:
    """A build: its seconds, what each of its processes took, and what its report says."""

    seconds: float
    taken: list[Taken]
    """In the order in which the processes began."""
    report: dict[str, int]
    early: float
    """The largest process when a quarter of the documents was done."""


def batches(run: Run) -> Result:
    """Measure a batch from cold, of a thousand, and once more."""
    return Result((_own_texts(run), *_thousand(run)))


def _own_texts(run: Run) -> Table:
    """Return a build of source/ as a user starts it."""
    out = run.folder("own")
    sources = [part for e in expressions() for part in ("--source", e.path)]
    command = pipeline_command("build", *sources, "--out", out)
    cold, again = fresh(command), fresh(command)
    rows = [
        (name, figure(spent.seconds), figure(spent.processor), figure(spent.memory))
        for name, spent in (("first build", cold), ("again, nothing changed", again))
    ]
    heads = ("build of source/", "seconds", "processor seconds", "peak MiB")
    note = f"{len(expressions())} documents, all four formats with proof, in a new process."
    return Table("The project's own texts, from cold", heads, tuple(rows), note)


def _thousand(run: Run) -> tuple[Table, Table]:
    """Return the corpus repeated, copies far apart; then the same over unchanged input."""
    count = run.size(_DOCUMENTS, 4)
    source, out = run.folder("thousand"), run.folder("out")
    for number, path in enumerate(islice(cycle(texts.files()), count)):
        (source / f"{number:04}.xml").write_bytes(path.read_bytes())
    command = pipeline_command("build", "--source", source, "--out", out, "--jobs", "2")
    first, again = _watched(command, out), _watched(command, out)
    rate = Table(
        f"{count:,} documents, all four formats with proof, two processes",
        ("run", "seconds", "documents/s", "processor ms a document", "built", "unchanged", "failed"),
        tuple(
            (name, figure(w.seconds), figure(count / w.seconds),
             figure(1000 * sum(taken.processor for taken in w.taken) / count),
             *(str(w.report.get(state, 0)) for state in ("built", "unchanged", "failed")))
            for name, w in (("first", first), ("second, nothing changed", again))
        ),
        f"The corpus ({len(texts.files())} documents) repeated, nothing reused between copies. Goals: 25 documents a "
        "second, which are 80 ms of the processor a document on two; the second run under 2 s per 1,000 documents.",
    )  # fmt: skip
    memory = Table(
        "Memory of the processes",
        ("process", "peak MiB", "goal"),
        (*((f"process {n}", figure(one.memory), "400") for n, one in enumerate(first.taken, 1)), _late(first)),
        "The build itself, the server from which workers are forked, a helper of Python's, and the workers.",
    )
    return rate, memory


def _late(build: _Watched) -> tuple[str, str, str]:
    """Return the row that shows whether memory grows with the number of documents."""
    return ("largest, after a quarter of the documents", figure(build.early), "as at the end")


def _watched(command: list[str], out: Path) -> _Watched:
    """Return a build, with a look at its processes twice a second."""
    total = sum(1 for _ in Path(command[command.index("--source") + 1]).glob("*.xml"))
    begun = time.perf_counter()
    taken: dict[int, Taken] = {}
    early = 0.0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            found = family(process.pid)
            taken |= found
            if not early and sum(1 for _ in out.glob("*.txt")) >= total / 4:
                early = max((one.memory for one in found.values()), default=0.0)
            time.sleep(_LOOK if total > 50 else _LOOK / 10)
    seconds = time.perf_counter() - begun
    report = json.loads((out / "build-report.json").read_text("utf-8"))
    return _Watched(seconds, list(taken.values()), dict(report["totals"]), early)
