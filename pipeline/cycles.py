"""Python's search for cycles of objects, put off to where it is cheap.

Gives `put_off`, for work that makes very many small objects, nearly all of them in use until it ends, `left_out`, for
those that stay in use after it, and `for_a_command`, for a process that does one thing and ends.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OF_A_COMMAND = 100_000
"""New objects between two searches while a command runs: what is loaded stays, and a document has many objects without
a cycle. Chosen: more than loading all modules and building a letter make (90,000), so that neither is searched."""


def for_a_command() -> None:
    """Search seldom while this process runs, and not at all when it ends: the system takes all memory back then."""
    gc.set_threshold(_OF_A_COMMAND)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)  # what is frozen is not searched


@contextmanager
def put_off() -> Iterator[None]:
    """Search for no cycles until the work is done, then among what it made if that is much; inside another, do nothing.

    Much is what Python's threshold says.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(0)


@contextmanager
def left_out() -> Iterator[None]:
    """Search for no cycles among what is made here, as long as `searched_again` does not end."""
    with put_off():
        yield
        gc.freeze()


@contextmanager
def searched_again() -> Iterator[None]:
    """Search what was left out when the work is done, which has used it to its end."""
    try:
        yield
    finally:
        gc.unfreeze()
