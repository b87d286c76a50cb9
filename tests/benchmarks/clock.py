"""Measuring: repeated calls in this process, and processes of their own with their time and peak of memory.

Reads functions and command lines. Gives seconds, of the clock and of the processors, and mebibytes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.data import ROOT
from pipeline.errors import ToolError

_LEAST_SECONDS = 1.0
_MOST_CALLS = 9
_KIB = 1024
_WATCHER = Path(__file__).with_name("watcher.py")


@dataclass(frozen=True, slots=True)
class Spent:
    """Cost of a run: seconds of the clock, seconds of the processors, peak memory in MiB (0: not known)."""

    seconds: float
    processor: float
    memory: float = 0.0


def once(call: Callable[[], object]) -> Spent:
    """Return one call."""
    begun, used = time.perf_counter(), time.process_time()
    call()
    return Spent(time.perf_counter() - begun, time.process_time() - used)


def warm(call: Callable[[], object], quick: bool = False) -> Spent:
    """Return the median of several calls after one that does not count; as many as a second takes, three to nine."""
    call()
    spent = [once(call)]
    while not quick and (len(spent) < 3 or (sum(s.seconds for s in spent) < _LEAST_SECONDS)):
        if len(spent) >= _MOST_CALLS:
            break
        spent.append(once(call))
    return Spent(statistics.median(s.seconds for s in spent), statistics.median(s.processor for s in spent))


def fresh(arguments: Sequence[str | Path], settings: Mapping[str, str] | None = None) -> Spent:
    """Return a program in a process of its own, all its descendants counted. Raises ToolError if it fails.

    `settings`: further variables of its environment.
    Memory is the peak of the largest of these processes; Linux counts KiB, macOS bytes.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(settings or {})}
    watched = [sys.executable, "-I", str(_WATCHER), *map(str, arguments)]
    measured = subprocess.run(watched, env=environment, capture_output=True, text=True, check=False)
    if measured.returncode:
        raise ToolError(f"cannot be measured: {Path(str(arguments[0])).name}")
    seconds, processor, memory, status = json.loads(measured.stdout)
    if status not in (0, 1):
        raise ToolError(f"a measured program ended with status {status}: {Path(str(arguments[0])).name}")
    return Spent(seconds, processor, memory / (_KIB if sys.platform != "darwin" else _KIB * _KIB))


def median_fresh(arguments: Sequence[str | Path], times: int, settings: Mapping[str, str] | None = None) -> Spent:
    """Return the median of several processes, the peak of memory of the largest."""
    spent = [fresh(arguments, settings) for _ in range(times)]
    return Spent(
        statistics.median(s.seconds for s in spent),
        statistics.median(s.processor for s in spent),
        max(s.memory for s in spent),
    )


def pipeline_command(*arguments: str | Path) -> list[str]:
    """Return the command line of the pipeline."""
    return [sys.executable, "-m", "pipeline", *map(str, arguments)]


def child(*arguments: str | Path) -> list[str]:
    """Return the command line of one step in a process of its own (`tests.benchmarks.child`)."""
    return [sys.executable, "-m", "tests.benchmarks.child", *map(str, arguments)]
