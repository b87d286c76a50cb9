"""Whether a text file is inert: no sign in it that makes a terminal do more than show words.

Reads the bytes of a file. Gives what is not inert, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Control characters but those of lines, tabs and pages."""
_SIGNS = re.compile(f"{CONTROLS.pattern}|[\u202a-\u202e]")
"""Those, and the signs that turn the direction of what follows over, which this project leaves out of text files."""


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in a text file is not inert; `source` plays no part. Raises ValueError if it is not UTF-8."""
    yield from faults_of_text(data, _SIGNS)


def faults_of_text(data: bytes, signs: re.Pattern[str]) -> Iterator[str]:
    """Yield the signs of a text that match, each once. Raises ValueError if it is not UTF-8."""
    text = data.decode("utf-8")
    for sign in sorted(set(signs.findall(text))):
        line = text.count("\n", 0, text.index(sign)) + 1
        yield f"the control character U+{ord(sign):04X}, first in line {line}"
