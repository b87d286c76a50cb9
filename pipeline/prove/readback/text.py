"""The words of a text file.

Reads UTF-8. Gives the text.
"""

from __future__ import annotations


def read_text(data: bytes) -> str:
    """The text of a text file."""
    return data.decode("utf-8")
