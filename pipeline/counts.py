"""Numbers of things in messages.

Reads nothing. Gives the English words of a count.
"""

from __future__ import annotations


def number_of(count: int, thing: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count:,} {thing}" + ("" if count == 1 else "s")
