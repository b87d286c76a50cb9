"""Values kept once they are made.

Gives `KeyedDefaultDict`, a table that is looked up as fast as a dict.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class KeyedDefaultDict(dict[_K, _V]):
    """Values by key, made on first use."""

    def __init__(self, make: Callable[[_K], _V]) -> None:
        """Set `make`, which gives the value of a key; the same key always has the same value."""
        super().__init__()
        self._make = make

    def __missing__(self, key: _K) -> _V:
        value = self[key] = self._make(key)
        return value
