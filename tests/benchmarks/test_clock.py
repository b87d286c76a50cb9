"""Measuring processes from outside."""

import os
import subprocess
import sys

import pytest

from pipeline.errors import ToolError
from tests.benchmarks.clock import fresh, warm
from tests.benchmarks.processes import family


def test_a_process_is_measured_without_the_memory_of_who_started_it():
    held = bytearray(120 * 1024 * 1024)
    held[::4096] = b"x" * len(held[::4096])
    spent = fresh([sys.executable, "-I", "-c", "pass"])
    assert 1 < spent.memory < 60
    assert spent.seconds > 0
    assert len(held) > 0


def test_a_program_that_cannot_run_is_reported():
    with pytest.raises(ToolError, match="a measured program ended with status 3"):
        fresh([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(ToolError, match="cannot be measured: no-such-program"):
        fresh(["no-such-program"])


def test_a_call_is_made_once_more_than_it_is_measured():
    calls = []
    warm(lambda: calls.append(1), quick=True)
    assert len(calls) == 2


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc (Linux)")  # noqa: PTH112
def test_what_every_process_of_a_family_has_taken_is_found():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        found = family(os.getpid())
        assert {os.getpid(), child.pid} <= found.keys()
        assert found[os.getpid()].memory > 5
        assert found[os.getpid()].processor > 0
        child.communicate(b"\n")
    assert child.pid not in family(os.getpid())
