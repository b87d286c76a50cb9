"""What is made of a file, made once for each state of it, however many ask.

Reads a file's stamp. Gives what a function made of the file as it is; who asks meanwhile waits for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.serve.texts import stamp

_Made = TypeVar("_Made")


class Once(Generic[_Made]):
    """The latest results, the least recently asked for given up first."""

    def __init__(self, lock: threading.Lock, kept: int) -> None:
        """`lock`: held while something is made; `kept`: results that are remembered."""
        self._lock, self._kept = lock, kept
        self._made: OrderedDict[tuple[str, str], tuple[str, _Made]] = OrderedDict()

    def get(self, path: Path, what: str, make: Callable[[], _Made]) -> _Made:
        """Return the result of `make` for the present state of a file; `what` distinguishes results of one file."""
        with self._lock:
            key, now = (str(path), what), stamp(path)
            found = self._made.get(key)
            if not now or found is None or found[0] != now:
                found = (now, make())
                self._made[key] = found
            self._made.move_to_end(key)
            while len(self._made) > self._kept:
                self._made.popitem(last=False)
            return found[1]
