"""Faults on demand, in every process of a build: put this folder on PYTHONPATH and name the fault in BUILD_FAULT.

`kill:NAME` ends the process that prepares the document NAME, each time; `kill-once:NAME:FILE` only while FILE does not
exist; `raise:NAME` raises what is not an error of the project; `slow:SECONDS` waits before each document;
`hold:NAME:FILE` waits before the document NAME until FILE exists.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

kind, _, rest = os.environ.get("BUILD_FAULT", "").partition(":")

if kind:
    from pipeline.publish import one_document as document

    def _faulty(source, settings, _right=document._prepared):
        _act(source.path.name)
        return _right(source, settings)

    document._prepared = _faulty


def _act(name: str) -> None:
    if kind == "slow":
        time.sleep(float(rest))
    target, _, marker = rest.partition(":")
    if name != target:
        return
    while kind == "hold" and not Path(marker).exists():
        time.sleep(0.02)
    if kind == "raise":
        raise ZeroDivisionError("a fault on demand")
    if kind == "kill" or (kind == "kill-once" and not Path(marker).exists()):
        if marker:
            Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
