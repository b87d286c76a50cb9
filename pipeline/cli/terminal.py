"""What the terminal can show: its width, and whether it takes colours.

Reads COLUMNS, NO_COLOR and TERM. Gives widths, and text without colours where none are wanted [cli outputs.terminal].
"""

from __future__ import annotations

import os
import re
import shutil

_WIDEST = 100
"""Columns of text that are still read with ease."""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def width() -> int:
    """Return the number of columns for text: those of the terminal, at most 100; 80 if there is no terminal."""
    return max(40, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def is_plain() -> bool:
    """Return True if the user wants no colours (https://no-color.org) or the terminal has none."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def uncoloured(text: str) -> str:
    """Return the text without escape sequences for colours."""
    return _COLOUR.sub("", text)
