"""Memory of the C library given back to the system, where it keeps much that nothing uses any more.

Gives `give_back`. The trees and pages that libxml2 and pdfium make of a large document are freed with it, but glibc
keeps their memory for what comes next, which is a small document as a rule.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back what is free. Do nothing if the C library has no function for it, as outside Linux."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    """Return glibc's `malloc_trim`, or a function that does nothing."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        return ctypes.CDLL(None).malloc_trim
    return bool
