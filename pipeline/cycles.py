"""Python's search for cycles of objects, put off to where it is cheap.

Gives `put_off`, for work that makes very many small objects, nearly all of them in use until it ends.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Search for no cycles until the work is done, then once among what it made; inside another such, do nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(0)
