"""The list of benchmarks, and a run of them.

Reads the names asked for. Gives a `Result` for each, one after the other. `Run` says what all of them share.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.result import Result

QUICK = "PIPELINE_BENCH_QUICK"
"""Variable of the environment: where it is set, every benchmark runs on the least that it can, to see that it runs."""


_Size = TypeVar("_Size")


@dataclass(frozen=True, slots=True)
class Run:
    """Settings that all benchmarks of a run share."""

    scratch: Path
    """Folder for sources and outputs, removed after the run."""
    peers: bool = False
    quick: bool = False

    def size(self, full: _Size, least: _Size) -> _Size:
        """Return a size, or the least one in a quick run."""
        return least if self.quick else full

    def folder(self, name: str) -> Path:
        """Return a new folder in the scratch folder."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.scratch))


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: the title of its page, what it asks, and `module:function` that answers."""

    title: str
    question: str
    does: str

    def function(self) -> Callable[[Run], Result]:
        """Return what does it; loaded here."""
        module, _, name = self.does.partition(":")
        found: Callable[[Run], Result] = getattr(import_module(f"tests.benchmarks.{module}"), name)
        return found


BENCHMARKS = {
    "rates": Benchmark("Documents a second", "How many documents are built in a second, by format?", "rates:rates"),
    "pages": Benchmark(
        "Pages of PDF", "How fast are pages set, by language, and how soon is the first?", "pages:pages"
    ),
    "word": Benchmark("Word files", "What does a Word file take, and one with a great table?", "word:word"),
    "growth": Benchmark("Growth", "How does the time grow with a document and with a batch?", "growth:growth"),
    "validator": Benchmark("Validator", "How many files are checked in a minute?", "checks:validator"),
    "comparison": Benchmark("Comparison", "How long does it take to compare two versions?", "comparison:comparison"),
    "batch": Benchmark("Batches", "How do whole builds do, from a few to a thousand documents?", "batches:batches"),
    "handout": Benchmark(
        "Handing out", "How long do distribution copies take, and the preview from save to screen?", "handout:handout"
    ),
    "cold": Benchmark("From cold", "What does a command take in a new process?", "cold:cold"),
    "facsimile": Benchmark(
        "Beside the print", "How closely does the PDF overlay the print of the same document?", "facsimile:facsimile"
    ),
    "shares": Benchmark("What takes the time", "Which step of a build takes how much of it?", "shares:shares"),
}


def run(names: tuple[str, ...], *, peers: bool) -> Iterator[tuple[str, Result]]:
    """Yield the benchmarks of these names, each with what it found."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        shared = Run(Path(scratch), peers=peers, quick=bool(os.environ.get(QUICK)))
        for name in names:
            yield name, BENCHMARKS[name].function()(shared)
