"""Commands run at once or killed, each in a process forked from this one, which has everything loaded.

Reads orders on standard input, a line of JSON each: the folder, the words of the command line, how many run at
once, after how many seconds the first is killed (null: never). Gives a line of JSON for each: the exit statuses
(negative: the signal), what was printed on standard error, the seconds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Answer orders until there are no more."""
    import pipeline.cli.table
    import pipeline.publish.preload
    import pipeline.validate  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(_carried_out(json.loads(line))), flush=True)


def _carried_out(order: dict[str, Any]) -> dict[str, Any]:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as printed:
        pids = [_forked(order["folder"], order["words"], f"{printed}/{n}") for n in range(order["count"])]
        if order["kill"] is not None:
            time.sleep(order["kill"])
            os.kill(pids[0], signal.SIGKILL)
        statuses = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        words = [_text(f"{printed}/{n}") for n in range(len(pids))]
    return {"statuses": statuses, "printed": words, "seconds": time.monotonic() - begin}


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8", errors="replace")


def _forked(folder: str, words: list[str], printed: str) -> int:
    """Start a command in a process of its own; return its number."""
    Path(printed).touch()
    pid = os.fork()
    if pid:
        return pid
    status = 70
    try:
        os.chdir(folder)
        for number, name in ((0, os.devnull), (1, os.devnull), (2, printed)):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), number)
        from pipeline.cli.main import main as command

        status = command(words)
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
